import Foundation

extension DiagramRenderer {
  /// Converts any SVG to PNG, with the pixel size that the SVG states without a unit.
  ///
  /// The layout library draws the SVG as the image of a single node, so no other library is needed.
  /// - Throws: `DiagramError`, or an error of the file system.
  package func png(ofSVG svg: String, seconds: Double = 30) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(svg.utf8).write(to: folder.appendingPathComponent("picture.svg"))
    let path = folder.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let dot = """
      graph {
        graph [margin=0, pad=0, imagepath="\(path)"]
        node [shape=none, margin=0, label="", image="picture.svg"]
        picture
      }
      """
    return try layOut(dot, .png, seconds: seconds).bytes
  }
}
