package import ChangeAnalysis
import SourceText
import TopologyLanguage
import TopologyModel

/// What changed between two versions of a topology.
package struct ChangesReport: Sendable {
  let changes: TopologyChanges
  private let naming: Naming
  private let limit: Int

  /// Reports changes.
  /// - Parameters:
  ///   - naming: Names files of positions; the topology is not used.
  ///   - limit: How many changes of each kind the document lists; JSON has all.
  package init(_ changes: TopologyChanges, naming: Naming, limit: Int) {
    self.changes = changes
    self.naming = naming
    self.limit = limit
  }

  /// The report as a document.
  package var document: ReportDocument { document(limit: limit) }

  /// The report with so many changes of each kind.
  package func document(limit: Int) -> ReportDocument {
    var document = ReportDocument()
    document.heading(1, "What the change changes")
    document.paragraph(headline)
    // Before the details, so that no fold hides them.
    let renamed = changes.edits.renamed
    if !renamed.isEmpty {
      let most = 12
      let names = renamed.prefix(most).map { "\($0.old) → \($0.new)" }.joined(separator: ", ")
      let more = renamed.count > most ? " and \(renamed.count - most) more" : ""
      document.paragraph(.init("Only renamed: \(names)\(more).", .faint))
    }
    document.list(changes.limits.map { .init("A limit was reached: \($0).", .open) })
    for direction in ChangeDirection.allCases {
      let found = changes.changes(direction)
      guard !found.isEmpty else { continue }
      document.heading(
        2, .init(Self.heading(direction)), direction == .worse ? .answer : .detail)
      let folded = folded(found)
      document.steps(folded.prefix(limit).map(step))
      if folded.count > limit {
        document.paragraph(.init("\(folded.count - limit) more not listed.", .faint))
      }
    }
    return document
  }

  private var headline: ReportDocument.Line {
    let edits = changes.edits.edits.count
    let some = "\(edits) edit\(edits == 1 ? "" : "s")"
    guard !changes.changes.isEmpty else {
      return .init("\(some): ") + .init("nothing changed in what can be reached", .good)
        + .init(".")
    }
    let worse = changes.changes(.worse).count
    let better = changes.changes(.better).count
    let other = changes.changes(.other).count
    var line =
      ReportDocument.Line("\(some): ") + .init("\(worse) worse", worse > 0 ? .bad : .plain)
      + .init(", ") + .init("\(better) better", better > 0 ? .good : .plain)
    if other > 0 { line = line + .init(", \(other) otherwise", .open) }
    return line + .init(".")
  }

  private static func heading(_ direction: ChangeDirection) -> String {
    switch direction {
    case .worse: "Worse"
    case .better: "Better"
    case .other: "Changed"
    }
  }

  /// Changes of one sentence but for the field or tier are one, with all fields or tiers.
  private struct Folded {
    var change: TopologyChanges.Change
    var items: [String]
  }

  private func folded(_ found: [TopologyChanges.Change]) -> [Folded] {
    var result: [Folded] = []
    var places: [String: Int] = [:]
    for change in found {
      let causes = change.causes.map { "\($0)" } ?? "?"
      let (key, item) = Self.foldKey(change.fact)
      let whole = "\(key)|\(change.old)|\(change.new)|\(causes)"
      if let item, let place = places[whole] {
        result[place].items.append(item)
      } else {
        places[whole] = result.count
        result.append(Folded(change: change, items: item.map { [$0] } ?? []))
      }
    }
    return result
  }

  private static func foldKey(_ fact: ReachFact) -> (String, String?) {
    switch fact {
    case .most(let people, let tier): ("most|\(people)", tier.rawValue)
    case .incidentTier(let incident, let people, let tier):
      ("incident-tier|\(incident)|\(people)", tier.rawValue)
    case .alone(let event, let people, let field): ("alone|\(event)|\(people)", field)
    case .incident(let incident, let people, let field): ("incident|\(incident)|\(people)", field)
    case .held(let dataset, let people, let field): ("held|\(dataset)|\(people)", field)
    default: ("\(fact)", nil)
    }
  }

  private func step(_ folded: Folded) -> (ReportDocument.Line, [ReportDocument.Line]) {
    let change = folded.change
    return (.init(ChangeWording.sentence(change, of: folded.items)), causes(change))
  }

  private func causes(_ change: TopologyChanges.Change) -> [ReportDocument.Line] {
    guard let causes = change.causes else { return [.init("because of several edits", .faint)] }
    let most = 6
    var lines: [ReportDocument.Line] = causes.prefix(most).map { index in
      let edit = changes.edits.edits[index]
      return .init("because of \(place(edit)): \(edit.path.joined(separator: "."))", .faint)
    }
    if causes.count > most { lines.append(.init("and \(causes.count - most) more edits", .faint)) }
    return lines
  }

  /// Where an edit is: in the new version, or in the old one if it removes something.
  func place(_ edit: TopologyEdit) -> String {
    if let new = edit.new { return naming.place(new) }
    return edit.old.map { "\(naming.place($0)) (removed)" } ?? ""
  }

  /// The file, line and column of an edit.
  func location(_ edit: TopologyEdit) -> (file: String, line: Int, column: Int, isRemoved: Bool) {
    let position = edit.new ?? edit.old
    return (
      position.map { naming.file($0) } ?? "", Int(position?.line ?? 0),
      Int(position?.column ?? 0), edit.new == nil
    )
  }
}
