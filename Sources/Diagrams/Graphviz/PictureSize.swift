import CGraphviz
import TopologyModel

/// What a layout came to.
struct LaidOut {
  /// The file.
  var bytes: [UInt8]
  /// How much smaller it is than it was laid out, at most 1: the library shrinks a PNG that is too large for it.
  var scale: Double
  /// What the elements of an SVG stand for, in no order.
  var annotations: [SVGAnnotation] = []
}

/// How large a graph is laid out, and what its file can hold.
struct PictureSize {
  /// A picture that a file of its kind cannot hold.
  struct TooLarge: Error, Equatable {
    /// Points.
    var width: Int
    /// Points.
    var height: Int
  }

  /// Points of a side of a PDF's page: more, and programs need not open it (ISO 32000-1, Annex C).
  static let mostOfPDF = 14_400.0

  /// Points with the margin.
  private let width: Double
  private let height: Double
  private let dotsPerInch: Double

  /// Of a graph that has been laid out.
  init(of graph: UnsafeMutablePointer<Agraph_t>) {
    func attribute(_ name: String) -> String? {
      var name = Array(name.utf8CString)
      return agget(graph, &name).map { String(cString: $0) }
    }
    let box = UnsafeRawPointer(graph.pointee.base.data)?
      .assumingMemoryBound(to: Agraphinfo_t.self).pointee.bb
    // Inches, or 4 points where nothing is said.
    let margin = attribute("pad").flatMap { Double($0) }.map { $0 * 72 } ?? 4
    width = box.map { $0.UR.x - $0.LL.x + 2 * margin } ?? 0
    height = box.map { $0.UR.y - $0.LL.y + 2 * margin } ?? 0
    dotsPerInch = attribute("dpi").flatMap { Double($0) } ?? 96
  }

  /// Refuses a page that is too large.
  func check(_ task: LayoutTask) throws {
    guard task.format == "pdf", max(width, height) > Self.mostOfPDF else { return }
    throw TooLarge(
      width: Int(saturating: width.rounded(.up)), height: Int(saturating: height.rounded(.up)))
  }

  /// How much a PNG was shrunk; 1 for what was not, and for other formats.
  func scale(of bytes: [UInt8], _ task: LayoutTask) -> Double {
    guard task.format == "png", bytes.count > 24, max(width, height) > 0 else { return 1 }
    func number(_ at: Int) -> Double {
      Double(bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) })
    }
    // Width and height stand at the beginning of the first chunk.
    let drawn = max(number(16), number(20))
    let scale = drawn / (max(width, height) * dotsPerInch / 72)
    // Less than a dot of every hundred is rounding.
    return scale > 0.99 ? 1 : scale
  }
}
