import TopologyModel

/// How requirements are resolved: from outside every fleet, so that a fleet's name means all members.
extension FleetExpander {
  func expanded(_ declaredRequirement: Requirement) -> Requirement {
    var requirement = declaredRequirement
    requirement.statement = expanded(requirement.statement)
    return requirement
  }

  private func expanded(_ statement: RequirementStatement) -> RequirementStatement {
    switch statement {
    case .neverExposed(let data, let events, let from, let zone):
      .neverExposed(expanded(data), events: events, from: from.flatMap(targets), zone: zone)
    case .peopleAtMost(let data, let most, let scope):
      .peopleAtMost(expanded(data), most: most, scope)
    case .shareAtMost(let root, let share): .shareAtMost(group(root), share: share)
    case .neverIn(let data, let datasets, let organizations, let countries):
      .neverIn(
        expanded(data),
        datasets: datasets.flatMap {
          FleetLayout.members(layout.datasets, $0.index).map(Reference.init)
        }, organizations: organizations, countries: countries)
    case .encryptedElsewhere(let data): .encryptedElsewhere(expanded(data))
    case .survives(let services, let stops):
      .survives(
        services.flatMap { FleetLayout.members(layout.services, $0.index).map(Reference.init) },
        stops: stops)
    case .crossingsDeclared, .retentionKept, .notificationPossible, .nothingUnknown: statement
    }
  }

  private func expanded(_ data: RequiredData) -> RequiredData {
    RequiredData(
      people: data.people.map { part($0, home: .outside) }, fields: data.fields, tier: data.tier)
  }
}
