import ExposureAnalysis
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

  @Test(arguments: ["third-party-payment", "centralized-hub", "decentralized-stores", "tour"])
  func shippedTopologiesAreDrawn(name: String) throws {
    let path = "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
    let outcome = TopologyLoader().load(path: "/\(path)/graphs/\(name).yaml")
    let topology = try #require(outcome.topology)
    let lowered = LoweredTopology(topology)
    for incident in topology.incidents.references {
      let analysis = IncidentAnalysis(lowered, Scenario(incident, in: topology))
      let model = DiagramModel.exposure(of: analysis)
      let picture = try DiagramRenderer().render(model, format: .png)
      Attachment.record(picture.bytes, named: "\(name)-\(topology.incidents[incident].id).png")
    }
    let lineage = try DiagramRenderer().render(.lineage(of: lowered), format: .png)
    Attachment.record(lineage.bytes, named: "\(name)-lineage.png")
  }
}
