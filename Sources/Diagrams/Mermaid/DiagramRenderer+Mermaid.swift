extension DiagramRenderer {
  /// Lines that a Mermaid diagram may have. Mermaid refuses more than 500, and a diagram cannot change that.
  package static let mostMermaidEdges = 400
  /// Characters that it may have, as JavaScript counts. Mermaid refuses more than 50,000.
  package static let mostMermaidCharacters = 45_000

  /// A model as a Mermaid flowchart, folded as a picture is, and further until it is within Mermaid's limits.
  /// - Returns: The diagram, and what was folded or left out, which stands in the diagram too.
  /// - Throws: `DiagramError` if even the coarsest diagram is beyond the limits.
  package static func mermaid(
    _ model: DiagramModel, options: DiagramOptions = DiagramOptions()
  ) throws -> DiagramPicture {
    let (selected, omissions) = DiagramSelection(options).apply(to: model)
    var folding = DiagramFolding(selected, messages: omissions, options: options)
    while true {
      let folded = folding.folded
      var drawing = MermaidDrawing(folded.model)
      let text = drawing.text()
      if drawing.edgeCount <= mostMermaidEdges,
        MermaidText.length(text) <= mostMermaidCharacters
      {
        return DiagramPicture(
          bytes: Array(text.utf8), detail: folded.detail, messages: folded.messages)
      }
      guard folding.coarsen(because: Self.beyondMermaid) else {
        throw DiagramError.failed("the diagram is beyond Mermaid's limits even folded")
      }
    }
  }

  private static let beyondMermaid =
    "A Mermaid diagram has at most \(mostMermaidEdges) lines and \(mostMermaidCharacters) characters here, so this one is coarser."
}
