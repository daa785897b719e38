package import IncidentFindings
import Lowering
package import SourceText
import TopologyModel

extension Naming {
  /// One step of a proof as a sentence, in the words of the file.
  package func sentence(_ step: Proof.Step) -> String {
    guard let reason = step.reason else {
      if case .entered(let it) = step.meaning { return "\(organization(it)) is entered" }
      if case .inside(let it) = step.meaning {
        return "the intruder begins in \(topology.zones[it].id)"
      }
      guard case .event(let event) = step.meaning else { return "" }
      switch event {
      case .intrusion(let system): return "\(self.system(system)) is intruded"
      case .theft(let secret): return "\(self.secret(secret)) is stolen"
      case .common: return "\(self.event(event)) occurs"
      }
    }
    switch reason {
    case .common: return "it strikes \(subject(step.meaning))"
    case .controls(let rule):
      return "access '\(id(rule))' gives control of \(subject(step.meaning))"
    case .kept(let secret, let system):
      return "\(self.system(system)) stores \(self.secret(secret)), which can be copied"
    case .written(let secret, let dataset):
      return "\(self.secret(secret)) stands in \(self.dataset(dataset)), which is read"
    case .requirement(let rule):
      let system = topology.accessRules[rule].system
      return topology.accessRules[rule].requires == nil
        ? "access '\(id(rule))' of \(self.system(system)) is open to everyone"
        : "access '\(id(rule))' of \(self.system(system)) opens"
    case .intrudedInReach(let system): return "\(self.system(system)) is in reach"
    case .standsIn(let system):
      return "from \(self.system(system)) the intruder is in \(subject(step.meaning))"
    case .enters(let rule): return "'\(id(rule))' lets into \(subject(step.meaning))"
    case .keyKeptThere(let dataset, let secret):
      return "\(self.dataset(dataset)) is encrypted, but its system stores \(self.secret(secret))"
    case .keyHad(let dataset, let secret):
      return "\(self.secret(secret)) decrypts \(self.dataset(dataset)) there"
    case .readInFull(let dataset):
      return "all of \(self.dataset(dataset)) is readable there: \(subject(step.meaning))"
    case .shown(let rule, let dataset):
      return "'\(id(rule))' shows from \(self.dataset(dataset)): \(subject(step.meaning))"
    case .crossing(let flow, let system):
      return
        "flow '\(topology.flows[flow].id)' crosses \(self.system(system)) without end-to-end encryption"
    case .exposedInTransit: return "readable in transit: \(subject(step.meaning))"
    case .inference(let inference):
      let from = topology.inferences[inference].from.map(field)
      let verb = from.count == 1 ? "reveals" : "together reveal"
      return "\(from.joined(separator: " and ")) \(verb) \(subject(step.meaning))"
    case .leak(let leak):
      let matched = topology.leaks[leak].matchesOn.map(field).joined(separator: ", ")
      let name = topology.leaks[leak].label ?? topology.leaks[leak].id
      return "matching \(matched) with the earlier leak '\(name)' reveals \(subject(step.meaning))"
    case .unlistedThere(let organization):
      return
        "the file describes no system of \(self.organization(organization)), so it may hold anything"
    case .event, .condition, .unencrypted, .exposedByReading, .alreadyExposed, .knownAbove,
      .reachableFrom:
      return ""
    }
  }

  /// Where the entry behind a step is written, as `file:line`.
  package func place(_ step: Proof.Step) -> String? { position(step).map { place($0) } }

  /// Where the entry behind a step is written.
  package func position(_ step: Proof.Step) -> SourcePosition? {
    switch step.reason {
    case nil:
      if case .entered(let it) = step.meaning { return topology.organizations[it].position }
      guard case .event(let event) = step.meaning else { return nil }
      switch event {
      case .intrusion(let system): return topology.systems[system].position
      case .theft(let secret): return topology.secrets[secret].position
      case .common(let event): return topology.events[event].position
      }
    case .common(let event): return topology.events[event].position
    case .controls(let rule), .requirement(let rule), .shown(let rule, _), .enters(let rule):
      return topology.accessRules[rule].position
    case .kept(_, let system), .standsIn(let system), .intrudedInReach(let system):
      return topology.systems[system].position
    case .keyKeptThere(let dataset, _), .keyHad(let dataset, _), .readInFull(let dataset),
      .written(_, let dataset):
      return topology.datasets[dataset].position
    case .crossing(let flow, _), .exposedInTransit(let flow):
      return topology.flows[flow].position
    case .inference(let inference): return topology.inferences[inference].position
    case .leak(let leak): return topology.leaks[leak].position
    case .reachableFrom(let zone): return topology.zones[zone].position
    case .event, .condition, .unencrypted, .exposedByReading, .alreadyExposed, .knownAbove,
      .unlistedThere:
      return nil
    }
  }

  /// The word for a step in a chain; nil: it needs none.
  func word(_ step: Proof.Step) -> String? {
    switch (step.reason, step.meaning) {
    case (nil, .event(let event)): topology.id(of: event)
    case (nil, .entered(let organization)): topology.organizations[organization].id
    case (nil, .inside(let zone)): topology.zones[zone].id
    case (.common, .control(let system)): topology.systems[system].id
    case (.common, .has(let secret)): topology.secrets[secret].id
    case (.kept(let secret, _), _): topology.secrets[secret].id
    case (.standsIn(let system), _), (.intrudedInReach(let system), _):
      topology.systems[system].id
    case (.requirement(let rule), _):
      "\(topology.systems[topology.accessRules[rule].system].id).\(topology.accessRules[rule].id)"
    case (.shown(_, let dataset), _), (.readInFull(let dataset), _): self.dataset(dataset)
    case (.keyHad(_, let secret), _): topology.secrets[secret].id
    case (.crossing(let flow, _), _): topology.flows[flow].id
    case (.inference(let inference), _):
      topology.inferences[inference].from.map { topology.fields[$0].id }.joined(separator: "+")
    case (.leak(let leak), _): topology.leaks[leak].id
    default: nil
    }
  }

