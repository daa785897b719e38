@testable import Diagrams
import Foundation
import Testing

/// The graph before it is laid out, which does not depend on fonts. `UPDATE_GOLDEN=1` writes the files.
@Suite struct GoldenDOTTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")

  @Test(arguments: SampleModels.views, DiagramDetail.allCases)
  func isWrittenAsBefore(model: DiagramModel, detail: DiagramDetail) throws {
    var options = DiagramOptions()
    options.detail = detail
    options.theme = detail == .dataset ? .dark : .light
    let picture = try DiagramRenderer().render(model, format: .dot, options: options)
    let golden = Self.folder.appendingPathComponent(
      "\(model.view.rawValue)-\(detail.rawValue).dot")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(picture.bytes).write(to: golden)
      return
    }
    let expected = try #require(
      try? Data(contentsOf: golden),
      "no \(golden.lastPathComponent): run with UPDATE_GOLDEN=1 and read what it wrote")
    #expect(Data(picture.bytes) == expected, "\(golden.lastPathComponent) differs")
  }
}
