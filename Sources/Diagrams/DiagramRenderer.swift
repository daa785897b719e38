import TopologyModel

/// What an element of a picture stands for.
package struct DrawnElement: Sendable, Hashable {
  /// The kind: `system`, `secret`, `people`, …
  package var kind: String
  /// The topology's id; empty if it has none.
  package var id: String
  /// How many members of a fleet it stands for; 1 if it is not a fleet.
  package var members: Int

  /// Creates an element.
  package init(kind: String, id: String, members: Int = 1) {
    self.kind = kind
    self.id = id
    self.members = members
  }
}

/// A picture as a file, with messages for its reader.
package struct DiagramPicture: Sendable, Equatable {
  /// The bytes of the file.
  package var bytes: [UInt8]
  /// The level of detail.
  package var detail: DiagramDetail
  /// What was folded, left out or given up, in sentences; they stand in the picture too. Behind them what came of
  /// drawing it: that it was shrunk.
  package var messages: [String]
  /// What an SVG draws, by kind and id; other formats name no elements.
  package var elements: [DrawnElement] = []
}

extension DiagramPicture {
  /// What was drawn, with a message when the library shrank it.
  init(_ picture: LaidOut, detail: DiagramDetail, messages: [String]) {
    self.init(
      bytes: picture.bytes, detail: detail, messages: messages,
      elements: picture.annotations.map {
        DrawnElement(kind: $0.kind, id: $0.id, members: $0.members ?? 1)
      }.sorted { ($0.kind, $0.id, $0.members) < ($1.kind, $1.id, $1.members) })
    guard picture.scale < 1 else { return }
    let percent = Int(saturating: (picture.scale * 100).rounded(.down))
    self.messages.append(
      "Shrunk to \(percent > 0 ? "\(percent)%" : "less than 1%") of its size: a PNG has at most 32,767 pixels a side here. An SVG has no such limit; --focus, --path and --max-nodes ask for less."
    )
  }
}

/// Renders models as pictures.
package struct DiagramRenderer: Sendable {
  /// The worker that lays out in a process of its own; nil if no program can be started.
  let worker: LayoutWorker?
  /// Whether layouts run in this process, for tests. Such a layout cannot be stopped, and the library leaks tens
  /// of kilobytes per picture.
  let isInProcess: Bool

  /// Creates a renderer.
  /// - Parameter worker: Starts the layout process. Without it, only DOT can be written, because DOT needs no
  ///   layout.
  package init(worker: LayoutWorker?) {
    self.worker = worker
    isInProcess = false
  }

  /// A renderer that lays out in this process.
  init() {
    worker = nil
    isInProcess = true
  }

  /// Renders a model.
  /// - Returns: The picture, folded as far as the options require.
  /// - Throws: `DiagramError` if the layout library fails or takes too long.
  package func render(
    _ model: DiagramModel, format: DiagramFormat, options: DiagramOptions = DiagramOptions()
  ) throws -> DiagramPicture {
    if model.view == .comparison {
      return try renderComparison(model, format: format, options: options)
    }
    let (selected, omissions) = DiagramSelection(options).apply(to: model)
    var folding = DiagramFolding(selected, messages: omissions, options: options)
    let palette = options.theme == .dark ? Palette.dark : .light
    while true {
      let folded = folding.folded
      var drawing = Drawing(folded.model, palette: palette, detail: folded.detail)
      let graph = drawing.graph()
      let work = LayoutWork(of: graph)
      // DOT needs no layout here; the program that lays it out decides what is too much.
      if !work.isPossible, format != .dot {
        guard folding.coarsen(because: Self.tooMuchWork) else {
          throw DiagramError.tooMuchWork(work.places)
        }
        continue
      }
      return DiagramPicture(
        try layOut(drawing, graph, folded.model, format: format, options: options),
        detail: folded.detail, messages: folded.messages)
    }
  }

  /// What a picture says that was folded because its layout would have been too much.
  static let tooMuchWork =
    "Its lines would cross too many boxes for the layout library, so this picture is coarser."

  private func layOut(
    _ drawing: Drawing, _ graph: DOTGraph, _ model: DiagramModel, format: DiagramFormat,
    options: DiagramOptions
  ) throws -> LaidOut {
    var graph = graph
    if format == .dot { return LaidOut(bytes: Array(graph.text.utf8), scale: 1) }
    if format == .png { graph.attributes.set("dpi", 144) }
    var picture = try layOut(
      graph.text, LayoutTask(format, isPlaced: false), seconds: options.layoutSeconds)
    if format == .svg {
      picture.bytes = annotated(
        picture.bytes, drawing.annotations, graph.frames, model, options: options)
      picture.annotations = Array(drawing.annotations.values)
    }
    return picture
  }

  /// Converts Graphviz's SVG to the project's SVG.
  func annotated(
    _ bytes: [UInt8], _ annotations: [String: SVGAnnotation], _ frames: [String],
    _ model: DiagramModel,
    options: DiagramOptions
  ) -> [UInt8] {
    let isAutomatic = options.theme == .automatic
    let annotator = SVGAnnotator(
      annotations: annotations, frames: frames, title: model.title,
      description: ([model.subtitle] + model.notes).filter { !$0.isEmpty }.joined(separator: " "),
      darkColors: isAutomatic
        ? zip(Palette.light.colors, Palette.dark.colors).map { (light: $0, dark: $1) } : [])
    return Array(annotator.annotate(String(decoding: bytes, as: UTF8.self)).utf8)
  }

  func layOut(_ dot: String, _ task: LayoutTask, seconds: Double) throws -> LaidOut {
    if let worker { return try worker.render(dot, task, seconds: seconds) }
    guard isInProcess else { throw DiagramError.noWorker("no program to start is known") }
    do {
      return try GraphvizRenderer.render(dot, task)
    } catch let size as PictureSize.TooLarge {
      throw DiagramError.tooLarge(width: size.width, height: size.height)
    } catch let failure as GraphvizRenderer.Failure {
      throw DiagramError.failed(failure.description)
    }
  }
}
