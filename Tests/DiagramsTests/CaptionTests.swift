@testable import Diagrams
import Foundation
import IncidentFindings
import Lowering
import PointAnalysis
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// What a caption claims is true of everything in the DOT: random topologies, every view, every detail, with and
/// without a selection, in whatever state of folding the limit brings.
@Suite struct CaptionTests {
  /// One picture with everything that its captions can be compared with.
  private struct Picture {
    var model: DiagramModel
    var options: DiagramOptions
    var folded: DiagramModel
    var detail: DiagramDetail
    var messages: [String]
    /// Kind and id of every node in the DOT.
    var nodes: Set<String>

    init(_ model: DiagramModel, _ options: DiagramOptions) {
      let (selected, omissions) = DiagramSelection(options).apply(to: model)
      let folding = DiagramFolding(selected, messages: omissions, options: options)
      (folded, detail, messages) = folding.folded
      self.model = model
      self.options = options
      var drawing = Drawing(folded, palette: .light, detail: detail)
      let text = drawing.graph().text
      nodes = []
      for (name, annotation) in drawing.annotations
      where annotation.kind != "edge" && text.contains("\"\(name)\"") {
        nodes.insert("\(annotation.kind) \(annotation.id)")
      }
    }

    var systems: [String] {
      nodes.filter { $0.hasPrefix("system ") }.map { String($0.dropFirst(7)) }
    }

    func caption(_ start: String) -> String? { messages.first { $0.hasPrefix(start) } }
  }

  private static func models(_ topology: Topology) -> [DiagramModel] {
    let lowered = LoweredTopology(topology)
    let scenario =
      topology.incidents.isEmpty
      ? Scenario(events: topology.basicEvents.prefix(2)) : Scenario(Reference(0), in: topology)
    return [
      .lineage(of: lowered),
      .exposure(of: IncidentAnalysis(lowered, scenario)),
      .singlePoints(SinglePoints(lowered, entry: EntrySet(topology)), in: lowered),
    ]
  }

  private static func topology(_ seed: UInt64) -> Topology? {
    let file = SourceFile(name: "random", text: RandomTopology.text(seed: seed))
    return TopologyLoader().load(file: file).topology
  }

  /// Seeds of files that can be: some random counts contradict each other.
  private static let seeds = Array((0..<120 as Range<UInt64>).filter { topology($0) != nil })

  @Test func mostRandomFilesCanBe() { #expect(Self.seeds.count > 100) }

  private static func pictures(_ seed: UInt64) throws -> [Picture] {
    let topology = try #require(Self.topology(seed))
    var generator = SplitMix64(seed: seed)
    return models(topology).flatMap { model in
      ([nil] + DiagramDetail.allCases).flatMap { detail -> [Picture] in
        var options = DiagramOptions()
        options.detail = detail
        options.maximumNodes =
          [nil, 2_500, Int.random(in: 1...8, using: &generator)]
          .randomElement(using: &generator) ?? nil
        var selections = [options]
        var other = options
        other.field = topology.fields.randomElement(using: &generator)?.id
        selections.append(other)
        other = options
        other.people = topology.groups.randomElement(using: &generator)?.id
        selections.append(other)
        other = options
        other.focus = model.shownIDs.randomElement(using: &generator)
        selections.append(other)
        if model.view == .exposure {
          other = options
          other.onlyPath = true
          selections.append(other)
        }
        return selections.map { Picture(model, $0) }
      }
    }
  }

  @Test(arguments: seeds) func captionsAreTrue(seed: UInt64) throws {
    for picture in try Self.pictures(seed) {
      let about: Comment =
        "seed \(seed), \(picture.model.view), \(picture.options), \(picture.messages)"
      // What was asked for is drawn, or the reason stands there.
      if let asked = picture.options.detail, asked != picture.detail {
        #expect(
          picture.caption("Drawn at detail \(picture.detail.rawValue) instead of") != nil, about)
      }
      // The DOT has the nodes of the folded model and no others.
      #expect(Set(picture.systems) == Set(picture.folded.systems.map(\.id)), about)
      checkField(picture, about)
      checkPeople(picture, about)
      checkFocus(picture, about)
      checkPath(picture, about)
      checkNumbers(picture, about)
      checkFolding(picture, about)
      checkOrganizations(picture, about)
    }
  }

