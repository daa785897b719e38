import SourceText
import TopologyModel

/// Decodes flows, inferences, leaks and services.
extension TopologyDecoder {
  mutating func decodeFlows(_ top: Record) {
    let entries = entriesOrList(.flows, top)
    topology.flows.reserveCapacity(entries.count)
    for entry in entries {
      guard let record = record(entry.body, .flow, name: entry.name) else { continue }
      let fromNode = required(.from, record, "a flow")
      let toNode = required(.to, record, "a flow")
      let label = text(.label, record)
      let people = parts(.people, record)
      let via = references(.via, record, .system, as: System.self) ?? []
      let encrypted = boolean(.encrypted, record) ?? false
      let certainty = choice(.certainty, record, Flow.Certainty.self) ?? .certain
      let from = fromNode.flatMap { dataset($0, own: nil) }
      let to = toNode.flatMap { dataset($0, own: nil) }
      guard let from else {
        // Look up the fields anyway, so that they are checked in the same run.
        _ = references(.fields, record, .field, as: DataField.self)
        _ = renamings(record, passing: nil, from: nil)
        if let to { carriage.addAnything(to: to) }
        continue
      }
      let fields = fieldsCarried(value(.fields, record), by: from)
      let becomes = renamings(record, passing: fields, from: from)
      guard let to else { continue }
      if let selected = value(.people, record) {
        arrivals.selections.append(.init(dataset: from, people: selected))
      }
      if fields == nil, certainty == .certain, let toNode {
        arrivals.passages.append(.init(flow: topology.flows.count, node: toNode))
      }
      if let fields {
        for field in fields {
          let changed = becomes.filter { $0.field == field }.map(\.becomes)
          for arriving in changed.isEmpty ? [field] : changed {
            // A flow from a dataset to itself carries only what it renames.
            if from != to || arriving != field { carriage.add(arriving, to: to) }
          }
        }
      } else {
        carriage.addAnything(to: to)
      }
      topology.flows.append(
        Flow(
          id: entry.id, label: label, from: from, to: to, fields: fields, people: people,
          becomes: becomes, via: via, encrypted: encrypted, certainty: certainty,
          position: position(entry.name)))
    }
  }

  private mutating func renamings(
    _ record: Record, passing fields: [Reference<DataField>]?, from: Reference<Dataset>?
  ) -> [Flow.Renaming] {
    guard let node = value(.becomes, record) else { return [] }
    guard arena.kind(node) == .map else {
      wrongType(node, expected: "a map from field to field")
      return []
    }
    return arena.pairs(node).flatMap { key, value -> [Flow.Renaming] in
      let field = definition(key, .field)
      if arena.kind(value) == .list, arena.children(value).isEmpty {
        report(
          .emptyList, "'becomes' needs at least one field for '\(name(key))'", at: value,
          help: "name what it becomes, or leave it out of 'fields'")
      }
      let targets: [Reference<DataField>] =
        arena.kind(value) == .list
        ? references(value, .field) : definition(value, .field).map { [Reference($0.index)] } ?? []
      guard let field else { return [] }
      let source = Reference<DataField>(field.index)
      if let fields, !fields.contains(source) {
        report(
          .fieldNeverCarried, "this flow does not pass '\(name(key))'", at: key,
          help: "add it to 'fields'")
      } else if fields == nil, let from, !targets.isEmpty {
        carriage.expect(source, in: from, at: key)
      }
      return targets.map { Flow.Renaming(field: source, becomes: $0) }
    }
  }

  mutating func decodeInferences(_ top: Record) {
    for entry in entriesOrList(.inferences, top) {
      guard let record = record(entry.body, .inference, name: entry.name) else { continue }
      var inference = Inference(id: entry.id, position: position(entry.name))
      inference.from = requiredFields(.from, record, "an inference")
      inference.gives = requiredFields(.gives, record, "an inference")
      inference.requires = condition(.requires, record, .required, home: nil)
      inference.certainty = choice(.certainty, record, Inference.Certainty.self)
      inference.source = reference(.source, record, .source)
      topology.inferences.append(inference)
    }
  }

  mutating func decodeLeaks(_ entries: [Entry]) {
    for entry in entries {
      checkID(entry.name)
      guard let record = record(entry.body, .leak, name: entry.name) else { continue }
      var leak = Leak(id: entry.id, position: position(entry.name))
      leak.label = text(.label, record)
      leak.people = required(.people, record, "a leak").map { parts($0) } ?? []
      leak.fields = requiredFields(.fields, record, "a leak")
      leak.matchesOn = requiredFields(.matchesOn, record, "a leak")
      leak.source = reference(.source, record, .source)
      topology.leaks.append(leak)
    }
  }

  /// A list with at least one field, because nothing follows from no fields.
  private mutating func requiredFields(
    _ key: Key, _ record: Record, _ noun: String
  ) -> [Reference<DataField>] {
    guard let node = required(key, record, noun) else { return [] }
    if arena.kind(node) == .list, arena.children(node).isEmpty {
      report(.emptyList, "'\(key.text)' of \(noun) needs at least one field", at: node)
    }
    return references(node, .field)
  }

  // MARK: - Services

  /// Resolves each service's organization, which conditions anywhere may use to count.
  mutating func decodeServiceOwners(_ entries: [Entry]) -> [Record?] {
    entries.enumerated().map { index, entry in
      guard let record = record(entry.body, .service, name: entry.name) else { return nil }
      topology.services[index].organization = reference(.organization, record, .organization)
      return record
    }
  }

  mutating func decodeServices(_ records: [Record?]) {
    for (index, record) in records.enumerated() {
      guard let record else { continue }
      var service = topology.services[index]
      let home = fleet(of: service.organization)
      service.label = text(.label, record)
      if let node = value(.serves, record) {
        service.serves = resolved(items(node, of: Expected.holder.noun)) { decoder, item in
          decoder.holder(item)
        }
      }
      service.needs = condition(.needs, record, .needed, home: home)
      service.fallback = condition(.fallback, record, .needed, home: home)
      topology.services[index] = service
    }
  }
}
