public import BreachNotification
public import IncidentFindings
import TopologyModel

/// Whether somebody is concerned, what follows and what to do, in plain words.
public struct AffectedReport: Sendable {
  let answer: AffectedAnswer
  let analysis: IncidentAnalysis
  let naming: Naming
  let variant: String?
  /// What was asked about, as people call it.
  let who: String
  let meaning: AffectedAnswer.Meaning
  let number: FrenchSocialSecurityNumber?

  /// A report on an answer about `who`; `number` is explained when such a number came out.
  public init(
    _ answer: AffectedAnswer, about who: String, of analysis: IncidentAnalysis, naming: Naming,
    variant: String?, meaning: AffectedAnswer.Meaning = .named,
    number: FrenchSocialSecurityNumber? = nil
  ) {
    self.answer = answer
    self.who = who
    self.analysis = analysis
    self.naming = naming
    self.variant = variant
    self.meaning = meaning
    self.number = number
  }

  var topology: Topology { naming.topology }

  /// The document.
  public var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init("Am I concerned? \(who)"))
    document.paragraph(headline)
    if !answer.unintelligible.isEmpty {
      document.paragraph(
        .init(
          "Reached\(answer.exposed.isEmpty ? "" : ", too"), but encrypted, and the key was not: \(naming.datasets(answer.unintelligible)). Nobody can read that."
        ))
    }
    if let meant { document.paragraph(.init(meant, .faint)) }
    if answer.concern == .unknown { addPerhaps(to: &document) }
    if answer.concern == .all || answer.concern == .some {
      if !answer.saidBy.isEmpty {
        let sources = answer.saidBy.map { naming.source($0) }
        document.paragraph(.init("The public record agrees: \(naming.listed(sources, most: 3))."))
      }
      addWays(to: &document)
      addPerhaps(to: &document)
      addConsequences(to: &document)
      if !answer.safe.isEmpty {
        document.heading(2, "What did not come out")
        document.paragraph(.init(fields(answer.safe), .safe) + .init("."))
      }
      addAdvice(to: &document)
    }
    addNumber(to: &document)
    addContacts(to: &document)
    return document
  }

  // MARK: - Whether

  private var headline: ReportDocument.Line {
    let size = CountWording.people(answer.size)
    switch answer.concern {
    case .all:
      let many = answer.size == .unknown ? "" : " (\(size))"
      let isSame = answer.ways.allSatisfy { $0.groups == answer.groups }
      return .init("Yes.", .bad)
        + .init(
          isSame
            ? " What is below could be read of everybody in '\(who)'\(many)."
            : " Something could be read of everybody in '\(who)'\(many); what, and of whom, is below."
        )
    case .some:
      return .init("Perhaps.", .open)
        + .init(
          " It could be read of some in '\(who)': \(parts). Which of them, the topology does not say."
        )
    case .unknown where !answer.unlisted.isEmpty:
      return .init("Not known.", .open)
        + .init(
          " It cannot be excluded that something of people in '\(who)' could be read: what was read the topology does not list."
        )
    case .unknown:
      return .init("Not known.", .open)
        + .init(
          " Whether people in '\(who)' are among those whose data could be read, the topology does not say."
        )
    case .none:
      return .init("No.", .good) + .init(" Nothing of anybody in '\(who)' could be read.")
    }
  }

  /// Who is meant where an organization was named.
  private var meant: String? {
    let groups = people(answer.groups)
    switch meaning {
    case .named: return nil
    case .controlled where answer.groups.count == 1: return nil
    case .controlled: return "Meant are those whose data \(who) decides over: \(groups)."
    case .controlledBesideOthers:
      return
        "Meant are those whose data \(who) decides over: \(groups). It holds data of others, too: ask for these by where they belong."
    case .held: return "Meant are those whose data \(who) holds for others: \(groups)."
    }
  }

  private var parts: String {
    let reached = Set(answer.ways.flatMap(\.groups)).sorted()
    let of = answer.size == .unknown ? "" : " of \(CountWording.text(answer.size))"
    let many =
      answer.persons == .unknown ? "an unknown number" : CountWording.text(answer.persons)
    return "\(people(reached)), \(many)\(of)"
  }

  private func addWays(to document: inout ReportDocument) {
    document.heading(2, "What came out, and where")
    document.steps(
      answer.ways.map { way in
        let holder = way.holder.map { naming.name($0) } ?? "an organization that is not named"
        var lines: [ReportDocument.Line] = []
        if let proof = way.proof { lines.append(.init("how: \(naming.chain(proof))", .faint)) }
        if answer.concern == .some || way.groups != answer.groups {
          lines.append(
            .init("of \(people(way.groups)) (\(CountWording.people(way.persons)))"))
        }
        lines += way.kept.map { .init(naming.sentence($0.dataset, $0.kept)) }
        return (.init("At \(holder): ", .strong) + .init(fields(way.fields)), lines)
      })
  }

  /// What may have come out: of others among whom they may be, or among what nobody listed.
  private func addPerhaps(to document: inout ReportDocument) {
    var lines = answer.overlaps.map { overlap -> ReportDocument.Line in
      let most = overlap.persons == .unknown ? "" : " (\(CountWording.people(overlap.persons)))"
      return .init(fields(overlap.fields), .open)
        + .init(
          ", of those who are also among \(people(overlap.among))\(most): who is, the topology does not say"
        )
    }
    if !answer.unknown.isEmpty {
      lines.append(
        .init(fields(answer.unknown), .open)
          + .init(", because something was read that the topology does not list"))
    }
    lines += UnlistedReading.folded(answer.unlisted, in: topology).map {
      .init(naming.sentence($0))
    }
    guard !lines.isEmpty else { return }
    document.heading(2, "What may have come out")
    document.list(lines)
  }

  // MARK: - What follows

  private func addConsequences(to document: inout ReportDocument) {
    var lines = answer.following.map { following -> ReportDocument.Line in
      let whose = answer.concern == .all && !following.isOfAll ? "For some of them: " : ""
      return .init(whose + filled(following.consequence.follows, following.fields))
    }
    if let contacts = unreachedContacts {
      lines.append(
        .init("\(contacts) did not come out here: whoever writes or calls has them from elsewhere.")
      )
    }
    lines += answer.derived.map { derived in
      let source = derived.source.map { " [\(naming.source($0))]" } ?? ""
      let certainty = derived.certainty.map { " (\($0.rawValue))" } ?? ""
      return .init(
        "From \(fields(derived.from)) follows\(certainty): \(fields(derived.gives))\(source)")
    }
    lines += answer.leaks.map { joined in
      let name = topology.leaks[joined.leak].label ?? topology.leaks[joined.leak].id
      let source = topology.leaks[joined.leak].source.map { " [\(naming.source($0))]" } ?? ""
      let whether = joined.isIn == .all ? "You are in" : "If you are also in"
      return .init(
        "\(whether) the earlier leak '\(name)'\(joined.isIn == .all ? ", so" : ",") somebody who has both can join them and knows of you, too: \(fields(joined.adds))\(source)"
      )
    }
    guard !lines.isEmpty else { return }
    document.heading(2, "What follows from it")
    document.list(lines)
  }

  /// Ways to reach people that did not come out, when no way to reach them did; nil otherwise.
  private var unreachedContacts: String? {
    func isContact(_ field: Reference<DataField>) -> Bool {
      topology.fields[field].category.map {
        $0.split(separator: ".").starts(with: ["user", "contact"])
      }
        ?? false
    }
    let kept = answer.safe.filter(isContact)
    return kept.isEmpty || answer.exposed.contains(where: isContact) ? nil : fields(kept)
  }

  private func addAdvice(to document: inout ReportDocument) {
    var advice: [String] = []
    for following in answer.following {
      let line = filled(following.consequence.advice, following.fields)
      if !advice.contains(line) { advice.append(line) }
    }
    let obliged = answer.controllers.filter { isUnderGDPR($0) }
    if !obliged.isEmpty {
      advice.append(
        "Ask \(names(obliged)) what of yours is concerned: you have a right to know (GDPR 15)."
      )
    }
    guard !advice.isEmpty else { return }
    document.heading(2, "What to do")
    document.steps(advice.map { (.init($0), []) })
  }

  private func addContacts(to document: inout ReportDocument) {
    guard answer.concern != .none else { return }
    var lines = answer.contacts.map { contact -> ReportDocument.Line in
      let entry = topology.organizations[contact]
      let place = entry.contact.map { " (\($0))" } ?? ""
      return .init("\(entry.advice ?? ""): \(entry.label ?? entry.id)\(place)")
    }
    let authorities = answer.controllers.filter { isUnderGDPR($0) }.compactMap {
      topology.organizations[$0.organization].supervisedBy
    }
    for authority in Set(authorities).sorted() where !answer.contacts.contains(authority) {
      let entry = topology.organizations[authority]
      let place = entry.contact.map { " (\($0))" } ?? ""
      lines.append(.init("Complain (GDPR 77): \(entry.label ?? entry.id)\(place)"))
    }
    guard !lines.isEmpty else { return }
    document.heading(2, "Where to turn")
    document.list(lines)
  }

  private func isUnderGDPR(_ party: Party) -> Bool {
    topology.organizations[party.organization].laws.contains { $0.law.hasSuffix("gdpr") }
  }

  // MARK: - Words

  func filled(_ text: String, _ used: [Reference<DataField>]) -> String {
    let controller =
      answer.controllers.isEmpty ? "somebody you deal with" : names(answer.controllers)
    return text.replacing("{controller}", with: controller)
      .replacing("{fields}", with: fields(used))
  }

  /// Groups as people call them; members of a fleet once.
  private func people(_ groups: [Reference<PeopleGroup>]) -> String {
    let names = groups.map { group -> (id: String, member: FleetMember?) in
      let entry = topology.groups[group]
      return (entry.member == nil ? naming.name(group) : entry.id, entry.member)
    }
    return naming.listed(naming.folded(names), most: 4)
  }

  /// Organizations by name; of a fleet with several members among them its name once.
  private func names(_ parties: [Party]) -> String {
    let members = Dictionary(grouping: parties, by: \.organization)
    var shown: [String] = []
    for party in parties {
      let isOne = members[party.organization]?.count == 1
      let name = naming.name(isOne ? party : Party(party.organization))
      if !shown.contains(name) { shown.append(name) }
    }
    return naming.listed(shown, most: 3)
  }

  func fields(_ fields: [Reference<DataField>]) -> String {
    fields.map(naming.field).joined(separator: ", ")
  }
}
