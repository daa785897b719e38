import TopologyModel

/// How each kind of reference is resolved, from a member of a fleet or from outside.
extension FleetExpander {
  /// How many members a fleet's name stands for when used outside the fleet.
  enum Asked {
    /// Any member, as in `requires`.
    case any
    /// All members, as in `needs` and `fallback`.
    case all
  }

  func group(_ reference: Reference<PeopleGroup>) -> Reference<PeopleGroup> {
    Reference(layout.groups[reference.index])
  }

  /// The index of an entry that has as many members as its fleet, seen from `home` in that fleet.
  func place<Entry>(
    _ reference: Reference<Entry>, _ starts: [Int], _ home: Home
  ) -> Reference<Entry> {
    let all = FleetLayout.members(starts, reference.index)
    return Reference(all.count == 1 ? all.lowerBound : all.lowerBound + home.member - 1)
  }

  func secretPlaces(_ reference: Reference<Secret>, home: Home) -> [Reference<Secret>] {
    layout.places(layout.secrets, layout.secretFleet, reference.index, home: home)
      .map(Reference.init)
  }

  func datasetPlaces(_ reading: AccessRule.Reading, home: Home) -> [AccessRule.Reading] {
    let fleet = layout.systemFleet[declared.datasets[reading.dataset].system.index]
    let all = FleetLayout.members(layout.datasets, reading.dataset.index)
    let own = fleet != nil && fleet == home.fleet
    let places = own ? all.dropFirst(home.member - 1).prefix(1) : all[...]
    return places.map { place in
      var copy = reading
      copy.dataset = Reference(place)
      copy.people = reading.people.map { resolved($0, home: .outside) }
      copy.within = reading.within.map { resolved($0, home: .outside) }
      if reading.isOwn {
        copy.people = ownGroups(home)
        copy.isOwn = false
      }
      return copy
    }
  }

  /// The part of each group across a fleet that one member has.
  private func ownGroups(_ home: Home) -> [Cohort.Part] {
    declared.groups.references.filter { layout.groupFleet[$0.index] == home.fleet }
      .map { part(.group($0), home: home) }
  }

  /// A group or cohort in the expanded lists; a group across the home fleet resolves to the member's part.
  func part(_ part: Cohort.Part, home: Home) -> Cohort.Part {
    guard case .group(let reference) = part else { return part }
    let own =
      layout.groupFleet[reference.index] != nil
      && layout.groupFleet[reference.index] == home.fleet
    return .group(Reference(layout.groups[reference.index] + (own ? home.member : 0)))
  }

  /// Groups only. A named group across the home fleet resolves to the member's part. A cohort resolves to all
  /// of its parts, because a cohort belongs to no fleet.
  func resolved(_ parts: [Cohort.Part], home: Home) -> [Cohort.Part] {
    var result: [Cohort.Part] = []
    var seen: Set<Cohort.Part> = []
    for named in parts {
      guard case .cohort = named else {
        let own = part(named, home: home)
        if seen.insert(own).inserted { result.append(own) }
        continue
      }
      for group in declared.groups(naming: [named]) {
        let whole = part(.group(group), home: .outside)
        if seen.insert(whole).inserted { result.append(whole) }
      }
    }
    return result
  }

  func holder(_ holder: Holder) -> Holder {
    if case .group(let reference) = holder { .group(group(reference)) } else { holder }
  }

  // MARK: - Conditions

  func condition(_ condition: Condition, home: Home, asked: Asked) -> Condition {
    switch condition {
    case .secret(let reference):
      return atom(.secrets, layout.secrets, layout.secretFleet, reference.index, home, asked)
    case .system(let reference):
      return atom(.systems, layout.systems, layout.systemFleet, reference.index, home, asked)
    case .service(let reference):
      return atom(.services, layout.services, layout.serviceFleet, reference.index, home, asked)
    case .members: return condition
    case .all(let parts): return .all(parts.map { self.condition($0, home: home, asked: asked) })
    case .any(let parts): return .any(parts.map { self.condition($0, home: home, asked: asked) })
    case .atLeast(let threshold, let parts):
      let expanded = parts.map { self.condition($0, home: home, asked: asked) }
      if expanded.count == 1, case .members(let range, _) = expanded[0] {
        return .members(range, atLeast: threshold)
      }
      return .atLeast(threshold, of: expanded.flatMap(counted))
    }
  }

