package import Foundation

/// The violations that were accepted when a topology came under requirements, by fingerprint.
package struct Baseline: Codable, Sendable {
  /// The name of the format.
  package static let schema = "exposure.baseline/1"
  /// The largest file that is read, 16 MiB.
  package static let largest = 16 << 20

  private var schema: String
  /// The fingerprints, sorted.
  package var violations: [String]

  /// Creates a baseline.
  package init(_ violations: some Sequence<String>) {
    schema = Self.schema
    self.violations = Set(violations).sorted()
  }

  /// Reads a file.
  /// - Throws: an error of the decoder, or `Invalid` for another schema.
  package init(reading data: Data) throws {
    guard data.count <= Self.largest else { throw Invalid() }
    self = try JSONDecoder().decode(Baseline.self, from: data)
    guard schema == Self.schema else { throw Invalid() }
  }

  /// Not a baseline.
  package struct Invalid: Error {}

  /// The file, one fingerprint a line.
  package var text: String {
    let value: JSONValue = ["schema": .string(schema), "violations": .strings(violations)]
    return (try? value.text()) ?? ""
  }
}
