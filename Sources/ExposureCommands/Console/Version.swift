/// The version of the tool.
public enum Version {
  /// Semantic version, as `exposure --version` prints it and reports state it.
  public static let text = "0.1.0"
}