  /// Places of a field under any name, by following single moves until nothing is new.
  private func places(of field: String, in model: DiagramModel) -> Set<DiagramModel.Endpoint> {
    var start: Set<DiagramModel.Endpoint> = []
    for dataset in model.systems.flatMap(\.datasets) {
      for entry in dataset.fields where entry.id == field {
        start.insert(.field(dataset: dataset.id, field: field))
      }
    }
    func closed(_ step: (DiagramModel.Move) -> (DiagramModel.Endpoint, DiagramModel.Endpoint))
      -> Set<DiagramModel.Endpoint>
    {
      var result = start
      var isNew = true
      while isNew {
        isNew = false
        for move in model.moves.map(step) where result.contains(move.0) {
          isNew = result.insert(move.1).inserted || isNew
        }
      }
      return result
    }
    return closed { ($0.from, $0.to) }.union(closed { ($0.to, $0.from) })
  }

  private func checkField(_ picture: Picture, _ about: Comment) {
    guard let field = picture.options.field,
      let caption = picture.caption("Only what carries \(field)")
    else { return }
    let places = places(of: field, in: picture.model)
    for system in picture.folded.systems {
      for dataset in system.datasets {
        for entry in dataset.fields {
          #expect(places.contains(.field(dataset: dataset.id, field: entry.id)), about)
        }
        #expect(!dataset.fields.isEmpty, about)
      }
      if system.datasets.isEmpty {
        #expect(caption.contains("the path of the compromise"), about)
      }
    }
    let others = ["secret", "service", "event"]
    if picture.nodes.contains(where: { node in others.contains { node.hasPrefix($0 + " ") } }) {
      #expect(caption.contains("what is connected to it"), about)
    }
  }

