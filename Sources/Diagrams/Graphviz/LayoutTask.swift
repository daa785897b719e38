/// What the layout library should produce from a graph.
enum LayoutTask: String, CaseIterable {
  case svg
  case png
  case pdf
  /// Positions as JSON.
  case places = "json0"
  /// A picture of a graph that already contains all positions.
  case placedSVG = "placed-svg"
  case placedPNG = "placed-png"
  case placedPDF = "placed-pdf"
  /// A PNG of an SVG instead of a graph.
  case imagePNG = "image-png"

  /// The task for a picture's format. DOT needs no layout, so it maps to SVG.
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
    case .png, .placedPNG, .imagePNG: "png"
    case .pdf, .placedPDF: "pdf"
    case .places: "json0"
    }
  }

  /// The library's name of the engine: one that lays out, or one that uses given positions.
  var engine: String {
    switch self {
    case .placedSVG, .placedPNG, .placedPDF: "nop2"
    default: "dot"
    }
  }
}
