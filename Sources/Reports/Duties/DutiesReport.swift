package import BreachNotification
package import IncidentFindings
import TopologyModel

/// Lists who must notify which parties, by when, and with which figures.
package struct DutiesReport: Sendable {
  package let survey: DutySurvey
  let analysis: IncidentAnalysis
  let naming: Naming
  let variant: String?

  /// Creates a report on duties. `variant` is the analyzed architecture; nil for the base file.
  package init(
    _ survey: DutySurvey, of analysis: IncidentAnalysis, naming: Naming, variant: String?
  ) {
    self.survey = survey
    self.analysis = analysis
    self.naming = naming
    self.variant = variant
  }

  var topology: Topology { naming.topology }

  /// The report as a document. Members of a fleet with the same duty share a line.
  package var document: ReportDocument {
    var document = ReportDocument()
    let title = topology.title.isEmpty ? "Topology" : topology.title
    document.heading(1, .init("Notification duties: \(title)"))
    addSections(to: &document, level: 2)
    return document
  }

  /// The same content as a section of another report.
  package func addSections(to document: inout ReportDocument, level: Int) {
    guard !survey.duties.isEmpty else {
      document.paragraph(
        survey.isAnybodyConcerned
          ? "Personal data was affected, but no duty follows under the supported laws; see below."
          : "Nobody has to notify anybody: no personal data was reached or made unavailable.")
      addNotes(to: &document, level: level)
      return
    }
    let byRule = Dictionary(grouping: survey.duties) { $0.rule.id }
    let rules = NotificationLaw.all.flatMap { law in law.rules.map(\.id) }
    let present = rules.compactMap { byRule[$0] }
    document.list(present.map(headline))
    for duties in present { add(duties, to: &document, level: level) }
    addNotes(to: &document, level: level)
  }

  private func headline(_ duties: [Duty]) -> ReportDocument.Line {
    let rule = duties[0].rule
    let who = Set(duties.map(\.obliged)).count
    let obliged =
      switch rule.obliged {
      case .processor: who == 1 ? "1 processor" : "\(who) processors"
      case .controller: who == 1 ? "1 controller" : "\(who) controllers"
      case .operatorOfSystems: who == 1 ? "1 operator" : "\(who) operators"
      }
    let tells =
      switch rule.addressee {
      case .nextInChain: "the organizations they act for"
      case .authority: "the authority"
      case .people: "the people affected"
      }
    let status = Duty.Status.allCases.compactMap { status -> String? in
      let found = duties.count { $0.status == status }
      return found == 0 ? nil : "\(found) \(words(status))"
    }
    let verb = who == 1 ? "notifies" : "notify"
    let many = duties.count == 1 ? "1 duty" : "\(duties.count) duties"
    return .init("\(rule.article): ", .strong)
      + .init("\(obliged) \(verb) \(tells): \(many) (\(status.joined(separator: ", ")))")
  }

  func words(_ status: Duty.Status) -> String {
    switch status {
    case .due: "due"
    case .conditional: "to be assessed"
    case .exempt: "exempt"
    }
  }

  private func add(_ duties: [Duty], to document: inout ReportDocument, level: Int) {
    let rule = duties[0].rule
    let obliged =
      switch rule.obliged {
      case .processor: "a processor"
      case .controller: "the controller"
      case .operatorOfSystems: "the operator of the systems or services"
      }
    document.heading(level, .init("\(rule.article): \(obliged) \(rule.action)"))
    let rows = DutyFold.rows(of: duties, naming: naming)
    let addressees = Set(rows.map(\.addressee))
    // A recipient that all rows share is stated once; in a chain, each row names its own recipient.
    let told = addressees.count == 1 && rule.addressee != .nextInChain ? addressees.first : nil
    if let told, rule.addressee == .authority {
      document.paragraph(.init("All of them notify \(told)."))
    }
    let columns: [ReportDocument.Table.Column] = [
      .init("who", wraps: true), .init("notifies", wraps: true), .init("by"),
      .init("people", numeric: true), .init("records", numeric: true), .init("status"),
    ]
    func shown<Cell>(_ cells: [Cell]) -> [Cell] {
      told == nil ? cells : Array(cells[..<1] + cells[2...])
    }
    document.table(shown(columns), rows.map { shown(row($0)) })
    document.list(reasons(rows, of: rule))
    if !rule.contents.isEmpty {
      document.list(rule.contents.map { .init("state \($0)") })
    }
    if !rule.exemptions.isEmpty {
      document.paragraph(
        .init("Not required if \(rule.exemptions.joined(separator: "; or if ")).", .faint))
    }
  }

  /// Why the duties have their status. Each reason appears once, with the organizations if they differ.
  private func reasons(
    _ rows: [DutyFold.Row], of rule: NotificationRule
  ) -> [ReportDocument.Line] {
    struct Reasoned: Hashable {
      var status: Duty.Status
      var reason: String
    }
    var order: [Reasoned] = []
    var obliged: [Reasoned: [String]] = [:]
    for row in rows where rule.condition.isReasoned || row.duty.status == .exempt {
      for reason in row.reasons.map(naming.sentence) {
        let line = Reasoned(status: row.duty.status, reason: reason)
        if obliged[line] == nil { order.append(line) }
        if obliged[line]?.last != row.obliged { obliged[line, default: []].append(row.obliged) }
      }
    }
    let all = Set(rows.map(\.obliged)).count
    let statuses = Set(rows.map(\.duty.status)).count
    return order.map { line in
      let who = obliged[line] ?? []
      let isPlain = Set(who).count == all || order.count == statuses
      let whose = isPlain ? "" : " for \(naming.listed(who, most: 3))"
      return .init("\(words(line.status))\(whose): \(line.reason)")
    }
  }

  private func row(_ row: DutyFold.Row) -> [ReportDocument.Line] {
    let emphasis: ReportDocument.Emphasis =
      switch row.duty.status {
      case .due: .bad
      case .conditional: .open
      case .exempt: .good
      }
    let each = row.count > 1 ? "each " : ""
    func count(_ count: CountInterval) -> String {
      count == .zero ? "none" : each + CountWording.text(count)
    }
    return [
      .init(row.obliged), .init(row.addressee), .init(naming.deadline(row.duty)),
      .init(count(row.persons)), .init(count(row.records)),
      .init(words(row.duty.status), emphasis),
    ]
  }

  /// That members of fleets, each of which may have its own duty, are assumed to have as many people.
  var evenSplits: String? {
    let reached = Set(analysis.people.filter { $0.persons != .zero }.map(\.personClass))
    return naming.evenSplitsOfFile(reached.contains)
  }

  private func addNotes(to document: inout ReportDocument, level: Int) {
    guard !survey.duties.isEmpty || !survey.notes.isEmpty else { return }
    document.heading(level, "Method")
    var lines = survey.notes.map { ReportDocument.Line(naming.sentence($0)) }
    if let evenSplits { lines.append(.init(evenSplits, .open)) }
    lines.append(
      .init(
        "Numbers of people are bounds from the topology. Of records only what 'records' of the datasets says is known.",
        .faint))
    if survey.duties.contains(where: { $0.deadline != nil }) {
      lines.append(
        .init(
          "Periods of hours run through nights, weekends and holidays. If only a date is known, the deadline uses the time at which the organization became aware, which may be the first hour of that date.",
          .faint))
      let rules = Set(survey.duties.flatMap(\.deadlineRules))
      lines += PeriodRule.allCases.filter(rules.contains).map { .init($0.sentence, .faint) }
    }
    document.list(lines)
  }
}

extension NotificationRule.Condition {
  /// Whether the reason for the duty's status is worth showing.
  var isReasoned: Bool {
    switch self {
    case .riskHigh, .significant: true
    case .always, .unlessRiskUnlikely, .unsecured: false
    }
  }
}

extension PeriodRule {
  /// What it does to a deadline.
  fileprivate var sentence: String {
    let regulation = "Regulation (EEC, Euratom) 1182/71"
    return switch self {
    case .fullHour:
      "\(regulation), article 3(1): the hour in which an organization became aware does not count, so its hours begin with the next full hour."
    case .endOfDay:
      "\(regulation), article 3(2): a period of days or months ends with the last hour of its last day."
    case .workingDay:
      "\(regulation), article 3(4): a period of days or months that ends on a Saturday or a Sunday ends on the next working day. Public holidays are not known here and can only move it further."
    }
  }
}
