@testable import Diagrams
import Foundation
import TestSupport
import Testing

/// The graph before layout, which does not depend on fonts. `UPDATE_GOLDEN=1` writes the golden files.
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
    let text = String(decoding: picture.bytes, as: UTF8.self)
    if let difference = try Golden.difference(of: text, from: golden) {
      Issue.record("\(difference)")
    }
  }
}
