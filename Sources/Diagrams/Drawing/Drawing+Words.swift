import SourceText

/// The words, signs and styles of states, the same in every picture.
extension Drawing {
  /// A sign, a word, a tone and a frame. Each alone identifies the state.
  struct Look {
    var sign: String
    var word: String
    var tone: Tone
    var border: Double
    var style: StaticString
  }

  func look(of exposure: DiagramModel.Exposure) -> Look {
    switch exposure {
    case .unsaid:
      Look(sign: "–", word: "", tone: palette.untouched, border: 1, style: "solid")
    case .safe:
      Look(sign: "○", word: "safe", tone: palette.safe, border: 1, style: "solid")
    case .unknown:
      Look(sign: "?", word: "unknown", tone: palette.unknown, border: 2, style: "dotted")
    case .possible:
      Look(sign: "~", word: "possible", tone: palette.unknown, border: 2, style: "dashed")
    case .derivable:
      Look(sign: "◐", word: "derivable", tone: palette.derivable, border: 2, style: "dashed")
    case .exposed:
      Look(sign: "●", word: "exposed", tone: palette.exposed, border: 3, style: "solid")
    }
  }

  func tone(of standing: DiagramModel.Standing) -> Tone {
    switch standing {
    case .untouched: palette.untouched
    case .critical: palette.critical
    case .opened: palette.opened
    case .controlled: palette.controlled
    }
  }

  /// The text for a box of this standing; nil for none.
  func standingTag(_ standing: DiagramModel.Standing) -> String? {
    switch standing {
    case .untouched: nil
    case .critical: "◆ single point of failure"
    case .opened: "► intruder gets in"
    case .controlled: "■ intruder has control"
    }
  }

  /// The text in an organization's box, one line each.
  func standingTags(_ organization: DiagramModel.Organization) -> [String] {
    var tags = standingTag(organization.standing).map { [$0 + extentWords(organization)] } ?? []
    if let secrets = secretsHeldWords(organization) { tags.append("■ " + secrets) }
    return tags
  }

  /// States how many undrawn secrets of an organization the intruder has; nil if none.
  func secretsHeldWords(_ organization: DiagramModel.Organization) -> String? {
    organization.secretsHeld > 0
      ? "intruder has \(organization.secretsHeld) of its secrets" : nil
  }

  /// " 1 of 3 systems", after a standing that only some of an organization's systems have; empty otherwise.
  func extentWords(_ organization: DiagramModel.Organization) -> String {
    guard let extent = organization.extent, extent.count < extent.total,
      organization.standing == .opened || organization.standing == .controlled
    else { return "" }
    let preposition = organization.standing == .controlled ? " of" : "to"
    return "\(preposition) \(extent.count) of \(extent.total) systems"
  }

  /// The standing in a sentence.
  func standingWords(_ standing: DiagramModel.Standing) -> String {
    switch standing {
    case .untouched: model.view == .exposure ? "The intruder cannot enter it" : ""
    case .critical: "A single point of failure"
    case .opened: "The intruder gets in"
    case .controlled: "The intruder has control"
    }
  }

  /// For example "● 6 fields exposed   ○ 2 fields and unlisted content safe"; empty without fields. What the file does not
  /// list is no field.
  func summary(of fields: [DiagramModel.Field]) -> [[DOTRun]] {
    guard !fields.isEmpty else { return [] }
    let parts = DiagramModel.Exposure.allCases.reversed().compactMap { exposure -> String? in
      let those = fields.filter { $0.exposure == exposure }
      guard !those.isEmpty else { return nil }
      let look = look(of: exposure)
      let count = those.count { $0.unlisted == nil }
      let number = [
        count == 0 ? nil : count == 1 ? "1 field" : "\(count) fields",
        count == those.count ? nil : "unlisted content",
      ].compactMap { $0 }.joined(separator: " and ")
      return exposure == .unsaid ? number : "\(look.sign) \(number) \(look.word)"
    }
    let ink = look(of: fields.map(\.exposure).max() ?? .unsaid).tone.ink
    return [[DOTRun(parts.joined(separator: "   "), color: ink, size: Self.smallSize)]]
  }

  /// For each state, its sign, its word and the complete list of fields, wrapped.
  func listing(of fields: [DiagramModel.Field], width: Int) -> [[DOTRun]] {
    DiagramModel.Exposure.allCases.reversed().flatMap { exposure -> [[DOTRun]] in
      let labels = fields.filter { $0.exposure == exposure }.map { short($0.label) }
      guard !labels.isEmpty else { return [] }
      let look = look(of: exposure)
      let head = exposure == .unsaid ? "" : "\(look.sign) \(look.word): "
      return DOTText.wrapped(head + labels.joined(separator: ", "), width: width, lines: 60).map {
        [DOTRun($0, color: look.tone.ink, size: Self.smallSize)]
      }
    }
  }

  /// The fields in one sentence per state.
  func describe(_ fields: [DiagramModel.Field]) -> String {
    DiagramModel.Exposure.allCases.reversed().compactMap { exposure -> String? in
      let labels = fields.filter { $0.exposure == exposure }.map {
        XMLText.printable($0.label) + ($0.detail.isEmpty ? "" : " (\($0.detail))")
      }
      guard !labels.isEmpty else { return nil }
      let word = look(of: exposure).word
      return (word.isEmpty ? "fields: " : word + ": ") + labels.joined(separator: ", ") + "."
    }.joined(separator: " ")
  }

  /// A label in a list, shortened only if it is very long; the element's title contains all of it.
  func short(_ label: String) -> String {
    DOTText.wrapped(label, width: 100, lines: 1)[0]
  }

  /// A label in lines, with the number of members.
  func heading(_ label: String, members: Int?, width: Int) -> [String] {
    var lines = DOTText.wrapped(label, width: width, lines: 4)
    if let members { lines[lines.count - 1] += " ×\(members)" }
    return lines
  }

  func printable(_ label: String, members: Int?) -> String {
    XMLText.printable(label) + (members.map { " ×\($0)" } ?? "")
  }

  func sentence(_ text: String) -> String {
    text.isEmpty ? "" : XMLText.printable(text) + "."
  }

  func smallCell(_ text: String, width: Int, color: Color) -> DOTCell {
    DOTCell(
      ["ALIGN": "LEFT", "BALIGN": "LEFT"],
      lines: DOTText.wrapped(text, width: width, lines: 4).map {
        [DOTRun($0, color: color, size: Self.smallSize)]
      })
  }
}
