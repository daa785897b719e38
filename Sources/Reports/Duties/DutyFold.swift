import BreachNotification
import IncidentFindings
import TopologyLanguage
import TopologyModel

/// The duties of a fleet's members as one row.
enum DutyFold {
  /// One row.
  struct Row {
    var duty: Duty
    var obliged: String
    var addressee: String
    var count: Int
    /// Bounds that hold for each member: from the smallest lower bound to the largest upper bound.
    var persons: CountInterval
    var records: CountInterval
    /// The values of all members, without repetition.
    var reasons: [Duty.Reason]
  }

  private struct Key: Hashable {
    var obliged: Int
    var isMember: Bool
    var addressee: Duty.Addressee
    var status: Duty.Status
    var deadline: String
  }

  static func rows(of duties: [Duty], naming: Naming) -> [Row] {
    var order: [Key] = []
    var found: [Key: [Duty]] = [:]
    for duty in duties {
      var addressee = duty.addressee
      if case .organization(let party) = addressee {
        addressee = .organization(Party(party.organization, member: party.member == nil ? nil : 0))
      }
      let key = Key(
        obliged: duty.obliged.organization.index, isMember: duty.obliged.member != nil,
        addressee: addressee, status: duty.status, deadline: naming.deadline(duty))
      if found[key] == nil { order.append(key) }
      found[key, default: []].append(duty)
    }
    return order.compactMap { key in
      guard let duties = found[key], let first = duties.first else { return nil }
      func members(_ parties: [Party]) -> String {
        let members = Set(parties)
        guard members.count > 1, let one = parties.first else {
          return parties.first.map(naming.name) ?? ""
        }
        return "\(naming.name(Party(one.organization))) ×\(members.count)"
      }
      let addressees = duties.compactMap { duty -> Party? in
        if case .organization(let party) = duty.addressee { party } else { nil }
      }
      return Row(
        duty: first, obliged: members(duties.map(\.obliged)),
        addressee: addressees.isEmpty ? naming.addressee(first.addressee) : members(addressees),
        count: duties.count, persons: hull(duties.map(\.persons)),
        records: hull(duties.map(\.records)), reasons: unique(duties.flatMap(\.reasons)))
    }
  }

  private static func unique(_ reasons: [Duty.Reason]) -> [Duty.Reason] {
    var seen: Set<Duty.Reason> = []
    return reasons.filter { seen.insert($0).inserted }
  }

  private static func hull(_ counts: [CountInterval]) -> CountInterval {
    let highs = counts.map(\.high)
    return CountInterval(
      low: counts.map(\.low).min() ?? 0,
      high: highs.contains(nil) ? nil : highs.compactMap { $0 }.max())
  }
}
