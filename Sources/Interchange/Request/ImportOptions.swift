package import TopologyModel

/// What the user says about an import.
package struct ImportOptions {
  /// The class of people to put where the source says nobody.
  package var people: String?
  /// Categories of columns and marks.
  package var categories = CategoryMap()
  /// For registers: the headings of this file, by the meaning they have.
  package var columns: [String: String] = [:]
  /// What else to take, by name.
  package var choices: Set<ImportChoice> = []
  /// The ids of an earlier import.
  package var earlier = EarlierImport()

  /// What the source leaves open.
  package init() {}

  /// The class for datasets of which the source says nobody.
  func unsaid(_ label: String) -> TopologyDraft.Group {
    guard let people else { return TopologyDraft.Group(id: "unsaid", label: label) }
    return TopologyDraft.Group(id: Slug.of(people), label: people)
  }
}

/// A reading of the source that is not safe to make without being asked.
package enum ImportChoice: String, CaseIterable, Sendable {
  /// BloodHound: a remote session (RDP, PowerShell, DCOM) is control of the computer.
  case sessionsControl = "sessions-control"
  /// BloodHound: edges of kinds that nobody defines are control of their end.
  case unknownEdges = "unknown-edges"
  /// fideslang: a field for each column, not for each category.
  case columns
  /// Data-flow diagrams: an arrow is a request, and data come back on it.
  case requests
  /// dbt: between two tables only columns of equal name pass. Renamed columns are lost.
  case columnsByName = "columns-by-name"
  /// Threagile: a link for administration is control of its target.
  case adminLinks = "admin-links"
  /// Warehouses: a dashboard or a query that reads is a system of its own.
  case reads
}

extension ImportOptions {
  /// Puts the class of people of whom the source says nothing on every dataset without people, and counts them.
  /// - Parameters:
  ///   - label: What the class is called, if the user gives no name.
  ///   - note: What the account says of these datasets.
  func fillPeople(
    of draft: inout TopologyDraft, _ label: String, _ log: ImportLog,
    note: String = "Datasets of which the source does not say whose data they hold."
  ) {
    let filled = draft.fillPeople(unsaid(label))
    log.account.note("datasets-of-unsaid-people", note, count: filled)
  }
}

/// Categories that the user gives to marks (tags) and columns, without regard to case.
package struct CategoryMap: Sendable {
  /// What is known of a field.
  package struct Meaning: Sendable, Equatable {
    package var category: String
    package var identifies: DataField.Identification?

    package init(category: String, identifies: DataField.Identification? = nil) {
      self.category = category
      self.identifies = identifies
    }
  }

  private var table: [String: Meaning] = [:]

  /// No categories.
  package init() {}

  /// Says what a mark or a column means.
  package mutating func set(_ name: String, _ meaning: Meaning) {
    table[name.lowercased()] = meaning
  }

  /// What the first known of some names means.
  func meaning(of names: [String]) -> Meaning? {
    for name in names {
      if let found = table[name.lowercased()] { return found }
    }
    return nil
  }

  /// Whether nothing was said.
  package var isEmpty: Bool { table.isEmpty }
}
