import SourceText
import TopologyModel

/// Decodes the claims of an incident.
extension TopologyDecoder {
  mutating func claims(_ incident: Record) -> [Claim] {
    guard let node = value(.claims, incident) else { return [] }
    guard arena.kind(node) == .list else {
      wrongType(node, expected: "a list of claims")
      return []
    }
    var claims: [Claim] = []
    var records: [Record] = []
    for item in arena.children(node) {
      guard arena.kind(item) == .map, let record = record(item, .claim, name: item) else {
        if arena.kind(item) != .map { wrongType(item, expected: "a claim as a map") }
        continue
      }
      claims.append(claim(record))
      records.append(record)
    }
    connect(&claims, records)
    return claims
  }

  /// Finds the claims that others correct, by their ids.
  private mutating func connect(_ claims: inout [Claim], _ records: [Record]) {
    var places: [String: Int] = [:]
    for (place, claim) in claims.enumerated() {
      guard let id = claim.id, let node = value(.id, records[place]) else { continue }
      if places[id] != nil {
        report(.idTaken, "another claim of this incident is named '\(id)'", at: node)
      } else {
        places[id] = place
      }
    }
    for (place, record) in records.enumerated() {
      guard let node = value(.supersedes, record) else { continue }
      for item in items(node, of: "the id of a claim") {
        guard isName(item) else {
          wrongType(item, expected: "the id of a claim")
          continue
        }
        guard let found = places[name(item)] else {
          report(
            .unknownReference, "no claim of this incident is named '\(name(item))'", at: item,
            help: near(name(item), among: places.keys.sorted()).map { "did you mean '\($0)'?" }
              ?? "give the claim that is corrected an 'id'")
          continue
        }
        if found == place || corrects(claims, found, place) {
          report(
            .claimCircle, "this claim would correct itself", at: item,
            help: "only the later claim supersedes the earlier one")
          continue
        }
        if let date = claims[place].asOf, let earlier = claims[found].asOf,
          DateOrder.isBefore(date, earlier)
        {
          report(
            .claimCorrectsLater, "this claim of \(date) supersedes one of \(earlier)", at: item,
            help: "a correction is later than what it corrects")
        }
        claims[place].supersedes.append(found)
      }
    }
  }

  /// Whether a claim corrects another, directly or by what it corrects.
  private func corrects(_ claims: [Claim], _ later: Int, _ earlier: Int) -> Bool {
    var open = claims[later].supersedes
    var seen = Set(open)
    while let next = open.popLast() {
      if next == earlier { return true }
      open += claims[next].supersedes.filter { seen.insert($0).inserted }
    }
    return false
  }

  private mutating func claim(_ record: Record) -> Claim {
    var claim = Claim(position: position(record.name))
    claim.id = text(.id, record)
    claim.people = value(.people, record).flatMap { part($0) }
    claim.scope = scope(claim.people, record)
    claim.at = targets(.at, record, .place)
    decodeExposed(record, &claim)
    claim.notExcluded = references(.notExcluded, record, .field) ?? []
    claim.safe = references(.safe, record, .field) ?? []
    claim.because = choice(.because, record, Claim.Reason.self)
    let (first, last) = period(.period, record)
    claim.period = first.map { first in last.map { "\(first)..\($0)" } ?? first }
    claim.isOfHeld = boolean(.held, record) ?? false
    claim.count = count(.count, record)
    claim.unit = choice(.unit, record, Claim.Unit.self) ?? .people
    claim.perPerson = count(.perPerson, record)
    claim.organizations = count(.organizations, record)
    claim.services = references(.service, record, .service) ?? []
    claim.state = choice(.state, record, Claim.State.self)
    decodeVector(record, &claim)
    claim.asOf = date(.asOf, record)
    claim.source = reference(.source, record, .source)
    claim.note = text(.note, record)
    check(claim, record)
    return claim
  }

