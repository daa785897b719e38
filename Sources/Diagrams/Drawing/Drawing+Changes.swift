/// How a thing differs from the same thing in the first architecture: signs, words and colors.
extension Drawing {
  /// The text of the change: a sign and a word; nil if nothing changed.
  func tag(of change: DiagramModel.Change?) -> String? {
    switch change {
    case nil: nil
    case .absent: "∅ not here"
    case .added: "✚ new here"
    case .better: "▼ better"
    case .worse: "▲ worse"
    case .otherwise: "≠ changed"
    }
  }

  /// The colors of the change. The sign carries the same information without color.
  func tone(of change: DiagramModel.Change) -> Tone {
    switch change {
    case .absent: palette.untouched
    case .added: palette.stopped
    case .better: palette.safe
    case .worse: palette.exposed
    case .otherwise: palette.derivable
    }
  }

  /// The change as lines of a card.
  func tagLines(_ change: DiagramModel.Change?, ink: Color) -> [[DOTRun]] {
    guard let change, let tag = tag(of: change) else { return [] }
    let ink = change == .absent ? palette.muted : ink
    return [[DOTRun(tag, color: ink, size: Self.smallSize, isBold: true)]]
  }

  /// The change as a row of a table.
  func tagRow(_ change: DiagramModel.Change?) -> [DOTRow] {
    guard let change, let tag = tag(of: change) else { return [] }
    let tone = tone(of: change)
    return [
      .cell(
        DOTCell(
          ["ALIGN": "LEFT", "BGCOLOR": .color(tone.fill)],
          DOTRun(tag, color: tone.ink, size: Self.smallSize, isBold: true)))
    ]
  }

  /// The change in a sentence; empty if there is none.
  func describe(_ change: DiagramModel.Change?) -> String {
    switch change {
    case nil: ""
    case .absent: "Not in this architecture."
    case .added: "Not in the first architecture."
    case .better: "Better than in the first architecture."
    case .worse: "Worse than in the first architecture."
    case .otherwise: "Different from the first architecture."
    }
  }
}
