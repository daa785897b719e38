import TopologyModel

/// The indices of the members of every declared entry in the expanded topology.
///
/// Entries keep the order of the file. An entry of a fleet with N members takes N consecutive indices: "all
/// members of store" is a range, and member i (from 1) is `start + i - 1`.
struct FleetLayout {
  /// For each kind of entry, the first index of each declared entry, and the end index.
  let systems: [Int]
  let datasets: [Int]
  let rules: [Int]
  let secrets: [Int]
  let services: [Int]
  let groups: [Int]
  /// The fleet (an organization's index) of each declared entry; nil if it is in no fleet.
  let systemFleet: [Int?]
  let secretFleet: [Int?]
  let serviceFleet: [Int?]
  let groupFleet: [Int?]

  init(_ declared: Topology) {
    func fleet(_ organization: Reference<Organization>?) -> Int? {
      guard let organization, declared.organizations[organization].count != nil else { return nil }
      return organization.index
    }
    let systemFleet = declared.systems.map { fleet($0.organization) }
    func starts(_ fleets: some Sequence<Int?>, declaredItselfToo: Bool = false) -> [Int] {
      var result = [0]
      for fleet in fleets {
        let members = fleet.map { declared.organizations[$0].count ?? 1 }
        let places = declaredItselfToo ? 1 + (members ?? 0) : members ?? 1
        result.append(result[result.count - 1] + places)
      }
      return result
    }
    self.systemFleet = systemFleet
    secretFleet = declared.secrets.map { fleet($0.each) }
    serviceFleet = declared.services.map { fleet($0.organization) }
    groupFleet = declared.groups.map { fleet($0.across) }
    systems = starts(systemFleet)
    datasets = starts(declared.datasets.map { systemFleet[$0.system.index] })
    rules = starts(declared.accessRules.map { systemFleet[$0.system.index] })
    secrets = starts(secretFleet)
    services = starts(serviceFleet)
    // A group across a fleet stays, as the parent of its parts.
    groups = starts(groupFleet, declaredItselfToo: true)
  }

  /// The indices of all members of a declared entry.
  static func members(_ starts: [Int], _ index: Int) -> Range<Int> {
    starts[index]..<starts[index + 1]
  }

  /// The number of entries after expansion, without flows.
  var total: Int {
    [systems, datasets, rules, secrets, services, groups].reduce(0) { $0 + ($1.last ?? 0) }
  }
}

extension FleetLayout {
  /// The index of `member` if the entry is in the fleet `home`; otherwise the indices of all members.
  func places(_ starts: [Int], _ fleets: [Int?], _ index: Int, home: Home) -> Range<Int> {
    let all = Self.members(starts, index)
    guard let own = fleets[index], own == home.fleet else { return all }
    let place = all.lowerBound + home.member - 1
    return place..<place + 1
  }

  /// The member of a fleet from which a reference is resolved; `outside` is no member.
  struct Home {
    var fleet: Int?
    /// From 1.
    var member: Int

    static let outside = Home(fleet: nil, member: 1)
  }
}
