import Propagation
import TopologyModel

/// Clauses for people who are in several groups at once, of whom something is read because of that.
///
///     read(D,f,g∩h) ← carries(D,f,g) or carries(D,f,g∩h), all of D can be read at its place, or an access rule that
///                     reads D and shows f and h is open
///     exposed(f,g∩h) ← read(D,f,g∩h), or a flow that passes f and h is read on its way
///
/// for groups of one class of which neither is at or below the other, unless they are declared disjoint. Who is in
/// both is counted from the sizes; see `PeopleCounter.count`.
extension ExposureLowering {
  mutating func lowerOverlaps() {
    for (index, carried) in lineage.overlaps.enumerated() {
      let fact = UInt32(lineage.carried.count + index)
      clause(
        overlapReadFact(carried), from: opened[carried.dataset.index],
        .readInFull(carried.dataset), carried: fact)
    }
    for rule in topology.accessRules.references {
      for reading in topology.accessRules[rule].reads { lowerOverlaps(rule, reading) }
    }
    for (flow, head, body) in lineage.overlapArrivals {
      guard let tapped = tappedFact(flow) else { continue }
      let arrives = lineage.overlaps[Int(head) - lineage.carried.count]
      clause(
        overlapExposedFact(FieldOfOverlap(arrives.field, arrives.people)), from: tapped,
        .exposedInTransit(flow), carried: body)
    }
  }

  private mutating func lowerOverlaps(
    _ rule: Reference<AccessRule>, _ reading: AccessRule.Reading
  ) {
    let dataset = reading.dataset
    let selections = reading.selections.map { topology.groups(naming: $0) }
    func show(
      _ field: Reference<DataField>, _ people: PeopleOverlap, _ fact: UInt32
    ) {
      guard reading.fields.map({ $0.contains(field) }) ?? true else { return }
      var shown = [people]
      for selection in selections {
        shown = shown.flatMap { overlaps.passed($0, through: selection) }
      }
      for part in Set(shown).sorted() where part.group == nil {
        clause(
          overlapReadFact(CarriedOverlap(dataset: dataset, field: field, people: part)),
          from: open[rule.index], .shown(rule, dataset), carried: fact)
      }
    }
    if !selections.isEmpty {
      for carried in lineage.facts(of: dataset) {
        let entry = lineage.carried[Int(carried)]
        show(entry.field, PeopleOverlap([entry.group]), carried)
      }
    }
    for index in lineage.overlaps(of: dataset) {
      let entry = lineage.overlaps[index]
      show(entry.field, entry.people, UInt32(lineage.carried.count + index))
    }
  }

  private mutating func overlapReadFact(_ carried: CarriedOverlap) -> Fact {
    if let fact = overlapReads[carried] { return fact }
    let read = fact(.overlapRead(carried))
    overlapReads[carried] = read
    clause(
      overlapExposedFact(FieldOfOverlap(carried.field, carried.people)), from: read,
      .exposedByReading(carried.dataset))
    return read
  }

  private mutating func overlapExposedFact(_ cell: FieldOfOverlap) -> Fact {
    if let fact = overlapsExposed[cell] { return fact }
    let fact = fact(.overlapExposed(cell))
    overlapsExposed[cell] = fact
    return fact
  }
}
