package import Explaining
import IncidentFindings
import Population
package import TopologyModel

extension Naming {
  /// Why the graph and a claim differ.
  package func sentence(_ disagreement: Disagreement, of claim: Claim) -> String {
    switch disagreement {
    case .notExposed(let field, let barrier, let locations):
      let places = Set(locations.filter { $0.barrier == barrier }.map(sentence)).sorted()
      let why = places.isEmpty ? barrier.words : listed(places, most: 3)
      return "\(fieldInFull(field)) is not exposed: \(why)"
    case .notSafe(let field, let proof):
      let way = proof.map { ": \(chain($0))" } ?? ""
      return "\(fieldInFull(field)) is exposed\(way)"
    case .unknown(let field):
      return
        "whether \(fieldInFull(field)) came out is unknown, because the file does not list what was read"
    case .shared(let field):
      return
        "\(fieldInFull(field)) is exposed for others, who may be among these people, too: the file does not exclude it"
    case .moreThanThereAre(let part, let size):
      let basis =
        sizeSource(part).map { "according to \(source($0))" } ?? "by the counts of this file"
      return
        "that is more people than exist: \(people(part)) \(isOne(part)) \(CountWording.text(size)), \(basis)"
    case .moreThanReached(let computed):
      return "that is more than \(scope(claim)): \(CountWording.text(computed))"
    case .fewerThanReached(let computed):
      return "that is fewer than \(scope(claim)): \(CountWording.text(computed))"
    case .otherNumbersPossible(let computed):
      return
        "the graph allows \(range(computed)), so \(boundsThatDiffer(computed, claim.count)) would also be possible"
    case .otherOrganizations(let computed):
      let those = claim.isOfHeld ? "whose people's data is held" : "whose people's data was exposed"
      let found = computed == .unknown ? "any number of" : CountWording.text(computed)
      let plural = found.hasSuffix(" 1") || found == "1" ? "" : "s"
      return "the graph has \(found) organization\(plural) \(those)"
    case .excluded(let field, let barrier, let locations):
      let places = Set(locations.filter { $0.barrier == barrier }.map(sentence)).sorted()
      let why = places.isEmpty ? barrier.words : listed(places, most: 3)
      return "exposure of \(fieldInFull(field)) is excluded: \(why)"
    case .otherwiseSafe(let field, let barrier):
      return "\(fieldInFull(field)) is safe for another reason: \(barrier.words)"
    case .openReason(let field):
      return
        "\(fieldInFull(field)) is safe; whether for this reason depends on places whose content the file does not list"
    case .otherUnit(let unit):
      return
        "\(unit.rawValue) are not people, and nothing says how many of them each person has"
    case .otherUnits(let units, let unit):
      return "the graph allows \(range(units)) \(unit.rawValue)"
    case .reading(let reading):
      let size = topology.size(reading.people)
      let isBeyond = claim.count.map { claimed in size.high.map { claimed.low > $0 } ?? false }
      let what =
        isBeyond == true
        ? "impossible, there are \(CountWording.text(size))"
        : reading.verdict == .contradicted
          ? "impossible, the graph has \(CountWording.text(reading.computed))"
          : "\(reading.verdict.rawValue), the graph has \(range(reading.computed))"
      return "read as a number of \(people(reading.people)): \(what)"
    case .otherWay(let name, let reachedLater):
      return reachedLater
        ? "the incident does not begin with \(name): it is reached later"
        : "the incident does not begin with \(name), and does not reach it"
    case .otherState(let service, let state, let because):
      let why = because.isEmpty ? "" : ", because of \(systems(because, most: 4))"
      return "\(self.service(service)) is \(state.rawValue) in the graph\(why)"
    }
  }

  private func range(_ count: CountInterval) -> String {
    count == .unknown ? "any number" : CountWording.text(count)
  }

  private func isOne(_ part: Cohort.Part) -> String {
    if case .group = part { "has" } else { "together have" }
  }

  /// The source of a group's or cohort's count.
  private func sizeSource(_ part: Cohort.Part) -> Reference<Source>? {
    switch part {
    case .cohort(let cohort): topology.cohorts[cohort].source
    case .group(let group): topology.groups[group].source
    }
  }

  /// On which side the graph allows numbers that the claim excludes.
  private func boundsThatDiffer(_ computed: CountInterval, _ claimed: CountInterval?) -> String {
    guard let claimed else { return "other numbers" }
    var words: [String] = []
    if computed.low < claimed.low { words.append("fewer") }
    if let high = claimed.high, computed.high.map({ $0 > high }) ?? true { words.append("more") }
    return words.joined(separator: " or ")
  }

  private func scope(_ claim: Claim) -> String {
    claim.isOfHeld ? "are held there" : "were reached"
  }
}
