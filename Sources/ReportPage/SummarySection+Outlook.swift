import ArchitectureAnalysis
import BreachNotification
import Reports
import TopologyModel
import YearSimulation

/// The summary's sentences on other architectures, severity and duties.
extension SummarySection {
  /// How likely exposure of a class is, and how bad a bad year is.
  var year: [Sentence] {
    (outlook?.simulation.classes ?? []).filter { $0.tail != nil }.map { found in
      let root = plain.naming.topology.groups[found.personClass]
      let worst = found.quantiles.last?.persons ?? .zero
      return Sentence(
        lead: "\(root.label ?? root.id):",
        words:
          "with a probability of \(EstimateWording.percent(found.any.value, found.anyPossible.value)), anyone is exposed; "
          + "\(PageWording.text(worst)) people in the worst year of 100.")
    }
  }

  /// Which people each other architecture would have spared. If classes differ, uses the class with the most
  /// exposed people.
  var otherArchitectures: [Sentence] {
    guard let comparison = comparison?.comparison else { return [] }
    let main = comparison.changes.flatMap(\.classes).max {
      ($0.personsBefore.low, $0.personsBefore.high ?? .max)
        < ($1.personsBefore.low, $1.personsBefore.high ?? .max)
    }
    guard let main else { return [] }
    let names = ArchitectureNames.distinct(comparison.architectures)
    return comparison.changes.compactMap { change in
      words(change, main.personClass).map {
        Sentence(lead: "\(names[change.architecture]):", words: $0)
      }
    }
  }

  private func words(_ change: IncidentChange, _ main: String) -> String? {
    if change.classes.allSatisfy({ !$0.isExposedAfter && !$0.isUnknownAfter }) {
      return "nobody would have been exposed."
    }
    if change.classes.allSatisfy(\.hasSamePeople) {
      return "the same people would have been exposed."
    }
    guard let found = change.classes.first(where: { $0.personClass == main }) else { return nil }
    let name = comparison?.label(of: main) ?? main
    let (before, after) = (
      PageWording.text(found.personsBefore), PageWording.text(found.personsAfter)
    )
    let of = change.classes.count > 1 ? " (\(name))" : ""
    if found.isUnknownAfter {
      return
        "it is unknown whether anybody would have been exposed, \(after) instead of \(before)\(of)."
    }
    if !found.isExposedAfter { return "nobody would have been exposed instead of \(before)\(of)." }
    if found.hasSamePeople { return "the same number would have been exposed, \(after)\(of)." }
    return "\(after) people would have been exposed instead of \(before)\(of)."
  }

  /// The severity levels of each class, worst first.
  var severities: [Sentence] {
    let classes = severity?.assessment.classes ?? []
    return classes.sorted {
      ($1.score.upperBound, $1.score.lowerBound) < ($0.score.upperBound, $0.score.lowerBound)
    }.map { found in
      let root = plain.naming.topology.groups[found.personClass]
      return Sentence(
        lead: "\(root.label ?? root.id):", words: "\(ScoreWording.text(found.levels)).")
    }
  }

  /// How many notifications are due, and how many need a decision.
  var notifications: [Sentence] {
    guard let duties, !duties.survey.duties.isEmpty else { return [] }
    let found = duties.survey.duties
    let due = found.count { $0.status == .due }
    let open = found.count { $0.status == .conditional }
    var words = "\(PageWording.counted(due, "notification")) \(due == 1 ? "is" : "are") due"
    let days = found.filter { $0.status == .due }.compactMap { $0.deadline?.text.prefix(10) }
    if let first = days.min() { words += ", the first by \(first)" }
    if open > 0 {
      words +=
        "; \(CountWording.number(open)) more \(open == 1 ? "depends" : "depend") on an assessment"
    }
    return [Sentence(words: words + ".")]
  }
}
