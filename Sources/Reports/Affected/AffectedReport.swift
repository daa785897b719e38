package import BreachNotification
package import IncidentFindings
import Lowering
import Population
import TopologyModel

/// Tells people whether their data is concerned, what follows and what to do, in plain words.
package struct AffectedReport: Sendable {
  let answer: AffectedAnswer
  let analysis: IncidentAnalysis
  let naming: Naming
  let variant: String?
  /// The display name of the people in question.
  let who: String
  let meaning: AffectedAnswer.Meaning
  let number: FrenchSocialSecurityNumber?

  /// Creates a report about `who`. `number` is a social security number to explain.
  package init(
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

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init("Am I affected? \(who)"))
    document.paragraph(headline)
    if !answer.unintelligible.isEmpty {
      document.paragraph(
        .init(
          "\(answer.exposed.isEmpty ? "Reached" : "Also reached"), but encrypted, and the key was not reached: \(naming.datasets(answer.unintelligible)). Nobody can read this data."
        ))
    }
    if let meant { document.paragraph(.init(meant, .faint)) }
    if !evenSplits.isEmpty { document.paragraph(.init(naming.evenSplit(evenSplits), .open)) }
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

  // MARK: - Whether the people are concerned

  private var headline: ReportDocument.Line {
    let size = CountWording.people(answer.size)
    switch answer.concern {
    case .all:
      let many = answer.size == .unknown ? "" : " (\(size))"
      let isSame = answer.ways.allSatisfy { $0.groups == answer.groups }
      return .init("Yes.", .bad)
        + .init(
          isSame
            ? " The data listed below could be read for everybody in '\(who)'\(many)."
            : " Some data could be read for everybody in '\(who)'\(many). What, and for which people, is listed below."
        )
    case .some:
      return .init("Perhaps.", .open)
        + .init(
          " Data could be read for some people in '\(who)': \(parts). The topology does not say which people these are.\(more)"
        )
    case .unknown where answer.unlisted.contains { $0.overlap != nil }:
      return .init("Perhaps.", .open)
        + .init(
          " Data of people who are in several groups at once could be read. The topology does not say which people in '\(who)' these are."
        )
    case .unknown where !answer.unlisted.isEmpty:
      return .init("Not known.", .open)
        + .init(
          " Data of people in '\(who)' may have been read: the topology does not list what was read."
        )
    case .unknown:
      return .init("Unknown.", .open)
        + .init(
          " The topology does not say whether people in '\(who)' are among those whose data could be read."
        )
    case .none:
      return .init("No.", .good) + .init(" No data of anybody in '\(who)' could be read.")
    }
  }

  /// The even splits that the sizes said here hang on.
  var evenSplits: [Reference<PeopleGroup>] {
    guard !topology.evenSplits.isEmpty else { return [] }
    let counted = [answer.groups] + answer.ways.map(\.groups)
    let splits = Set(counted).flatMap { groups in
      Dictionary(grouping: groups) { topology.tree.roots[$0.index] }.flatMap { root, parts in
        analysis.lowered.people.evenSplits(of: PeopleUnion(parts), in: root)
      }
    }
    return Set(splits).sorted()
  }

  /// States which people are meant if an organization was named.
  private var meant: String? {
    let groups = people(answer.groups)
    switch meaning {
    case .named: return nil
    case .controlled where answer.groups.count == 1: return nil
    case .controlled:
      return "This answer is about the people whose data \(who) controls: \(groups)."
    case .controlledBesideOthers:
      return
        "This answer is about the people whose data \(who) controls: \(groups). It also holds data on behalf of others; ask about those people by their own group or organization."
    case .held:
      return
        "This answer is about the people whose data \(who) holds on behalf of others: \(groups)."
    }
  }

  private var parts: String {
    let reached = Set(answer.ways.flatMap(\.groups)).sorted()
    let of = answer.size == .unknown ? "" : " of \(CountWording.text(answer.size))"
    let many =
      answer.certain == .unknown ? "an unknown number" : CountWording.text(answer.certain)
    let who =
      reached.isEmpty ? alsoIn(Set(answer.overlaps.flatMap(\.among)).sorted()) : among(reached)
    return "\(who), \(many)\(of)"
  }

  /// Groups of those in question, and others in which some of them are.
  private func among(_ groups: [Reference<PeopleGroup>]) -> String {
    let own = groups.filter { topology.isGroup($0, atOrBelowAnyOf: Set(answer.groups)) }
    let others = groups.filter { !own.contains($0) }
    let named = own.isEmpty ? [] : [people(own)]
    return (named + (others.isEmpty ? [] : [alsoIn(others)])).joined(separator: " and ")
  }

  private func alsoIn(_ groups: [Reference<PeopleGroup>]) -> String {
    "those who are also in \(people(groups))"
  }

  /// That there may be more of them, because something was read that the file does not list.
  private var more: String {
    guard !answer.perhaps.isEmpty else { return "" }
    let many = answer.persons == .unknown ? "" : ": \(CountWording.text(answer.persons)) in all"
    return " Whether data of \(people(answer.perhaps)) could be read, too, is unknown\(many)."
  }

  private func addWays(to document: inout ReportDocument) {
    document.heading(2, "What came out, and where")
    document.steps(
      answer.ways.map { way in
        let holder = way.holder.map { naming.name($0) } ?? "an unnamed organization"
        var lines: [ReportDocument.Line] = []
        if let proof = way.proof { lines.append(.init("path: \(naming.chain(proof))", .faint)) }
        if answer.concern == .some || way.groups != answer.groups {
          lines.append(
            .init("of \(among(way.groups)) (\(CountWording.people(way.persons)))"))
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
          ", of those who are also among \(people(overlap.among))\(most): the topology does not say who is"
        )
    }
    if !answer.unknown.isEmpty {
      lines.append(
        .init(fields(answer.unknown), .open)
          + .init(
            answer.unlisted.contains { $0.overlap == nil }
              ? ", because something was read that the topology does not list"
              : ", if they are in several groups at once"))
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
        .init(
          "\(contacts) did not come out here. Anyone who writes or calls has these details from another source."
        )
      )
    }
    lines += answer.derived.map { derived in
      let source = derived.source.map { " [\(naming.source($0))]" } ?? ""
      let certainty = derived.certainty.map { " (\($0.rawValue))" } ?? ""
      return .init(
        "Derivable from \(fields(derived.from))\(certainty): \(fields(derived.gives))\(source)")
    }
    lines += answer.leaks.map { joined in
      let name = topology.leaks[joined.leak].label ?? topology.leaks[joined.leak].id
      let source = topology.leaks[joined.leak].source.map { " [\(naming.source($0))]" } ?? ""
      let whether = joined.isIn == .all ? "You are in" : "If you are also in"
      return .init(
        "\(whether) the earlier leak '\(name)'\(joined.isIn == .all ? ", so" : ",") anyone who has both can combine them and also learn: \(fields(joined.adds))\(source)"
      )
    }
    guard !lines.isEmpty else { return }
    document.heading(2, "What may follow")
    document.list(lines)
  }

  /// Contact details that stayed safe, if no contact details came out; nil otherwise.
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
        "Ask \(names(obliged)) which of your data is concerned. You have the right to know (GDPR 15)."
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
    document.heading(2, "Where to get help")
    document.list(lines)
  }

  private func isUnderGDPR(_ party: Party) -> Bool {
    topology.organizations[party.organization].laws.contains { $0.law.hasSuffix("gdpr") }
  }

  // MARK: - Wording

  func filled(_ text: String, _ used: [Reference<DataField>]) -> String {
    let controller =
      answer.controllers.isEmpty ? "an organization you deal with" : names(answer.controllers)
    return text.replacing("{controller}", with: controller)
      .replacing("{fields}", with: fields(used))
  }

  /// Display names of groups; members of a fleet appear once.
  private func people(_ groups: [Reference<PeopleGroup>]) -> String {
    let names = groups.map { group -> (id: String, member: FleetMember?) in
      let entry = topology.groups[group]
      return (entry.member == nil ? naming.name(group) : entry.id, entry.member)
    }
    return naming.listed(naming.folded(names), most: 4)
  }

  /// Display names of organizations; several members of a fleet appear once, under the fleet's name.
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
