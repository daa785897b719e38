/// What the layout library is asked to make of a graph.
enum LayoutTask: String, CaseIterable {
  case svg
  case png
  case pdf
  /// Where things go, as JSON.
  case places = "json0"
  /// A graph that says itself where everything is.
  case placedSVG = "placed-svg"
  case placedPNG = "placed-png"
  case placedPDF = "placed-pdf"

  /// The task for a picture's format; DOT is not laid out, so it is drawn as SVG.
  init(_ format: DiagramFormat, isPlaced: Bool) {
    switch format {
    case .svg, .dot: self = isPlaced ? .placedSVG : .svg
    case .png: self = isPlaced ? .placedPNG : .png
    case .pdf: self = isPlaced ? .placedPDF : .pdf
    }
  }

  /// The library's name of the format.
  var format: String {
    switch self {
    case .svg, .placedSVG: "svg"
    case .png, .placedPNG: "png"
    case .pdf, .placedPDF: "pdf"
    case .places: "json0"
    }
  }

  /// The library's name of the engine: one that places everything, or one that takes places as they are.
  var engine: String {
    switch self {
    case .placedSVG, .placedPNG, .placedPDF: "nop2"
    default: "dot"
    }
  }
}
