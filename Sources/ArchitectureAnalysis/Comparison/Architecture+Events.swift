import Lowering
import PointAnalysis
import TopologyModel

extension Architecture {
  /// The effect of one basic event alone on a class.
  struct Reach {
    var event: BasicEvent
    var persons: CountInterval
  }

  /// The most people that one of some events exposes. Where bounds overlap it may be either event: both are named.
  func worst(of reaches: [Reach]) -> (value: Measure.Value?, note: String?) {
    func most(_ reach: Reach) -> Int { reach.persons.high ?? .max }
    guard
      let worst = reaches.max(by: {
        ($0.persons.low, most($0)) < ($1.persons.low, most($1))
      }), let largest = reaches.max(by: { most($0) < most($1) })
    else { return (.people(.zero), nil) }
    var persons = worst.persons
    var names = [name(of: worst.event)]
    if most(largest) > most(worst) {
      persons.high = largest.persons.high
      names.append(name(of: largest.event))
    }
    return (.people(persons), names.joined(separator: " or "))
  }

  /// The basic events that alone expose anyone of a class.
  func reaches(_ id: String) -> [Reach] {
    guard let root = personClass(id) else { return [] }
    return points.points.compactMap { point in
      guard case .event(let event) = point.subject,
        let reach = point.classes.first(where: { $0.personClass == root })
      else { return nil }
      return Reach(event: event, persons: reach.persons)
    }
  }

  /// The id of an event; for a member of a fleet, the fleet's id.
  func name(of event: BasicEvent) -> String {
    let topology = lowered.topology
    return topology.member(of: .event(event))?.declared ?? topology.id(of: event)
  }

  func name(of subject: PointSubject) -> String? {
    if case .event(let event) = subject { name(of: event) } else { nil }
  }
}
