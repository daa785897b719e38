import CGraphviz
import Synchronization

/// Lays out and draws DOT in this process, through libgvc.
///
/// The library has global state, so only one picture is drawn at a time. It cannot be interrupted, it leaks a few
/// kilobytes per picture (more with clusters), and it orders frames by the addresses of their names, so that the
/// second picture of a process may differ from the first. Programs should use `LayoutWorker`, which has none of
/// these problems.
enum GraphvizRenderer {
  /// What the library reported as wrong.
  struct Failure: Error, CustomStringConvertible {
    var stage: String
    var messages: [String]

    var description: String {
      let details = messages.isEmpty ? "no reason given" : messages.joined(separator: "; ")
      return "the picture could not be \(stage): \(details)"
    }
  }

  /// Ensures that only one picture is drawn at a time.
  private static let turn = Mutex<Void>(())

  /// The picture as the bytes of a file, and how much it was shrunk.
  /// - Parameters:
  ///   - dot: The graph in Graphviz's language; with `imagePNG` an SVG.
  ///   - task: What to make of it.
  /// - Throws: `Failure` when the text is no DOT or the library cannot lay it out; `PictureSize.TooLarge` when
  ///   programs would not open the file.
  static func render(_ dot: String, _ task: LayoutTask) throws -> LaidOut {
    guard task == .imagePNG else {
      let drawn = try drawn(dot, task)
      return LaidOut(bytes: drawn.bytes, scale: drawn.scale)
    }
    let image = try ImageGraph(svg: dot)
    let drawn = try drawn(image.dot, task)
    return LaidOut(bytes: drawn.bytes, scale: drawn.scale)
  }

  /// The library's warnings while drawing, such as unknown fonts or attributes.
  /// - Throws: `Failure` if it cannot draw at all.
  static func warnings(of dot: String) throws -> [String] {
    try drawn(dot, .svg).warnings
  }

  /// The picture, and the library's warnings.
  static func drawn(
    _ dot: String, _ task: LayoutTask
  ) throws -> (bytes: [UInt8], warnings: [String], scale: Double) {
    try turn.withLock { _ in
      Messages.begin()
      defer { Messages.end() }
      guard let context = gvContext() else { throw Failure(stage: "begun", messages: []) }
      defer { gvFreeContext(context) }
      guard let graph = agmemread(dot) else {
        throw Failure(stage: "read", messages: Messages.collected)
      }
      defer { agclose(graph) }
      guard gvLayout(context, graph, task.engine) == 0 else {
        throw Failure(stage: "laid out", messages: Messages.collected)
      }
      defer { gvFreeLayout(context, graph) }
      SelfLoops.narrow(in: graph)
      let size = PictureSize(of: graph)
      try size.check(task)
      var data: UnsafeMutablePointer<CChar>?
      var length: UInt32 = 0
      guard gvRenderData(context, graph, task.format, &data, &length) == 0, let data else {
        throw Failure(stage: "drawn", messages: Messages.collected)
      }
      defer { gvFreeRenderData(data) }
      let bytes = Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
      return (bytes, Messages.collected, size.scale(of: bytes, task))
    }
  }
}

/// Collects what the library would print. Its error callback has no context parameter.
private enum Messages {
  private static let texts = Mutex<[String]>([])

  static func begin() {
    texts.withLock { $0 = [] }
    agseterrf { text in
      guard let text else { return 0 }
      let message = String(cString: text)
      // A graph can cause a message for every node.
      Messages.texts.withLock { if $0.count < 64 { $0.append(message) } }
      return 0
    }
  }

  static func end() {
    agseterrf(nil)
    agreseterrors()
  }

  /// The messages. The library sends "Error", ": " and the text separately.
  static var collected: [String] {
    texts.withLock { $0 }.joined().split(separator: "\n").map(String.init)
  }
}
