/// The version of the program.
package enum Version {
  /// The semantic version, as printed by `exposure --version` and stated in reports.
  package static let text = "0.1.0"
}
