extension DiagramRenderer {
  /// Draws a comparison. All architectures are folded alike, and folded further if the picture is too small
  /// to read.
  func renderComparison(
    _ model: DiagramModel, format: DiagramFormat, options: DiagramOptions
  ) throws -> DiagramPicture {
    var selected = model
    var omissions: [String] = []
    let selection = DiagramSelection(options)
    for index in model.panels.indices {
      let (panel, messages) = selection.apply(to: model.panels[index].model)
      selected.panels[index].model = panel
      for message in messages {
        omissions.append(
          model.panels.count > 1 ? "\(model.panels[index].label): \(message)" : message)
      }
    }
    var folding = ComparisonFolding(selected, messages: omissions, options: options)
    let isOpen = options.detail == nil && options.maximumNodes == nil
    while true {
      let folded = folding.folded
      do {
        let canCoarsen = isOpen && folded.detail > .organization
        return DiagramPicture(
          try drawComparison(
            folded.model, detail: folded.detail, format: format, options: options,
            leastScale: canCoarsen ? Self.legible : 0),
          detail: folded.detail, messages: folded.messages)
      } catch is TooSmall {
        // No message, because no level of detail was requested.
        folding.foldOrganizations()
      }
    }
  }

  /// The minimum scale, in pixels per point, when a screen shows the whole picture: 8 of 10.
  private static let legible = 0.8

  /// Whether a screen would show the picture too small to read.
  private struct TooSmall: Error {}

  private func drawComparison(
    _ model: DiagramModel, detail: DiagramDetail, format: DiagramFormat, options: DiagramOptions,
    leastScale: Double
  ) throws -> LaidOut {
    let palette = options.theme == .dark ? Palette.dark : .light
    var drawing = ComparisonDrawing(model, palette: palette, detail: detail)
    // What does not depend on fonts is not measured.
    if format == .dot { return LaidOut(bytes: Array(drawing.unplaced().text.utf8), scale: 1) }
    func places(_ graph: DOTGraph) throws -> LayoutPlaces {
      try LayoutPlaces(json: layOut(graph.text, .places, seconds: options.layoutSeconds).bytes)
    }
    let measures = try places(drawing.measured)
    let union = drawing.union(measures)
    let work = LayoutWork(of: union)
    guard work.isPossible else {
      if leastScale > 0 { throw TooSmall() }
      throw DiagramError.tooMuchWork(work.places)
    }
    let layout = try places(union)
    guard drawing.scale(layout) >= leastScale else { throw TooSmall() }
    var graph = drawing.placed(layout, measures)
    if format == .png { graph.attributes.set("dpi", 144) }
    var picture = try layOut(
      graph.text, LayoutTask(format, isPlaced: true), seconds: options.layoutSeconds)
    if format == .svg {
      picture.bytes = annotated(
        picture.bytes, drawing.annotations, graph.frames, model, options: options)
      picture.annotations = Array(drawing.annotations.values)
    }
    return picture
  }
}