  private func checkPeople(_ picture: Picture, _ about: Comment) {
    guard let people = picture.options.people,
      let caption = picture.caption("Only what is about \(people)")
    else { return }
    var above: Set<String> = [people]
    var isNew = true
    while isNew {
      isNew = false
      for group in above.flatMap({ picture.model.peopleAbove[$0] ?? [] }) {
        isNew = above.insert(group).inserted || isNew
      }
    }
    for system in picture.folded.systems {
      for dataset in system.datasets {
        #expect(
          dataset.people.contains(people) || !above.isDisjoint(with: dataset.groups), about)
      }
      if system.datasets.isEmpty {
        #expect(caption.contains("the path of the compromise"), about)
      }
    }
    if picture.nodes.contains(where: { $0.hasPrefix("people ") && $0 != "people \(people)" }) {
      #expect(caption.contains("the people whose data is held with it"), about)
    }
  }

  private func checkFocus(_ picture: Picture, _ about: Comment) {
    guard let focus = picture.options.focus, picture.caption("Only \(focus)") != nil else { return }
    let centre = picture.model.nodes(named: focus)
    var allowed = centre
    for ends in picture.model.joinedNodes {
      if centre.contains(ends.from) { allowed.insert(ends.to) }
      if centre.contains(ends.to) { allowed.insert(ends.from) }
    }
    for system in picture.folded.systems {
      #expect(allowed.contains(.system(system.id)), about)
    }
    for secret in picture.folded.secrets { #expect(allowed.contains(.secret(secret.id)), about) }
    for group in picture.folded.people { #expect(allowed.contains(.people(group.id)), about) }
  }

  private func checkPath(_ picture: Picture, _ about: Comment) {
    guard picture.options.onlyPath, let caption = picture.caption("Only the path") else { return }
    let ends = Set(
      zip(picture.model.edges, picture.model.joinedNodes).filter(\.0.isOnPath)
        .flatMap { [$0.1.from, $0.1.to] })
    for system in picture.folded.systems {
      #expect(ends.contains(.system(system.id)) || system.standing > .untouched, about)
    }
    for group in picture.folded.people { #expect(ends.contains(.people(group.id)), about) }
    if picture.nodes.contains(where: { $0.hasPrefix("service ") }) {
      #expect(caption.contains("the services that it stops"), about)
    }
  }

  /// What is drawn, what a caption counts as left out and what stubs count are together all there is, kind by kind.
  private func checkNumbers(_ picture: Picture, _ about: Comment) {
    guard picture.folded.organizations.allSatisfy({ $0.rows == nil }) else { return }
    let model = picture.model
    let kinds = [
      ("system", ["system", "systems"], Self.count(model.systems.map { ($0.fleet, $0.members) })),
      ("secret", ["secret", "secrets"], Self.count(model.secrets.map { ($0.fleet, $0.members) })),
      ("people", ["class of people", "classes of people"], model.people.count),
      ("service", ["service", "services"], model.services.count),
      ("event", ["common cause", "common causes"], model.causes.count),
    ]
    let captions = picture.messages.filter { $0.hasPrefix("Only ") }.compactMap {
      $0.components(separatedBy: " Left out: ").last
    }
    // One node may stand for several secrets or services that are alike; its label counts them.
    let secrets = picture.folded.secrets.filter { $0.id.hasPrefix("alike ") }
    let services = picture.folded.services.filter { $0.id.hasPrefix("services ") }
    let joint = Set(secrets.map { "secret \($0.id)" } + services.map { "service \($0.id)" })
    let labels =
      picture.folded.stubs.map(\.label) + secrets.map(\.label) + services.map(\.label)
    // One node may stand for several members of a fleet.
    let fleets = Dictionary(
      uniqueKeysWithValues: picture.folded.systems.map {
        ("system \($0.id)", Self.count([($0.fleet, $0.members)]))
      } + picture.folded.secrets.map { ("secret \($0.id)", Self.count([($0.fleet, $0.members)])) })
    for (kind, words, count) in kinds {
      let drawn = picture.nodes.filter { $0.hasPrefix("\(kind) ") && !joint.contains($0) }
        .reduce(0) { $0 + (fleets[$1] ?? 1) }
      let counted = (captions + labels).reduce(0) { $0 + Self.number(of: words, in: $1) }
      #expect(drawn + counted == count, "\(kind): \(about), \(labels)")
    }
  }

  /// How many things some nodes stand for.
  private static func count(_ nodes: [(fleet: DiagramModel.Fleet?, members: Int?)]) -> Int {
    nodes.reduce(0) { $0 + ($1.fleet?.numbers.count ?? $1.members ?? 1) }
  }

  /// The number before one of some words in "3 systems, 1 secret"; 0 where none stands there.
  private static func number(of words: [String], in text: String) -> Int {
    let parts = text.split(whereSeparator: { ",.".contains($0) })
      .flatMap { $0.components(separatedBy: " and ") }
      .flatMap { $0.components(separatedBy: " with ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    for part in parts {
      let digits = part.prefix { $0.isNumber }
      let rest = part.dropFirst(digits.count).trimmingCharacters(in: .whitespaces)
      let isMeant = words.contains { word in
        rest == word || rest == "more \(word)" || rest.hasPrefix("\(word) ")
      }
      if isMeant, let number = Int(digits) { return number }
    }
    return 0
  }

  /// Systems that are not drawn are those that the captions number.
  private func checkFolding(_ picture: Picture, _ about: Comment) {
    let selected = DiagramSelection(picture.options).apply(to: picture.model).model
    let boxes = Set(picture.folded.organizations.filter { $0.rows != nil }.map(\.id))
    func number(before words: String, in text: String) -> Int? {
      guard let end = text.firstRange(of: words)?.lowerBound else { return nil }
      return Int(text[..<end].split(separator: " ").last ?? "")
    }
    if let caption = picture.caption("Each organization is one box") {
      let inBoxes = selected.systems.filter { $0.organization != nil }
      let count = Self.count(inBoxes.map { ($0.fleet, $0.members) })
      let words = count == 1 ? " system is not drawn" : " systems are not drawn"
      #expect(number(before: words, in: caption) == count, about)
      #expect(picture.folded.systems.allSatisfy { $0.organization == nil }, about)
    }
    let missing = selected.systems.count - picture.folded.systems.count
    if missing > 0 {
      #expect(!picture.messages.isEmpty && (picture.folded.stubs.count + boxes.count) > 0, about)
    }
    // A stub that says "not reached" hides nothing that the intruder reaches.
    if picture.model.view == .exposure {
      for stub in picture.folded.stubs where stub.detail == "not reached" {
        let reached = selected.systems.filter {
          $0.standing > .untouched || $0.datasets.contains { $0.exposure == .exposed }
        }
        let organizations = picture.model.organizations
        for system in reached {
          let home = organizations.first { $0.id == system.organization }?.label
          #expect(!stub.hidden.contains(system.label) && !stub.hidden.contains(home ?? ""), about)
        }
      }
    }
  }

  /// An organization's box is marked as its own systems are, and says of how many.
  private func checkOrganizations(_ picture: Picture, _ about: Comment) {
    guard picture.model.view == .exposure else { return }
    let selected = DiagramSelection(picture.options).apply(to: picture.model).model
    for organization in picture.folded.organizations where organization.rows != nil {
      let own = selected.systems.filter { $0.organization == organization.id }
      guard !own.isEmpty else { continue }
      #expect(organization.standing == own.map(\.standing).max(), about)
    }
  }
}
