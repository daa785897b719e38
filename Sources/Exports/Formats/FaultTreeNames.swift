import Lowering
import TopologyModel

/// Names of facts in a fault tree: made of ids, letters, digits and underscores alone, and none twice.
struct FaultTreeNames {
  private let topology: Topology
  private var taken: Set<String> = []

  init(_ topology: Topology) { self.topology = topology }

  /// What a fact says, in words.
  func words(_ meaning: FactMeaning) -> String {
    switch meaning {
    case .event(let event):
      switch event {
      case .intrusion(let system): "intrusion into \(topology.systems[system].id)"
      case .theft(let secret): "theft of \(topology.secrets[secret].id)"
      case .common(let event): "\(topology.events[event].id)"
      }
    case .control(let system): "control of \(topology.systems[system].id)"
    case .has(let secret): "possession of \(topology.secrets[secret].id)"
    case .inside(let zone): "in the zone \(topology.zones[zone].id)"
    case .inReach(let zone): "in reach of the zone \(topology.zones[zone].id)"
    case .condition: "part of a condition"
    case .open(let rule):
      "\(topology.systems[topology.accessRules[rule].system].id) opened by \(topology.accessRules[rule].id)"
    case .opened(let dataset): "all of \(topology.datasets[dataset].id) readable"
    case .read(let dataset, let cell): "\(words(cell)) read from \(topology.datasets[dataset].id)"
    case .tapped(let flow): "\(topology.flows[flow].id) intercepted"
    case .exposed(let cell): "\(words(cell)) exposed"
    case .known(let cell): "\(words(cell)) known"
    case .overlapRead(let carried):
      "\(words(carried.field, carried.people)) read from \(topology.datasets[carried.dataset].id)"
    case .overlapExposed(let cell): "\(words(cell.field, cell.people)) exposed"
    case .overlapKnown(let cell): "\(words(cell.field, cell.people)) known"
    case .knownOfSomebody(let cell):
      "\(topology.fields[cell.field].id) known of somebody in \(topology.groups[cell.group].id)"
    case .unlistedRead(let dataset, _): "something read from \(topology.datasets[dataset].id)"
    case .perhaps, .perhapsKnown: "perhaps known"
    case .entered(let organization): "\(topology.organizations[organization].id) entered"
    }
  }

  private func words(_ field: Reference<DataField>, _ people: PeopleOverlap) -> String {
    let names = people.groups.map { topology.groups[$0].id }.joined(separator: " and ")
    return "\(topology.fields[field].id) of those in \(names)"
  }

  private func words(_ cell: FieldOfGroup) -> String {
    "\(topology.fields[cell.field].id) of \(topology.groups[cell.group].id)"
  }

  /// A name for a fact, and in a circle of the round in which it holds.
  mutating func name(_ meaning: FactMeaning, round: Int) -> String {
    var base = ""
    for scalar in words(meaning).unicodeScalars {
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      if isPlain {
        base.unicodeScalars.append(scalar)
      } else if base.last != "_" {
        base += "_"
      }
    }
    while base.last == "_" { base.removeLast() }
    if base.first.map({ !$0.isLetter }) ?? true { base = "f_" + base }
    if round > 0 { base += "_round_\(round)" }
    var name = base
    var number = 1
    // Solvers that ignore case would take two names for one.
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(base)_\(number)"
    }
    return name
  }
}
