import TopologyLanguage
import TopologyModel

/// Candidates for encryption with the key elsewhere, and for no longer holding a field.
extension ControlCandidates {
  /// One candidate per system with datasets that are readable to anyone who controls it: not encrypted, or with
  /// a key that the system stores. All these datasets get one new key, which no system stores. Its likelihood
  /// of theft is that of an intrusion into the system, if the file gives one.
  var encryptions: [Control] {
    topology.systems.references.compactMap { reference in
      let system = topology.systems[reference]
      let open = system.datasets.map { topology.datasets[$0] }.filter { dataset in
        dataset.encryptedWith.isEmpty || dataset.encryptedWith.allSatisfy(system.secrets.contains)
      }
      guard !open.isEmpty else { return nil }
      let key = newID("\(system.id)-data-key")
      let likelihood =
        system.intrusion ?? system.organization.flatMap { topology.organizations[$0].intrusion }
      let datasets = open.map {
        TopologyChange.Entry(
          key: writer.localName($0), value: .at("encrypted-with", change: .word(key)))
      }
      let change = TopologyChange.map([
        "secrets": .at(
          key,
          change: secret(
            "Key to the data of \(system.id), kept elsewhere", kind: .key, for: reference,
            theft: likelihood)),
        "systems": .at(system.id, "datasets", change: .map(datasets)),
      ])
      return Control(
        kind: .encryption, subject: system.id,
        summary: "the data of \(system.id) encrypted, the key elsewhere",
        touches: [.control(system.id)], change: change)
    }
  }

  /// One candidate per field about a person that a dataset lists: the field is no longer listed, and no flow
  /// brings it. People remain exposed as long as one of their fields is exposed, so fields are skipped if more
  /// of them are shown together than the budget can remove.
  var droppedFields: [Control] {
    topology.datasets.references.flatMap { dataset -> [Control] in
      let fields = topology.datasets[dataset].fields.filter(isPersons)
      return fields.filter { isWorthDropping($0, of: fields, at: dataset) }
        .compactMap { dropped($0, from: dataset) }
    }
  }

  private func isPersons(_ field: Reference<DataField>) -> Bool {
    topology.exposesPeople(field)
  }

  private func isWorthDropping(
    _ field: Reference<DataField>, of fields: [Reference<DataField>],
    at dataset: Reference<Dataset>
  ) -> Bool {
    guard !isOpen(field, at: dataset) else { return false }
    // What is milder may remain, and what everybody can read.
    func isFew(_ together: [Reference<DataField>]?) -> Bool {
      guard let together, together.contains(field) else { return false }
      let graver = together.filter { other in
        isPersons(other) && !isOpen(other, at: dataset) && gravity(other) >= gravity(field)
      }
      return graver.count <= budget
    }
    return isFew(fields)
      || topology.accessRules.contains { rule in
        rule.reads.contains { $0.dataset == dataset && isFew($0.fields) }
      } || topology.flows.contains { $0.to == dataset && !$0.via.isEmpty && isFew($0.fields) }
  }

  private func gravity(_ field: Reference<DataField>) -> Gravity {
    topology.gravity(of: field) ?? .simple
  }

  /// Whether everybody can read a field of a dataset.
  private func isOpen(_ field: Reference<DataField>, at dataset: Reference<Dataset>) -> Bool {
    rulesReading[dataset]?.contains { rule in
      let entry = topology.accessRules[rule]
      return entry.requires == nil && topology.closedOrigins(of: rule) == nil
        && entry.reads.contains { reading in
          reading.dataset == dataset && reading.people == nil && !reading.isOwn
            && reading.fields?.contains(field) ?? true
        }
    } ?? false
  }

  private func dropped(
    _ field: Reference<DataField>, from dataset: Reference<Dataset>
  ) -> Control? {
    let entry = topology.datasets[dataset]
    let kept = entry.fields.filter { $0 != field }
    var flows: [String: TopologyChange] = [:]
    for flow in topology.flows where flow.to == dataset {
      // Everything that the source carries, which the file does not list here.
      guard let passed = flow.fields else { return nil }
      // What arrives as this field and as others cannot be left out alone.
      guard
        passed.allSatisfy({
          let arriving = flow.arrivals(of: $0)
          return arriving.count == 1 || !arriving.contains(field)
        })
      else { return nil }
      let left = passed.filter { flow.arrivals(of: $0) != [field] }
      guard left != passed else { continue }
      guard !left.isEmpty else { return nil }
      flows[flow.id] = .at("fields", change: .words(left.map(writer.name)))
    }
    let id = topology.fields[field].id
    let here = TopologyChange.at(
      "systems", topology.systems[entry.system].id, "datasets", writer.localName(entry), "fields",
      change: .words(kept.map { topology.fields[$0].id }))
    return Control(
      kind: .droppedField, subject: "\(entry.id).\(id)", summary: "\(id) not held at \(entry.id)",
      touches: reading(onward(from: dataset)),
      change: flows.isEmpty ? here : here.followed(by: writer.editingFlows(flows)))
  }

  // MARK: - Destinations of a field

  /// A dataset and everything that flows lead to from it.
  private func onward(from dataset: Reference<Dataset>) -> Set<Reference<Dataset>> {
    var reached: Set<Reference<Dataset>> = [dataset]
    var open = [dataset]
    while let next = open.popLast() {
      for flow in flowsFrom[next] ?? [] where reached.insert(topology.flows[flow].to).inserted {
        open.append(topology.flows[flow].to)
      }
    }
    return reached
  }

  /// What shows data of datasets: control of their systems or of systems that their flows cross, and access
  /// rules.
  private func reading(_ datasets: Set<Reference<Dataset>>) -> Set<Control.Touch> {
    var touches: Set<Control.Touch> = []
    for dataset in datasets {
      touches.insert(.control(topology.systems[topology.datasets[dataset].system].id))
      for rule in rulesReading[dataset] ?? [] {
        let entry = topology.accessRules[rule]
        touches.insert(.access("\(topology.systems[entry.system].id).\(entry.id)"))
      }
      for flow in flowsFrom[dataset] ?? [] {
        for system in topology.flows[flow].via {
          touches.insert(.control(topology.systems[system].id))
        }
      }
    }
    return touches
  }
}