  /// The last step that exposes a field: the dataset or flow it is read from, or what reveals it.
  package func lastStep(_ proof: Proof) -> String {
    guard let step = proof.steps.last else { return "" }
    switch step.reason {
    case .shown(_, let dataset), .readInFull(let dataset):
      return topology.datasets[dataset].declaredID
    case .exposedInTransit(let flow): return "in transit by '\(topology.flows[flow].declaredID)'"
    case .inference(let inference):
      let from = topology.inferences[inference].from.map { topology.fields[$0].id }
      return "derived from \(from.joined(separator: " and "))"
    case .leak(let leak):
      return "matched with the earlier leak '\(topology.leaks[leak].id)'"
    case .unlistedThere(let organization): return topology.organizations[organization].id
    default: return sentence(step)
    }
  }

  /// Why a field stayed safe in one dataset.
  package func sentence(_ location: BarrierLocation) -> String {
    let dataset = self.dataset(location.dataset)
    switch location.barrier {
    case .notHeld: return "not stored anywhere"
    case .notListed:
      return
        "\(dataset): may hold it, because the file does not list all of its content; none of that was read"
    case .notReached:
      let system = topology.datasets[location.dataset].system
      return "\(dataset): the intruder cannot enter \(topology.systems[system].id)"
    case .notInReach:
      let system = topology.datasets[location.dataset].system
      let zone = topology.systems[system].zone.map(self.zone) ?? ""
      return "\(dataset): \(topology.systems[system].id) is in \(zone), and nothing leads there"
    case .encrypted:
      if let flow = location.flow {
        return "\(dataset): flow '\(topology.flows[flow].id)' is encrypted end to end"
      }
      let key = location.key.map { topology.secrets[$0].id } ?? "its key"
      return "\(dataset): encrypted, and \(key)\(location.key.map(keeper) ?? "") is out of reach"
    case .notShown:
      guard let rule = location.rule else { return "\(dataset): no open access rule shows it" }
      let read = topology.accessRules[rule].reads.map(\.dataset)
      if read.contains(location.dataset) {
        return "\(dataset): '\(id(rule))' opens but does not show it"
      }
      let system = topology.datasets[location.dataset].system
      let shown = read.filter { topology.datasets[$0].system == system }.map { self.dataset($0) }
      return
        "\(dataset): the intruder gets into \(topology.systems[system].id), where '\(id(rule))' shows "
        + "\(listed(shown, most: 3)); no open access rule shows this"
    case .pseudonymised:
      let flow = location.flow.map { topology.flows[$0].id } ?? ""
      return "\(dataset): flow '\(flow)' passes on only a pseudonym"
    }
  }

  /// Where a key is: kept by a system, by an application that has to be trusted with it, or by none.
  private func keeper(_ key: Reference<Secret>) -> String {
    let systems = topology.systems.references.filter { topology.systems[$0].secrets.contains(key) }
    return systems.isEmpty ? "" : " (on \(self.systems(systems, most: 2)))"
  }

  /// A zone in the words of the file.
  func zone(_ zone: Reference<Zone>) -> String {
    let entry = topology.zones[zone]
    return entry.label.map { "the zone '\($0)'" } ?? "the zone '\(entry.id)'"
  }

  private func id(_ rule: Reference<AccessRule>) -> String {
    topology.accessRules[rule].label ?? topology.accessRules[rule].id
  }

  private func subject(_ meaning: FactMeaning) -> String {
    switch meaning {
    case .event(let event): return self.event(event)
    case .control(let system): return self.system(system)
    case .has(let secret): return self.secret(secret)
    case .open(let rule): return id(rule)
    case .opened(let dataset): return self.dataset(dataset)
    case .tapped(let flow): return topology.flows[flow].id
    case .condition: return "the condition"
    case .inside(let zone), .inReach(let zone): return self.zone(zone)
    case .entered(let organization): return self.organization(organization)
    case .read(_, let cell), .exposed(let cell), .known(let cell), .perhapsKnown(let cell):
      return field(cell.field)
    case .overlapRead(let carried): return field(carried.field)
    case .overlapExposed(let cell), .overlapKnown(let cell): return field(cell.field)
    case .knownOfSomebody(let cell): return field(cell.field)
    case .unlistedRead(_, let cell), .perhaps(let cell): return content(cell)
    }
  }

  /// What the file says of something that it does not list in full.
  private func content(_ cell: UnlistedCell) -> String {
    let what = cell.field.map(field) ?? "what the file does not list"
    return cell.group == nil ? "\(what), of people whom the file does not name" : what
  }
}

extension Barrier {
  /// The barrier in words.
  package var words: String {
    switch self {
    case .notHeld: "not collected here"
    case .notListed: "not listed anywhere, and nothing unlisted was read that it may be"
    case .notReached: "stored only in systems the intruder cannot enter"
    case .notInReach: "not in reach: stored only in zones that nothing leads to"
    case .encrypted: "encrypted, key out of reach"
    case .notShown: "not shown by any open access rule"
    case .pseudonymised: "only a pseudonym was read"
    }
  }
}
