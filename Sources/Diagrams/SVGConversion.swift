extension DiagramRenderer {
  /// Converts any SVG to PNG, with the pixel size that the SVG states without a unit.
  ///
  /// The layout library draws the SVG as the image of a single node, so no other library is needed.
  /// - Throws: `DiagramError`.
  package func png(ofSVG svg: String, seconds: Double = 30) throws -> [UInt8] {
    try layOut(svg, .imagePNG, seconds: seconds).bytes
  }
}
