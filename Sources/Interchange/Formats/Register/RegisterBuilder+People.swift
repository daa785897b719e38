import TopologyModel

/// Whose data a processing uses, which, and how long.
extension RegisterBuilder {
  /// A group for each class of a processing: numbers of the same class in two processings overlap.
  func groups(
    _ processing: Processing, _ id: String, _ controller: Int?
  ) -> [String]? {
    let labels = processing.people.uniqued(by: CellText.folded)
    var count: CountInterval?
    for number in processing.numbers where !number.isEmpty {
      if let read = RegisterCount.parse(number, processing.language), labels.count == 1 {
        count = read
        log.account.note("counts-read", "Numbers of people.", example: number)
      } else {
        log.account.note(
          "counts-not-read",
          "Numbers of people that are rough, in no known form, or of several classes at once.",
          example: number)
      }
    }
    guard !labels.isEmpty else { return nil }
    return labels.map { label in
      let place =
        classes.firstIndex { CellText.folded($0.label) == CellText.folded(label) }
        ?? {
          classes.append((label, namer.id("people", label), []))
          return classes.count - 1
        }()
      let name = "\(id)/\(Slug.of(label))"
      let group = namer.id("people", name, slug: name)
      classes[place].groups.append(
        TopologyDraft.Group(id: group, count: count, controller: controller))
      return group
    }
  }

  /// One controller of all groups stands at the class.
  func finishPeople() {
    for var entry in classes {
      let controllers = Set(entry.groups.map(\.controller))
      var group = TopologyDraft.Group(id: entry.id, label: entry.label)
      if controllers.count == 1, let only = controllers.first, let only {
        group.controller = only
        for index in entry.groups.indices { entry.groups[index].controller = nil }
      }
      group.groups = entry.groups
      draft.people.append(group)
    }
  }

  // MARK: - Data

  func fields(_ labels: [String]) -> [UInt32]? {
    guard !labels.isEmpty else { return nil }
    return labels.uniqued(by: CellText.folded).map { label in
      let key = CellText.folded(label)
      if let known = fields[key] { return known }
      let meaning =
        options.categories.meaning(of: [label]) ?? RegisterCategories.meaning(label)
      let field = draft.add(
        TopologyDraft.Field(
          id: namer.id("fields", label, lowercase: true), label: label, category: meaning?.category,
          identifies: meaning?.identifies))
      fields[key] = field
      return field
    }
  }

  /// A date until which the data are kept. A duration is none: its start is not known.
  func retained(_ processing: Processing, _ groups: [String]?) -> TopologyDraft.Retained? {
    var result: TopologyDraft.Retained?
    for text in processing.retention {
      if let date = RegisterDate.until(text), let groups, result == nil {
        result = TopologyDraft.Retained(people: groups, until: date, because: text)
      } else {
        log.account.note(
          "retentions-as-text", "Periods of retention without a date; their start is not known.",
          example: text)
      }
    }
    return result
  }
}
