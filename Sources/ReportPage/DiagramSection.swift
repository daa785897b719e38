package import Diagrams
import Reports
import TopologyModel

/// The picture with its tools, and a description of every element.
struct DiagramSection {
  let picture: PagePicture
  let details: ElementDetails
  let naming: Naming

  private var topology: Topology { naming.topology }

  var section: ReportPage.Section {
    let elements = details.elements(in: picture)
    let body = PageTemplates.render(
      "diagram",
      [
        "svg": .markup(picture.markup), "classes": .list(classes), "fields": .list(fields),
        "messages": .list(picture.messages.map(PageValue.text)),
        "has-elements": .flag(!elements.isEmpty), "elements": .list(elements.map(value)),
      ])
    return ReportPage.Section(id: "diagram", heading: "The picture", body: body)
  }

  private var classes: [PageValue] {
    topology.personClasses.map { root in
      ["id": .text(topology.groups[root].id), "label": .text(name(topology.groups[root]))]
    }
  }

  private func name(_ group: PeopleGroup) -> String { group.label ?? group.id }

  private var fields: [PageValue] {
    topology.fields.references.sorted {
      (naming.field($0), $0.index) < (naming.field($1), $1.index)
    }.map { field in
      ["id": .text(topology.fields[field].id), "label": .text(naming.field(field))]
    }
  }

  private func value(_ element: ElementDetails.Element) -> PageValue {
    [
      "anchor": .text(PageAnchor.element(element.kind, element.id)), "kind": .text(element.kind),
      "ref": .text(element.id), "label": .text(element.label), "what": .text(element.what),
      "tone": .text(element.tone),
      "has-standing": .flag(!element.standing.isEmpty), "standing": .text(element.standing),
      "class-ids": .text(element.classes.sorted().joined(separator: " ")),
      "field-ids": .text(element.fields.sorted().joined(separator: " ")),
      "hangs": .text(element.hangs.sorted().joined(separator: " ")),
      "has-steps": .flag(element.proof != nil),
      "steps": element.proof.map(naming.steps) ?? .list([]),
      "facts-title": .text(element.factsTitle), "has-facts": .flag(!element.facts.isEmpty),
      "facts": .list(element.facts.map(PageValue.text)),
    ]
  }
}

/// An SVG of the Diagrams room, prepared for embedding in a page.
package struct PagePicture: Sendable {
  /// The `svg` element without what only a standalone file needs.
  let markup: String
  /// Its style sheet, which the page must include; may be empty.
  let style: String
  /// What was folded or omitted, in sentences.
  let messages: [String]
  /// How many members of a fleet the elements of each kind and id stand for.
  private let drawn: [Shown: Int]

  private struct Shown: Hashable {
    var kind: String
    var id: String
  }

  /// Separates an SVG file's style sheet from its picture.
  /// - Parameter elements: What it draws.
  package init(svg: String, messages: [String], elements: [DrawnElement]) {
    self.messages = messages
    drawn = Dictionary(
      elements.map { (Shown(kind: $0.kind, id: $0.id), $0.members) }, uniquingKeysWith: +)
    let start = svg.range(of: "<svg ")?.lowerBound ?? svg.startIndex
    let body = svg[start...]
    // The first style element is the picture's own; labels are escaped and cannot contain one.
    guard let open = body.range(of: "<style>"),
      let close = body.range(of: "</style>\n", after: open.upperBound)
    else {
      markup = String(body)
      style = ""
      return
    }
    markup = String(body[..<open.lowerBound] + body[close.upperBound...])
    // Print always uses the light colors.
    style = "\n@media screen {\n\(body[open.upperBound..<close.lowerBound])\n}\n"
  }

  /// Whether an element stands for this.
  func shows(_ kind: String, _ id: String) -> Bool { drawn[Shown(kind: kind, id: id)] != nil }

  /// How many members of a fleet one element stands for; nil: it is none, or one.
  func count(_ kind: String, _ id: String) -> Int? {
    drawn[Shown(kind: kind, id: id)].flatMap { $0 > 1 ? $0 : nil }
  }
}

extension Substring {
  fileprivate func range(of text: String, after start: Index) -> Range<Index>? {
    self[start...].range(of: text)
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The first range of a text.
  func range(of text: String) -> Range<Index>? {
    firstRange(of: text)
  }
}
