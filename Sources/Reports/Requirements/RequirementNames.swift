import RequirementChecks
import TopologyModel

/// How requirements of one or several files are told apart: by their id, and where several files state the same id, by
/// their file as well.
struct RequirementNames {
  /// The files, in the order of the question.
  let files: [String]
  /// Ids that several files state.
  private let shared: Set<String>
  /// For each file, the place of each requirement.
  private let places: [String: [String: Int]]

  init(_ parts: [CheckReport.Part]) {
    var files: [String] = []
    var places: [String: [String: Int]] = [:]
    var stating: [String: Set<String>] = [:]
    for part in parts where places[part.file] == nil {
      files.append(part.file)
      let ids = part.naming.topology.requirements.map(\.id)
      places[part.file] = Dictionary(
        ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      for id in ids { stating[id, default: []].insert(part.file) }
    }
    self.files = files
    self.places = places
    shared = Set(stating.filter { $0.value.count > 1 }.keys)
  }

  /// The name of a requirement among those of all files.
  func name(of requirement: Requirement, in part: CheckReport.Part) -> String {
    shared.contains(requirement.id) ? "\(part.file): \(requirement.id)" : requirement.id
  }

  /// The name of a row's requirement.
  func name(of row: CheckReport.Row) -> String { name(of: row.requirement, in: row.part) }

  /// What fingerprints of a requirement's violations begin with.
  func prefix(of requirement: Requirement, in part: CheckReport.Part) -> String {
    name(of: requirement, in: part) + Baseline.separator + (part.variant ?? Requirement.asWritten)
  }

  /// What identifies a violation across versions of its file.
  func fingerprint(
    _ violation: RequirementViolation, of requirement: Requirement, in part: CheckReport.Part
  ) -> String {
    prefix(of: requirement, in: part) + Baseline.separator + part.naming.fingerprint(violation)
  }

  /// Orders rows by file, then as the file does.
  func place(of row: CheckReport.Row) -> Int {
    let file = files.firstIndex(of: row.part.file) ?? 0
    return file << 32 + (places[row.part.file]?[row.requirement.id] ?? 0)
  }
}
