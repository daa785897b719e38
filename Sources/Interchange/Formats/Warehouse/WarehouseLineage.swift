import TopologyLanguage

/// Lineage as warehouses record it: objects by full name without case, columns, and moves; the same for each warehouse.
struct WarehouseLineage {
  /// An object: a table, a view, a path or a stage.
  struct Object {
    var system: String
    var name: String
    var label: String?
    /// Whether the source lists its columns.
    var hasColumns = false
    var remark: String?
  }

  var lineage = ColumnLineage()
  private(set) var objects: [Object] = []
  private var numbers: [String: UInt32] = [:]
  /// Columns that go to an object of which no columns are listed.
  var passing: [(column: UInt32, to: UInt32)] = []
  /// Kinds of systems by name.
  var kinds: [String: String] = [:]
  /// How a name was first written, for counting other spellings.
  private var spellings: [String: String] = [:]
  private(set) var otherSpellings: Set<String> = []

  /// The object of a name, a new one if it is new. Names are compared without case.
  mutating func object(_ key: String, _ make: () -> Object) -> UInt32 {
    let folded = key.lowercased()
    if let first = spellings[folded] {
      if first != key { otherSpellings.insert(key) }
    } else {
      spellings[folded] = key
    }
    if let known = numbers[folded] { return known }
    let number = UInt32(objects.count)
    numbers[folded] = number
    objects.append(make())
    lineage.datasets.append(ColumnLineage.Dataset(names: [objects[Int(number)].name]))
    return number
  }

  /// The column of an object; compared without case, shown as first written.
  mutating func column(_ object: UInt32, _ name: String) -> UInt32 {
    objects[Int(object)].hasColumns = true
    let folded = name.lowercased()
    let number = lineage.column(object, lineage.symbols.intern(folded))
    if let label = lineage.labels[number] {
      if label != name { otherSpellings.insert(name) }
    } else {
      lineage.labels[number] = name
    }
    return number
  }

  /// Says something of an object beside its name.
  mutating func remark(_ object: UInt32, _ text: String) { objects[Int(object)].remark = text }

  /// The draft of all objects and moves.
  mutating func draft(
    _ title: String, _ options: ImportOptions, _ log: ImportLog
  ) -> TopologyDraft {
    var draft = TopologyDraft()
    draft.title = title
    var namer = Namer(options.earlier, log)
    let names = objects.map(\.system).uniqued()
    let ids = namer.ids("systems", names)
    var systems: [String: Int] = [:]
    for (place, name) in names.enumerated() {
      systems[name] = draft.add(
        TopologyDraft.System(id: ids[place], label: name, kind: kinds[name]))
    }
    let order = objects.indices.sorted { objects[$0].name < objects[$1].name }
    for index in order {
      let object = objects[index]
      let system = systems[object.system] ?? 0
      let id = namer.id("datasets of \(draft.systems[system].id)", object.name, stop: .slash)
      var label = object.label
      if let remark = object.remark { label = "\(label ?? object.name) (\(remark))" }
      lineage.datasets[index].place = draft.add(
        TopologyDraft.Dataset(system: system, id: id, label: label))
      lineage.datasets[index].id = "\(draft.systems[system].id).\(id)"
      lineage.datasets[index].names = [id]
    }
    lineage.namesAsWritten = true
    let (all, fields) = lineage.fields(&namer, earlier: options.earlier.fields) { _, field in
      if let meaning = options.categories.meaning(of: [field.label ?? field.id]) {
        field.category = meaning.category
        field.identifies = meaning.identifies
      }
    }
    draft.fields = all
    for (index, object) in objects.enumerated() where object.hasColumns {
      draft.datasets[lineage.datasets[index].place].fields =
        lineage.datasets[index].columns.map { fields[Int($0)] }.uniqued()
    }
    lineage.addFlows(to: &draft, fields: fields) { _ in nil }
    addPassing(to: &draft, fields)
    options.fillPeople(of: &draft, "People in the warehouse (nobody said who or how many)", log)
    log.account.note(
      "case-differs", "Names that are written in capitals and in small letters are one.",
      count: otherSpellings.count)
    return draft
  }

  private func addPassing(to draft: inout TopologyDraft, _ fields: [UInt32]) {
    var places: [UInt64: Int] = [:]
    for (column, to) in passing {
      let from = lineage.dataset(of: column)
      let key = UInt64(from) << 32 | UInt64(to)
      let place = places[key] ?? draft.flows.count
      if places.updateValue(place, forKey: key) == nil {
        draft.flows.append(
          TopologyDraft.Flow(
            from: lineage.datasets[Int(from)].place, to: lineage.datasets[Int(to)].place,
            fields: []))
      }
      let field = fields[Int(column)]
      if draft.flows[place].fields?.contains(field) == false {
        draft.flows[place].fields?.append(field)
      }
    }
  }
}
