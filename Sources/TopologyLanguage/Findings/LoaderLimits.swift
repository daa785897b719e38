/// Limits on the input.
///
/// Exceeding a limit is always a diagnostic that names the limit; nothing is cut off silently. With the
/// defaults the loader needs less than about one gigabyte for any input.
public struct LoaderLimits: Sendable {
  /// Bytes of all files of a run together, checked before a file is read.
  public var bytes = 256 << 20
  /// Nesting depth of lists and maps.
  public var depth = 128
  /// Values of all files of a run together, with every alias and merge key expanded.
  public var nodes = 24_000_000
  /// Files of a run: the top file and all files it extends.
  public var files = 256
  /// Diagnostics listed; one more gives the number of the rest.
  public var findings = 10_000
  /// Names compared to find suggestions, over all diagnostics of a run.
  public var comparisons = 500_000
  /// Whether the top file must be a file: neither a link nor a pipe or a device. An extended file must be one always,
  /// where links lead to.
  public var filesOnly = false
  /// Members of one fleet.
  public var members = 1_000_000

  /// The default limits.
  public init() {}
}
