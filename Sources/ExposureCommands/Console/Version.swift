/// The version of the program.
public enum Version {
  /// The semantic version, as printed by `exposure --version` and stated in reports.
  public static let text = "0.1.0"
}
