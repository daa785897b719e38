/// A data-flow diagram: elements and arrows, without what the elements hold.
struct DiagramModel {
  /// An element.
  struct Element {
    /// Its number or identifier in the diagram.
    var id: String
    /// nil: it has no name.
    var name: String?
    var kind: String
    var isActor: Bool { kind == "actor" }
    var isEncrypted = false
    var keepsCredentials = false
  }

  /// An arrow.
  struct Arrow {
    /// nil: the end is free.
    var source: String?
    var target: String?
    var name: String
    var isBidirectional = false
    var isEncrypted = false
  }

  /// A drawing; identifiers of elements are its own.
  struct Drawing {
    var elements: [Element] = []
    var arrows: [Arrow] = []
    var boundaries = 0
  }

  var title = ""
  var owner: String?
  var drawings: [Drawing] = []
}

/// Makes a draft of a data-flow diagram: one system for each name, one dataset in each, of which nobody said what it holds.
final class DiagramBuilder: DraftBuilder {
  private let model: DiagramModel
  /// The dataset of each element, by drawing and identifier.
  private var datasets: [String: Int] = [:]

  init(_ model: DiagramModel, _ options: ImportOptions, _ log: ImportLog) {
    self.model = model
    super.init(options, log)
  }

  /// The draft.
  func build() -> TopologyDraft {
    draft.title = model.title
    if let owner = model.owner {
      draft.organizations.append(
        TopologyDraft.Organization(id: namer.id("organizations", owner), label: owner))
    }
    log.account.count("diagrams", model.drawings.count)
    addSystems()
    for (number, drawing) in model.drawings.enumerated() {
      for arrow in drawing.arrows { add(arrow, number) }
    }
    log.account.note(
      "boundaries", "Trust boundaries: where a system stands says nothing of what opens it.",
      count: model.drawings.reduce(0) { $0 + $1.boundaries })
    log.account.note(
      "no-fields", "The diagram does not say what the systems hold: each has one field, 'unsaid'.",
      count: draft.datasets.isEmpty ? 0 : 1)
    return draft
  }

  // MARK: - Systems

  /// The elements of one name and kind.
  private struct Group {
    var name: String
    var element: DiagramModel.Element
    var members: [String]
  }

  private func addSystems() {
    var groups: [Group] = []
    var known: [String: Int] = [:]
    var unnamed = 0
    for (number, drawing) in model.drawings.enumerated() {
      for element in drawing.elements {
        let member = "\(number) \(element.id)"
        guard let name = element.name else {
          unnamed += 1
          groups.append(
            Group(
              name: "\(element.kind) without a name \(unnamed)", element: element, members: [member]
            ))
          continue
        }
        let key = "\(element.isActor ? "actor" : "system") \(name)"
        if let place = known[key] {
          groups[place].members.append(member)
          if element.isEncrypted { groups[place].element.isEncrypted = true }
          if element.keepsCredentials { groups[place].element.keepsCredentials = true }
          log.account.note(
            "joined-by-name", "Elements of one name are one system.", example: name)
        } else {
          known[key] = groups.count
          groups.append(Group(name: name, element: element, members: [member]))
        }
      }
    }
    guard !groups.isEmpty else { return }
    let people = classes(groups)
    let field = draft.add(
      TopologyDraft.Field(
        id: "unsaid", label: "Data of the model (no fields are said)"))
    for group in groups.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      add(group, people, field)
    }
  }

  /// The classes of all datasets: the actors, since nobody else is named.
  private func classes(_ groups: [Group]) -> [String] {
    let actors = groups.filter(\.element.isActor).map(\.name).sorted()
    guard options.people == nil, !actors.isEmpty else {
      let unsaid = options.unsaid("People in the model (nobody said who or how many)")
      draft.people = [unsaid]
      return [unsaid.id]
    }
    let ids = namer.ids("people", actors)
    for (place, actor) in actors.enumerated() {
      draft.people.append(
        TopologyDraft.Group(
          id: ids[place],
          label: "\(actor) (an actor; a person or a system, the model does not say)"))
    }
    return ids
  }

  private func add(_ group: Group, _ people: [String], _ field: UInt32) {
    let slug = Slug.of(group.name)
    let isActor = group.element.isActor
    let system = draft.add(
      TopologyDraft.System(
        id: namer.id("systems", group.name, slug: isActor ? "\(slug)/side" : slug),
        label: group.name, kind: group.element.kind))
    let dataset = draft.add(
      TopologyDraft.Dataset(system: system, id: "data", people: people, fields: [field]))
    for member in group.members { datasets[member] = dataset }
    if group.element.isEncrypted {
      log.account.note(
        "stores-encrypted-key-unknown",
        "Encrypted stores of which nobody says where the key is: they are taken to be readable.",
        example: group.name)
    }
    if group.element.keepsCredentials {
      let id = "credentials:\(draft.systems[system].id)"
      let secret = draft.add(
        TopologyDraft.Secret(
          id: namer.id("secrets", id, slug: id),
          label: "What \(group.name) keeps (storesCredentials)"))
      draft.systems[system].secrets.append(secret)
    }
  }

  // MARK: - Arrows

  private func add(_ arrow: DiagramModel.Arrow, _ drawing: Int) {
    guard let source = arrow.source.flatMap({ datasets["\(drawing) \($0)"] }),
      let target = arrow.target.flatMap({ datasets["\(drawing) \($0)"] })
    else {
      log.account.note(
        "dangling-flows", "Arrows with a free end were left out.", example: arrow.name)
      return
    }
    guard source != target else {
      log.account.note("edges-to-itself", "Arrows from an element to itself.", example: arrow.name)
      return
    }
    draft.flows.append(
      TopologyDraft.Flow(
        label: arrow.name, from: source, to: target, encrypted: arrow.isEncrypted))
    if arrow.isBidirectional {
      log.account.note(
        "bidirectional", "Arrows in both directions are two flows.", example: arrow.name)
    } else if !options.choices.contains(.requests) {
      log.account.note(
        "one-way-arrows",
        "Arrows in one direction. An arrow is mostly a request, and data come back on it: --with requests takes them in both directions.",
        example: arrow.name)
    }
    guard arrow.isBidirectional || options.choices.contains(.requests) else { return }
    draft.flows.append(
      TopologyDraft.Flow(
        label: "\(arrow.name) (back)", from: target, to: source, encrypted: arrow.isEncrypted))
  }
}

extension String {
  /// Text on one line, words joined by single blanks; nil if there is none.
  var onOneLine: String? {
    let words = split { $0.isWhitespace || $0.isNewline }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