  private mutating func check(_ claim: Claim, _ record: Record) {
    let aboutPeople = value(.people, record) != nil
    let aboutService = value(.service, record) != nil
    let state = keyNode(.state, record)
    let numbers = [Key.count, .organizations]
    let aboutVector = value(.vector, record) != nil
    let ofPeople = ([Key.exposed, .notExcluded, .safe, .held, .each] + numbers).first {
      value($0, record) != nil
    }
    switch (aboutPeople, aboutService) {
    case (true, true):
      report(
        .claimOfBoth, "a claim concerns either people or a service, not both",
        at: keyNode(.service, record) ?? record.name, help: "split it into two claims")
    case (false, false) where aboutVector: break
    case (false, false):
      report(
        .claimWithoutSubject, "this claim names neither people nor a service", at: record.name,
        help: state == nil ? "add 'people: …'" : "add 'service: …'")
    case (false, true):
      if state == nil || ofPeople != nil {
        report(
          .claimWithoutState, "a claim about a service states its 'state', and nothing else",
          at: keyNode(ofPeople ?? .service, record) ?? record.name,
          help: "add 'state: up', 'state: degraded' or 'state: down'")
      }
    case (true, false):
      if let state {
        report(.claimOfBoth, "only services have a state, people do not", at: state)
      } else if ofPeople == nil, !aboutVector {
        report(
          .claimWithoutStatement, "this claim states nothing about these people",
          at: keyNode(.people, record) ?? record.name,
          help: "add 'exposed: …', 'safe: …' or 'count: …'")
      } else if let held = keyNode(.held, record), claim.isOfHeld,
        !numbers.contains(where: { value($0, record) != nil })
      {
        report(
          .claimWithoutStatement, "a claim with 'held' needs a number", at: held,
          help: "add 'count: …' or 'organizations: …'")
      } else if let each = keyNode(.each, record), claim.isOfEach,
        claim.exposed.count < 2 || claim.count == nil
      {
        report(
          .claimWithoutStatement,
          "'each' says that 'count' is of people of whom all fields came out",
          at: each, help: "name two fields under 'exposed', and a 'count'")
      }
    }
    for field in claim.safe where claim.exposed.contains(field) {
      report(
        .claimContradictsItself,
        "this claim says that '\(topology.fields[field].id)' was both exposed and safe",
        at: keyNode(.safe, record) ?? record.name)
    }
    for field in claim.notExcluded where (claim.exposed + claim.safe).contains(field) {
      report(
        .claimContradictsItself,
        "this claim says of '\(topology.fields[field].id)' both what came of it and that this is open",
        at: keyNode(.notExcluded, record) ?? record.name)
    }
    checkNumber(claim, record)
  }

  /// A unit, its number per person and a scope are of a number; a reason is of what was safe.
  private mutating func checkNumber(_ claim: Claim, _ record: Record) {
    for key in [Key.unit, .perPerson, .scope] where claim.count == nil {
      guard let node = keyNode(key, record), value(.count, record) == nil else { continue }
      report(
        .claimWithoutStatement, "'\(key.text)' is of a number, and this claim gives none",
        at: node, help: "add 'count: …'")
    }
    if let node = keyNode(.perPerson, record), claim.unit == .people {
      report(
        .claimWithoutStatement, "'per-person' needs a 'unit' other than people", at: node,
        help: "add 'unit: records', for example")
    }
    if let node = keyNode(.because, record), value(.safe, record) == nil {
      report(
        .claimWithoutStatement,
        "'because' says why something was safe, and this claim names nothing",
        at: node, help: "add 'safe: …'")
    }
  }

  /// The groups of whom the number may be.
  private mutating func scope(_ people: Cohort.Part?, _ record: Record) -> [Cohort.Part] {
    guard let node = value(.scope, record) else { return [] }
    let parts = self.parts(node)
    if let people, peopleAreSound,
      parts.contains(where: { topology.personClass(of: $0) != topology.personClass(of: people) })
    {
      report(
        .claimContradictsItself, "'scope' names people of another class than 'people'", at: node)
      return []
    }
    return parts
  }

  /// Systems, secrets, organizations and common causes.
  private mutating func decodeVector(_ record: Record, _ claim: inout Claim) {
    guard let node = value(.vector, record) else { return }
    for item in items(node, of: Expected.cause.noun) {
      if isName(item), let event = names.find(arena.symbol(item), .event) {
        claim.vectorEvents.append(Reference(event.index))
      } else {
        claim.vector += targets(item, .cause)
      }
    }
  }
}
