package import IncidentFindings
package import TopologyModel

/// Claims, and what the graph says about them, in words.
extension Naming {
  /// The statement of a claim in one sentence.
  package func claim(_ claim: Claim) -> String {
    var words: [String] = []
    if !claim.services.isEmpty, let state = claim.state {
      let names = folded(
        claim.services.map { (topology.services[$0].id, topology.services[$0].member) })
      words.append("\(names.joined(separator: ", ")) \(state.rawValue)")
    }
    let ways =
      folded(claim.vector.map(name)) + claim.vectorEvents.map { topology.events[$0].id }
    let asOf = claim.asOf.map { " (as of \($0))" } ?? ""
    guard let people = claim.people else {
      if !ways.isEmpty { words.append("way in: \(ways.joined(separator: ", "))") }
      return words.joined(separator: "; ") + asOf
    }
    var who = id(people)
    if !claim.at.isEmpty { who += " at \(folded(claim.at.map(name)).joined(separator: ", "))" }
    if let count = claim.count { words.append(number(count, of: claim)) }
    if let count = claim.organizations { words.append(organizations(count)) }
    if claim.isOfHeld, let number = words.first { words[0] = "held: \(number)" }
    if !claim.exposed.isEmpty { words.append("\(exposed(claim)): \(allIDs(claim.exposed))") }
    if !claim.notExcluded.isEmpty {
      words.append("cannot be excluded: \(allIDs(claim.notExcluded))")
    }
    if !claim.safe.isEmpty {
      let why = claim.because.map { " (\($0.words))" } ?? ""
      words.append("safe: \(allIDs(claim.safe))\(why)")
    }
    if !ways.isEmpty { words.append("way in: \(ways.joined(separator: ", "))") }
    if let period = claim.period { words.append("in \(period)") }
    return "\(who): \(words.joined(separator: "; "))\(asOf)"
  }

  /// How many of the fields it says came out of the same people.
  private func exposed(_ claim: Claim) -> String {
    guard let numbers = claim.fieldsTogether else { return "exposed" }
    if claim.isOfEach { return claim.isOfFieldsTogether ? "all of these exposed" : "all exposed" }
    let word = numbers.lowerBound == numbers.upperBound ? "exactly" : "at least"
    return "\(word) \(numbers.lowerBound) exposed of"
  }

  /// The number of a claim with its unit and the groups of whom it may be.
  private func number(_ count: CountInterval, of claim: Claim) -> String {
    var words = CountWording.text(count)
    if claim.unit != .people { words += " \(claim.unit.rawValue)" }
    if let each = claim.perPerson { words += ", \(CountWording.text(each)) per person" }
    if !claim.scope.isEmpty {
      words += ", of \(claim.scope.map(id).joined(separator: " or "))"
    }
    return words
  }

  /// The verdict in words.
  package func verdict(_ finding: ClaimFinding) -> String {
    finding.supersededBy == nil ? finding.verdict.rawValue : "superseded"
  }

  /// What the graph says about a claim.
  package func answer(_ finding: ClaimFinding, of claim: Claim) -> String {
    var words: [String] = []
    if !finding.readings.isEmpty {
      words += finding.readings.map { reading in
        let isPossible = reading.verdict == .contradicted ? "impossible" : reading.verdict.rawValue
        return
          "of \(id(reading.people)): \(CountWording.text(reading.computed)) people, \(isPossible)"
      }
    } else if let computed = finding.computed {
      words.append(CountWording.text(computed) + (claim.unit == .people ? "" : " people"))
    }
    if !finding.evenSplits.isEmpty { words.append("hangs on the assumption of an even split") }
    if claim.unit != .people, claim.count != nil {
      words.append(
        finding.computedUnits.map { "\(CountWording.text($0)) \(claim.unit.rawValue)" }
          ?? "\(claim.unit.rawValue) are not people")
    }
    if let computed = finding.organizations { words.append(organizations(computed)) }
    if !finding.notExposed.isEmpty { words.append("not exposed: \(allIDs(finding.notExposed))") }
    if !finding.excluded.isEmpty { words.append("excluded: \(allIDs(finding.excluded))") }
    if !finding.unknown.isEmpty { words.append("unknown: \(allIDs(finding.unknown))") }
    if !finding.shared.isEmpty {
      words.append("of others, who may be among them: \(allIDs(finding.shared))")
    }
    if !finding.notSafe.isEmpty { words.append("exposed: \(allIDs(finding.notSafe))") }
    if !finding.derivable.isEmpty { words.append("derivable: \(allIDs(finding.derivable))") }
    if !finding.perhapsDerivable.isEmpty {
      words.append("perhaps derivable: \(allIDs(finding.perhapsDerivable))")
    }
    for (field, barrier) in finding.otherwiseSafe {
      words.append("\(topology.fields[field].id) safe because \(barrier.words)")
    }
    if !finding.openReasons.isEmpty {
      words.append("why is unknown: \(allIDs(finding.openReasons))")
    }
    if finding.isStructural { words.append("safe for the same reason") }
    if finding.ways.contains(where: { $0 == .none }) { words.append("another way in") }
    if finding.ways.contains(where: { $0 == .later }) { words.append("reached later") }
    if let state = finding.state { words.append(state.rawValue) }
    return words.isEmpty ? "agrees" : words.joined(separator: "; ")
  }

  /// How much is known to have been taken.
  package func taken(_ entry: Taken) -> String {
    let counts = [
      entry.count.map { CountWording.people($0) },
      entry.records.map { "\(CountWording.text($0)) records" },
    ].compactMap { $0 }
    return counts.isEmpty ? "something" : counts.joined(separator: ", ")
  }

  /// A number that was corrected: the figures in the order in which they were given, and how far the first was off.
  package func series(_ claims: [Claim]) -> String {
    let figures = claims.map { claim in
      let figure =
        claim.count.map(CountWording.text) ?? claim.organizations.map(CountWording.text)
        ?? claim.state?.rawValue ?? "stated"
      return figure + (claim.asOf.map { " (\($0))" } ?? "")
    }
    guard let first = claims.first?.count, let last = claims.last?.count, first.isExact,
      last.isExact, first.low > 0, last.low > 0, first != last,
      claims.first?.unit == claims.last?.unit
    else { return figures.joined(separator: " → ") }
    let factor = Double(last.low) / Double(first.low)
    let off =
      factor >= 2
      ? "the last is \(EstimateWording.number(factor)) times the first"
      : "\(factor > 1 ? "+" : "−")\(EstimateWording.percent(abs(factor - 1)))"
    return figures.joined(separator: " → ") + ": \(off)"
  }
}

extension Claim.Reason {
  /// The reason in words.
  var words: String {
    switch self {
    case .notHeld: "not held"
    case .notReached: "not reached"
    case .encrypted: "encrypted"
    case .notShown: "not shown"
    case .otherSystem: "in another system"
    }
  }
}
