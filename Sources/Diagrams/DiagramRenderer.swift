/// A picture as a file's bytes, with what its reader must be told.
public struct DiagramPicture: Sendable, Equatable {
  /// The file.
  public var bytes: [UInt8]
  /// How closely it looks.
  public var detail: DiagramDetail
  /// What was folded, left out or given up, in sentences; they stand in the picture too. Behind them what came of
  /// drawing it: that it was shrunk.
  public var messages: [String]
}

extension DiagramPicture {
  /// What was drawn, with a message when the library shrank it.
  init(_ picture: LaidOut, detail: DiagramDetail, messages: [String]) {
    self.init(bytes: picture.bytes, detail: detail, messages: messages)
    guard picture.scale < 1 else { return }
    let percent = Int((picture.scale * 100).rounded(.down))
    self.messages.append(
      "Shrunk to \(percent > 0 ? "\(percent)%" : "less than 1%") of its size: a PNG has at most 32,767 pixels a side here. An SVG has no such limit; --focus, --path and --max-nodes ask for less."
    )
  }
}

/// Draws models.
public struct DiagramRenderer: Sendable {
  /// Lays out in a process of its own; nil: there is no program to start.
  let worker: LayoutWorker?
  /// Lays out in this process, for tests: a layout cannot be stopped then, and the library leaks tens of
  /// kilobytes a picture.
  let isInProcess: Bool

  /// A renderer.
  /// - Parameter worker: How to start a process that lays out. Without one only DOT can be written, which is
  ///   not laid out.
  public init(worker: LayoutWorker?) {
    self.worker = worker
    isInProcess = false
  }

  /// A renderer that lays out in this process.
  init() {
    worker = nil
    isInProcess = true
  }

  /// The picture of a model.
  /// - Returns: The picture, folded as far as the options ask, and further when a layout takes too long.
  /// - Throws: `DiagramError` when the layout library fails, or even the coarsest picture takes too long.
  public func render(
    _ model: DiagramModel, format: DiagramFormat, options: DiagramOptions = DiagramOptions()
  ) throws -> DiagramPicture {
    if model.view == .comparison {
      return try renderComparison(model, format: format, options: options)
    }
    let (selected, omissions) = DiagramSelection(options).apply(to: model)
    var folding = DiagramFolding(selected, messages: omissions, options: options)
    while true {
      let folded = folding.folded
      do {
        return DiagramPicture(
          try draw(folded.model, detail: folded.detail, format: format, options: options),
          detail: folded.detail, messages: folded.messages)
      } catch DiagramError.tooSlow(let seconds) {
        guard folding.coarsen(because: DiagramError.coarser(seconds)) else {
          throw DiagramError.tooSlow(seconds)
        }
      }
    }
  }

  private func draw(
    _ model: DiagramModel, detail: DiagramDetail, format: DiagramFormat, options: DiagramOptions
  ) throws -> LaidOut {
    let palette = options.theme == .dark ? Palette.dark : .light
    var drawing = Drawing(model, palette: palette, detail: detail)
    var graph = drawing.graph()
    if format == .dot { return LaidOut(bytes: Array(graph.text.utf8), scale: 1) }
    if format == .png { graph.attributes.set("dpi", 144) }
    var picture = try layOut(
      graph.text, LayoutTask(format, isPlaced: false), seconds: options.layoutSeconds)
    if format == .svg {
      picture.bytes = annotated(picture.bytes, drawing.annotations, model, options: options)
    }
    return picture
  }

  /// The project's SVG of the library's.
  func annotated(
    _ bytes: [UInt8], _ annotations: [String: SVGAnnotation], _ model: DiagramModel,
    options: DiagramOptions
  ) -> [UInt8] {
    let isAutomatic = options.theme == .automatic
    let annotator = SVGAnnotator(
      annotations: annotations, title: model.title,
      description: ([model.subtitle] + model.notes).filter { !$0.isEmpty }.joined(separator: " "),
      darkColors: isAutomatic
        ? zip(Palette.light.colors, Palette.dark.colors).map { (light: $0, dark: $1) } : [])
    return Array(annotator.annotate(String(decoding: bytes, as: UTF8.self)).utf8)
  }

  func layOut(_ dot: String, _ task: LayoutTask, seconds: Double) throws -> LaidOut {
    if let worker { return try worker.render(dot, task, seconds: seconds) }
    guard isInProcess else { throw DiagramError.noWorker("no program is known to start") }
    do {
      return try GraphvizRenderer.render(dot, task)
    } catch let size as PictureSize.TooLarge {
      throw DiagramError.tooLarge(width: size.width, height: size.height)
    } catch let failure as GraphvizRenderer.Failure {
      throw DiagramError.failed(failure.description)
    }
  }
}
