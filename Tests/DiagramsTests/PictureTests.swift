import ExposureAnalysis
import Foundation
import TestSupport
import Testing
import TopologyModel

@testable import Diagrams

/// Pictures for people to look at: `swift test --attachments-path DIR` writes them.
@Suite struct PictureTests {
  @Test(arguments: [DiagramFormat.svg, .png, .pdf, .dot])
  func everyFormatIsDrawn(format: DiagramFormat) throws {
    let picture = try DiagramRenderer().render(SampleModels.thirdPartyPayment, format: format)
    let start: [DiagramFormat: String] = [
      .svg: "<?xml", .png: "\u{FFFD}PNG", .pdf: "%PDF-", .dot: "digraph",
    ]
    let head = String(decoding: picture.bytes.prefix(8), as: UTF8.self)
    #expect(head.hasPrefix(start[format] ?? "?"))
    Attachment.record(picture.bytes, named: "exposure.\(format.rawValue)")
  }

  @Test(arguments: DiagramDetail.allCases)
  func everyDetailIsDrawn(detail: DiagramDetail) throws {
    var options = DiagramOptions()
    options.detail = detail
    options.theme = detail == .system ? .dark : .light
    let picture = try DiagramRenderer().render(
      SampleModels.thirdPartyPayment, format: .png, options: options)
    #expect(picture.detail == detail)
    Attachment.record(picture.bytes, named: "detail-\(detail.rawValue).png")
  }

  @Test(arguments: try ProjectFolder.graphs)
  func shippedTopologiesAreDrawn(file: URL) throws {
    let name = file.deletingPathExtension().lastPathComponent
    // The outcome holds the whole file, which nobody wants to read in a failed expectation.
    let loaded = TopologyLoader().load(path: file.path).topology
    let topology = try #require(loaded)
    let lowered = LoweredTopology(topology)
    var models = [("lineage", DiagramModel.lineage(of: lowered))]
    for incident in topology.incidents.references {
      let analysis = IncidentAnalysis(lowered, Scenario(incident, in: topology))
      models.append((topology.incidents[incident].id, .exposure(of: analysis)))
    }
    for (view, model) in models {
      let dot = try DiagramRenderer().render(model, format: .dot)
      let warnings = try GraphvizRenderer.warnings(of: String(decoding: dot.bytes, as: UTF8.self))
      #expect(warnings == [])
      let picture = try DiagramRenderer().render(model, format: .png)
      Attachment.record(picture.bytes, named: "\(name)-\(view).png")
    }
  }
}
