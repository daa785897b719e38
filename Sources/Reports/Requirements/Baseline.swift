package import Foundation

/// The violations that were accepted when a topology came under requirements, by fingerprint.
package struct Baseline: Codable, Sendable {
  /// The name of the format.
  package static let schema = "exposure.baseline/1"
  /// The largest file that is read, 16 MiB.
  package static let largest = 16 << 20

  private var schema: String
  /// The fingerprints, sorted.
  package private(set) var violations: [String]
  /// For requirements with more violations than were looked into, by their name in fingerprints: how many are here.
  package private(set) var limits: [String: Int]?

  /// Creates a baseline.
  /// - Parameter limits: For requirements of which it does not have all violations, how many it has.
  package init(_ violations: some Sequence<String>, limits: [String: Int] = [:]) {
    schema = Self.schema
    self.violations = Set(violations).sorted()
    self.limits = limits.isEmpty ? nil : limits
  }

  /// Reads a file.
  /// - Throws: an error of the decoder, or `Invalid` for another schema or a larger file.
  package init(reading data: Data) throws {
    guard data.count <= Self.largest else { throw Invalid() }
    self = try JSONDecoder().decode(Baseline.self, from: data)
    guard schema == Self.schema else { throw Invalid() }
  }

  /// Not a baseline.
  package struct Invalid: Error {}

  /// The file, one fingerprint a line.
  package var text: String {
    var value: [String: JSONValue] = [
      "schema": .string(schema), "violations": .strings(violations),
    ]
    if let limits { value["limits"] = .object(limits.mapValues(JSONValue.integer)) }
    return (try? JSONValue.object(value).text()) ?? ""
  }
}

/// A baseline in use: what is asked of it for each violation.
struct KnownViolations {
  private let violations: Set<String>
  private let limits: [String: Int]

  /// - Parameter baseline: Nil without a baseline.
  init(_ baseline: Baseline?) {
    violations = Set(baseline?.violations ?? [])
    limits = baseline?.limits ?? [:]
  }

  /// Whether a violation was accepted.
  func contains(_ fingerprint: String) -> Bool { violations.contains(fingerprint) }

  /// Whether violations of a requirement beyond those that are looked into may be taken for known: the baseline has as
  /// many as could be looked into when it was written.
  func isCut(_ requirement: String) -> Bool { limits[requirement] != nil }

  /// The fingerprints that no violation has any more, sorted.
  /// - Parameter cut: Requirements of which not all violations were looked into: nothing of theirs is said to be gone.
  func gone(seen: Set<String>, cut: Set<String>) -> [String] {
    violations.subtracting(seen).filter { print in
      !cut.contains { print.hasPrefix($0 + Baseline.separator) }
    }.sorted()
  }
}

extension Baseline {
  /// What stands between the parts of a fingerprint.
  static let separator = " | "
}