  /// What one part of "at least k of" counts as: a fleet as its members, anything else once.
  private func counted(_ part: Condition) -> [Condition] {
    guard case .members(let range, _) = part else { return [part] }
    return range.indices.map { index in
      switch range.kind {
      case .secrets: .secret(Reference(index))
      case .systems: .system(Reference(index))
      case .services: .service(Reference(index))
      }
    }
  }

  private func atom(
    _ kind: FleetRange.Kind, _ starts: [Int], _ fleets: [Int?], _ index: Int, _ home: Home,
    _ asked: Asked
  ) -> Condition {
    let places = layout.places(starts, fleets, index, home: home)
    if fleets[index] != nil, fleets[index] != home.fleet {
      return .members(
        FleetRange(kind, places), atLeast: asked == .any ? 1 : places.count)
    }
    switch kind {
    case .secrets: return .secret(Reference(places.lowerBound))
    case .systems: return .system(Reference(places.lowerBound))
    case .services: return .service(Reference(places.lowerBound))
    }
  }
}

// MARK: - Targets and flows

extension FleetExpander {
  /// The targets of an event or incident, member by member. An organization stands for all its systems, and for
  /// itself where the file has none of its systems.
  func targets(_ target: CommonEvent.Target) -> [CommonEvent.Target] {
    switch target {
    case .system(let reference):
      return FleetLayout.members(layout.systems, reference.index).map { .system(Reference($0)) }
    case .secret(let reference):
      return FleetLayout.members(layout.secrets, reference.index).map { .secret(Reference($0)) }
    case .organization(let reference):
      let systems = systems(of: reference)
      return systems.isEmpty ? [target] : systems.flatMap { targets(.system($0)) }
    case .member(let number, of: .organization(let reference)):
      let systems = systems(of: reference)
      guard !systems.isEmpty else { return [.organization(reference)] }
      return systems.map {
        .system(Reference(layout.systems[$0.index] + number - 1))
      }
    case .member(let number, of: let fleet):
      return Array(targets(fleet).dropFirst(number - 1).prefix(1))
    }
  }

  /// The subject of a claim. An organization stays an organization, so that a report can name it.
  func placesOfClaim(_ target: CommonEvent.Target) -> [CommonEvent.Target] {
    if case .organization = target { [target] } else { targets(target) }
  }

  private func systems(of organization: Reference<Organization>) -> [Reference<System>] {
    declared.systems.references.filter { declared.systems[$0].organization == organization }
  }

  private func fleet(_ dataset: Reference<Dataset>) -> Int? {
    layout.systemFleet[declared.datasets[dataset].system.index]
  }

  private func datasets(_ dataset: Reference<Dataset>) -> Range<Int> {
    FleetLayout.members(layout.datasets, dataset.index)
  }

  /// How many flows a declared flow expands to, and whether that number overflows.
  func fleetPairs(_ flow: Flow) -> (Int, Bool) {
    let from = datasets(flow.from).count
    if let home = fleet(flow.from), home == fleet(flow.to) { return (from, false) }
    return from.multipliedReportingOverflow(by: datasets(flow.to).count)
  }

  /// A flow inside one fleet connects member i to member i; any other flow connects every pair.
  func expandedFlows() -> [Flow] {
    var result: [Flow] = []
    result.reserveCapacity(flowCount)
    for flow in declared.flows {
      let (from, to) = (fleet(flow.from), fleet(flow.to))
      var members = 0
      func append(_ source: Int, _ target: Int, _ home: Home) {
        var copy = flow
        copy.from = Reference(source)
        copy.to = Reference(target)
        copy.people = flow.people.map { resolved($0, home: .outside) }
        copy.via = flow.via.flatMap {
          layout.places(layout.systems, layout.systemFleet, $0.index, home: home)
            .map(Reference.init)
        }
        if from != nil || to != nil {
          members += 1
          let member = FleetMember(declared: flow.id, number: members)
          copy.member = member
          copy.id = member.id
        }
        result.append(copy)
      }
      let sources = datasets(flow.from)
      let targets = datasets(flow.to)
      if let from, from == to {
        for (offset, pair) in zip(sources, targets).enumerated() {
          append(pair.0, pair.1, Home(fleet: from, member: offset + 1))
        }
        continue
      }
      for (first, source) in sources.enumerated() {
        for (second, target) in targets.enumerated() {
          let member = from != nil ? first + 1 : second + 1
          append(source, target, Home(fleet: from ?? to, member: member))
        }
      }
    }
    return result
  }
}
