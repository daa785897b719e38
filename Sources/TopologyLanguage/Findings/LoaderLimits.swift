/// How much of an input the loader takes before it says that it is too much.
///
/// Every limit that is reached is a diagnostic that names the limit; nothing is cut off silently.
/// The defaults keep the loader under about one gigabyte whatever the input.
public struct LoaderLimits: Sendable {
  /// Bytes of all files of a run together; checked before a file is read.
  public var bytes = 256 << 20
  /// Lists and maps inside one another.
  public var depth = 128
  /// Values of all files of a run together, every alias and merge key written out.
  public var nodes = 24_000_000
  /// Files of a run: the top one and all that it extends.
  public var files = 256
  /// Findings listed; one more then says how many there are.
  public var findings = 10_000
  /// Names compared in search of what somebody meant, over all findings of a run.
  public var comparisons = 500_000
  /// Members of one fleet.
  public var members = 1_000_000

  /// The default limits.
  public init() {}
}
