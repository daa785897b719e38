public import Lowering
package import Propagation
package import TopologyModel

/// A derivation in a form for readers: without technical steps, in order.
public struct Proof: Sendable {
  /// A step that adds information.
  public struct Step: Sendable {
    /// The conclusion.
    public var meaning: FactMeaning
    /// The rule; nil for a basic event, which is assumed.
    public var reason: ClauseReason?
    /// The earlier steps it uses, as ascending indices into `steps`.
    public var uses: [Int]
  }

  /// The steps. The last step is the conclusion of the proof.
  public var steps: [Step]

  /// Condenses a derivation of the engine.
  /// - Complexity: O(steps × facts they use).
  package init(_ derivation: Derivation, of exposure: ExposureProgram) {
    var steps: [Step] = []
    /// The steps that a reader needs to know each fact.
    var told: [ClauseProgram.Fact: [Int]] = [:]
    for premise in derivation.premises {
      told[premise] = [steps.count]
      steps.append(Step(meaning: exposure.meanings[Int(premise)], reason: nil, uses: []))
    }
    for step in derivation.steps {
      let reason = exposure.reasons[Int(step.clause)]
      let uses = Set(step.uses.flatMap { told[$0] ?? [] }).sorted()
      if Self.isBookkeeping(reason) {
        told[step.fact] = uses
      } else {
        told[step.fact] = [steps.count]
        steps.append(
          Step(meaning: exposure.meanings[Int(step.fact)], reason: reason, uses: uses))
      }
    }
    self.steps = steps
  }

  /// The proof of what a clause with one body fact derives from the fact that `derivation` proves.
  init(
    _ derivation: Derivation, then clause: ClauseProgram.Clause, of exposure: ExposureProgram
  ) {
    self.init(derivation, of: exposure)
    let reason = exposure.reasons[Int(clause)]
    guard !Self.isBookkeeping(reason) else { return }
    let head = exposure.program.heads[Int(clause)]
    steps.append(
      Step(
        meaning: exposure.meanings[Int(head)], reason: reason,
        uses: steps.isEmpty ? [] : [steps.count - 1]))
  }

  /// Clauses that only connect: the head follows immediately from the body.
  private static func isBookkeeping(_ reason: ClauseReason) -> Bool {
    switch reason {
    case .event, .condition, .unencrypted, .exposedByReading, .alreadyExposed, .knownAbove,
      .reachableFrom:
      true
    case .common, .controls, .kept, .requirement, .keyKeptThere, .keyHad, .readInFull, .shown,
      .crossing, .exposedInTransit, .inference, .leak, .unlistedThere,
      .intrudedInReach, .standsIn, .enters:
      false
    }
  }
}

extension Proof {
  /// An equal value for proofs that differ only in the group and in the members of fleets.
  func shape(in topology: Topology) -> [String] {
    steps.map { step in
      let uses = step.uses.map(String.init).joined(separator: ",")
      return "\(Self.shape(step.meaning, topology))|\(Self.shape(step.reason, topology))|\(uses)"
    }
  }

  private static func shape(_ meaning: FactMeaning, _ topology: Topology) -> String {
    switch meaning {
    case .event(let event): "event \(topology.declaredID(of: event))"
    case .control(let system): "control \(topology.systems[system].declaredID)"
    case .has(let secret): "has \(topology.secrets[secret].declaredID)"
    case .condition: "condition"
    case .inside(let zone): "inside \(zone.index)"
    case .inReach(let zone): "in reach \(zone.index)"
    case .open(let rule):
      "open \(topology.systems[topology.accessRules[rule].system].declaredID) \(topology.accessRules[rule].id)"
    case .opened(let dataset): "opened \(topology.datasets[dataset].declaredID)"
    case .read(let dataset, let cell):
      "read \(topology.datasets[dataset].declaredID) \(cell.field.index)"
    case .tapped(let flow): "tapped \(topology.flows[flow].declaredID)"
    case .exposed(let cell): "exposed \(cell.field.index)"
    case .known(let cell): "known \(cell.field.index)"
    case .overlapRead(let carried):
      "overlap read \(topology.datasets[carried.dataset].declaredID) \(carried.field.index)"
    case .overlapExposed(let cell): "overlap exposed \(cell.field.index)"
    case .overlapKnown(let cell): "overlap known \(cell.field.index)"
    case .knownOfSomebody(let cell): "known of somebody \(cell.field.index)"
    case .unlistedRead(let dataset, let cell):
      "unlisted \(topology.datasets[dataset].declaredID) \(cell.field?.index ?? -1)"
    case .perhaps(let cell): "perhaps \(cell.field?.index ?? -1)"
    case .perhapsKnown(let cell): "perhaps known \(cell.field.index)"
    case .entered(let organization): "entered \(organization.index)"
    }
  }

  private static func shape(_ reason: ClauseReason?, _ topology: Topology) -> String {
    switch reason {
    case nil: "assumed"
    case .inference(let inference): "inference \(inference.index)"
    case .leak(let leak): "leak \(leak.index)"
    case .shown(let rule, _): "shown \(topology.accessRules[rule].id)"
    case .kept(_, let system): "kept \(topology.systems[system].declaredID)"
    case .crossing(_, let system): "crossing \(topology.systems[system].declaredID)"
    case .common(let event): "common \(event.index)"
    case .standsIn(let system): "stands in \(topology.systems[system].declaredID)"
    case .enters(let rule): "enters by \(topology.accessRules[rule].id)"
    default: ""
    }
  }
}

extension Proof {
  /// The basic events that it assumes.
  package var events: Set<BasicEvent> {
    Set(
      steps.compactMap { step in
        if step.reason == nil, case .event(let event) = step.meaning { event } else { nil }
      })
  }

  /// The datasets that it reads from.
  package var datasets: [Reference<Dataset>] {
    steps.compactMap { step in
      switch step.reason {
      case .shown(_, let dataset), .readInFull(let dataset): dataset
      default: nil
      }
    }
  }
}
