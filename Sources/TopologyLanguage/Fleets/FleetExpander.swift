import TopologyModel

/// Expands every list of the declared topology, member by member.
struct FleetExpander {
  typealias Home = FleetLayout.Home

  let declared: Topology
  let layout: FleetLayout

  /// The number of flows after expansion.
  var flowCount: Int {
    declared.flows.reduce(0) { sum, flow in
      let (product, overflow) = fleetPairs(flow)
      return overflow ? Int.max / 2 : min(Int.max / 2, sum + product)
    }
  }

  mutating func expand() -> Topology {
    var result = declared
    result.groups = expandedGroups()
    result.numberGroups()
    result.cohorts = declared.cohorts.map { cohort in
      var cohort = cohort
      cohort.of = cohort.of.map { part($0, home: .outside) }
      return cohort
    }
    result.secrets = replicate(declared.secrets, layout.secrets, layout.secretFleet) {
      secret, index, home, member in
      secret.heldBy = secret.heldBy.map(holder)
      rename(&secret.id, &secret.member, member)
      secret.each = nil
    }
    result.systems = replicate(declared.systems, layout.systems, layout.systemFleet) {
      system, index, home, member in
      system.secrets = system.secrets.flatMap { secretPlaces($0, home: home) }
      system.access = system.access.map { place($0, layout.rules, home) }
      system.datasets = system.datasets.map { place($0, layout.datasets, home) }
      system.needs = system.needs.map { condition($0, home: home, asked: .all) }
      rename(&system.id, &system.member, member)
    }
    let datasetFleets = declared.datasets.map { layout.systemFleet[$0.system.index] }
    result.datasets = replicate(declared.datasets, layout.datasets, datasetFleets) {
      dataset, index, home, member in
      dataset.people = resolved(dataset.people, home: home)
      dataset.secrets = dataset.secrets.flatMap { secretPlaces($0, home: home) }
      dataset.encryptedWith = dataset.encryptedWith.flatMap { secretPlaces($0, home: home) }
      dataset.retained = dataset.retained.map { retention in
        var retention = retention
        retention.people = retention.people.map { resolved($0, home: home) }
        return retention
      }
      let system = dataset.system
      dataset.system = place(system, layout.systems, home)
      if let number = member {
        let short = dataset.id.dropFirst(declared.systems[system].id.count)
        dataset.member = FleetMember(declared: dataset.id, number: number)
        dataset.id = "\(declared.systems[system].id)[\(number)]\(short)"
      }
    }
    let ruleFleets = declared.accessRules.map { layout.systemFleet[$0.system.index] }
    result.accessRules = replicate(declared.accessRules, layout.rules, ruleFleets) {
      rule, index, home, member in
      rule.system = place(rule.system, layout.systems, home)
      rule.requires = rule.requires.map { condition($0, home: home, asked: .any) }
      rule.reads = rule.reads.flatMap { reading in datasetPlaces(reading, home: home) }
    }
    result.services = replicate(declared.services, layout.services, layout.serviceFleet) {
      service, index, home, member in
      service.needs = service.needs.map { condition($0, home: home, asked: .all) }
      service.fallback = service.fallback.map { condition($0, home: home, asked: .all) }
      service.serves = service.serves.map(holder)
      rename(&service.id, &service.member, member)
    }
    result.flows = expandedFlows()
    result.inferences = declared.inferences.map { inference in
      var inference = inference
      inference.requires = inference.requires.map { condition($0, home: .outside, asked: .any) }
      return inference
    }
    result.leaks = declared.leaks.map { leak in
      var leak = leak
      leak.people = resolved(leak.people, home: .outside)
      return leak
    }
    result.events = declared.events.map { event in
      var event = event
      event.hits = event.hits.flatMap(targets)
      return event
    }
    result.incidents = declared.incidents.map(expanded)
    result.requirements = declared.requirements.map(expanded)
    return result
  }

  // MARK: - Members

  /// Copies each entry once per member; `change` turns the copy into that member (nil: not in a fleet).
  private func replicate<Entry>(
    _ entries: [Entry], _ starts: [Int], _ fleets: [Int?],
    change: (inout Entry, Int, Home, Int?) -> Void
  ) -> [Entry] {
    var result: [Entry] = []
    result.reserveCapacity(starts.last ?? 0)
    for (index, entry) in entries.enumerated() {
      for offset in 0..<FleetLayout.members(starts, index).count {
        var copy = entry
        let number = fleets[index] == nil ? nil : offset + 1
        change(&copy, index, Home(fleet: fleets[index], member: offset + 1), number)
        result.append(copy)
      }
    }
    return result
  }

  private func rename(_ id: inout String, _ member: inout FleetMember?, _ number: Int?) {
    guard let number else { return }
    let fleetMember = FleetMember(declared: id, number: number)
    member = fleetMember
    id = fleetMember.id
  }

  private func expandedGroups() -> [PeopleGroup] {
    var result: [PeopleGroup] = []
    for (index, declaredGroup) in declared.groups.enumerated() {
      var group = declaredGroup
      group.parent = group.parent.map { self.group($0) }
      group.children = group.children.map { self.group($0) }
      guard let fleet = layout.groupFleet[index] else {
        result.append(group)
        continue
      }
      let organization = declared.organizations[fleet]
      let count = organization.count ?? 1
      // Kept, so that an answer can say what its numbers assume.
      group.sizes = group.sizes ?? organization.sizes
      let sizes = FleetExpansion.split(group.size, over: count, by: group.sizes)
      let own = result.count
      group.children = (1...count).map { Reference(own + $0) }
      group.disjoint = true
      group.exhaustive = true
      group.across = nil
      result.append(group)
      for number in 1...count {
        let member = FleetMember(declared: group.id, number: number)
        result.append(
          PeopleGroup(
            id: member.id, label: group.label,
            size: sizes[number - 1],
            parent: Reference(own), across: Reference(fleet), controller: group.controller,
            source: group.source,
            member: member, position: group.position))
      }
    }
    return result
  }

  private func expanded(_ declaredIncident: Incident) -> Incident {
    var incident = declaredIncident
    incident.stolen = incident.stolen.flatMap(targets)
    incident.intruded = incident.intruded.flatMap(targets)
    incident.contained = incident.contained.flatMap(targets)
    incident.disabled = incident.disabled.flatMap(targets)
    incident.taken = incident.taken.map { taken in
      var taken = taken
      taken.people = part(taken.people, home: .outside)
      taken.at = taken.at.flatMap(placesOfClaim)
      return taken
    }
    incident.claims = incident.claims.map { claim in
      var claim = claim
      claim.people = claim.people.map { part($0, home: .outside) }
      claim.scope = resolved(claim.scope, home: .outside)
      claim.at = claim.at.flatMap(placesOfClaim)
      claim.vector = claim.vector.flatMap(placesOfClaim)
      claim.services = claim.services.flatMap {
        FleetLayout.members(layout.services, $0.index).map(Reference.init)
      }
      return claim
    }
    return incident
  }
}
