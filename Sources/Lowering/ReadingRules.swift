import Propagation
import TopologyModel

/// Clauses for what is read from datasets.
///
///     exposed(f,g) ← carries(D,f,g), control(system of D), D not encrypted
///     exposed(f,g) ← carries(D,f,g), control(system of D), D encrypted with K, (has(K), or that system keeps K)
///     exposed(f,g) ← carries(D,f,g), an access rule of any system reads D and shows f and g, its condition holds
///
/// `carries` does not depend on the world, so clauses exist only for what is carried. Two intermediate facts
/// are used: opened(D) says that everything in D can be read in its system; read(D,f,g) serves claims about one
/// operator.
extension ExposureLowering {
  mutating func lowerReading() {
    for dataset in topology.datasets.references {
      let head = fact(.opened(dataset))
      opened.append(head)
      lowerOpening(dataset, head)
      for carried in lineage.facts(of: dataset) {
        let entry = lineage.carried[Int(carried)]
        let cell = FieldOfGroup(entry.field, entry.group)
        clause(readFact(dataset, cell), from: head, .readInFull(dataset), carried: carried)
      }
    }
    for rule in topology.accessRules.references {
      for reading in topology.accessRules[rule].reads { lowerShowing(rule, reading) }
    }
  }

  private mutating func lowerOpening(_ dataset: Reference<Dataset>, _ head: Fact) {
    let entry = topology.datasets[dataset]
    let control = control(entry.system)
    let kept = topology.systems[entry.system].secrets
    if entry.encryptedWith.isEmpty {
      clause(head, from: control, .unencrypted(dataset))
    }
    for key in entry.encryptedWith {
      if kept.contains(key) {
        clause(head, from: control, .keyKeptThere(dataset, key))
      } else {
        clause(head, all: [control, has(key)], .keyHad(dataset, key))
      }
    }
  }

  private mutating func lowerShowing(
    _ rule: Reference<AccessRule>, _ reading: AccessRule.Reading
  ) {
    let selections = reading.selections.map { topology.groups(naming: $0) }
    for carried in lineage.facts(of: reading.dataset) {
      let entry = lineage.carried[Int(carried)]
      if let fields = reading.fields, !fields.contains(entry.field) { continue }
      let shown = selections.reduce([entry.group]) { groups, selection in
        groups.flatMap { Lineage.passed($0, through: selection, in: topology) }
      }
      for group in shown {
        let cell = FieldOfGroup(entry.field, group)
        clause(
          readFact(reading.dataset, cell), from: open[rule.index], .shown(rule, reading.dataset),
          carried: carried)
      }
    }
  }

  private mutating func readFact(_ dataset: Reference<Dataset>, _ cell: FieldOfGroup) -> Fact {
    let key = ReadKey(
      dataset: dataset.index, field: cell.field.index, group: cell.group.index)
    if let fact = reads[key] { return fact }
    let read = fact(.read(dataset, cell))
    reads[key] = read
    clause(exposedFact(cell), from: read, .exposedByReading(dataset))
    return read
  }
}

/// Clauses for what is read in transit.
///
///     exposed(f,g) ← a flow passes f (as it arrives) and g, it is not encrypted, control(a system in `via`)
extension ExposureLowering {
  mutating func lowerTransit() {
    for (clause, flow) in lineage.flows.enumerated() {
      guard let head = tappedFact(flow) else { continue }
      let carried = lineage.carried[Int(lineage.program.heads[clause])]
      let cell = FieldOfGroup(carried.field, carried.group)
      self.clause(
        exposedFact(cell), from: head, .exposedInTransit(flow),
        carried: lineage.program.bodies[clause])
    }
  }

  /// The fact that a flow is read on its way; nil when nobody can: it crosses nothing, or is encrypted.
  mutating func tappedFact(_ flow: Reference<Flow>) -> Fact? {
    let entry = topology.flows[flow]
    guard !entry.via.isEmpty, !entry.encrypted else { return nil }
    if let fact = tapped[flow] { return fact }
    let head = fact(.tapped(flow))
    tapped[flow] = head
    for system in entry.via { clause(head, from: control(system), .crossing(flow, system)) }
    return head
  }
}
