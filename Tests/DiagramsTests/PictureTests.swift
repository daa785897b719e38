@testable import Diagrams
import Foundation
import IncidentFindings
import Lowering
import PointAnalysis
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

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

  /// Every view of every topology that is shipped, with its default incident.
  @Test(arguments: try ProjectFolder.graphs)
  func shippedTopologiesAreDrawn(file: URL) throws {
    let name = file.deletingPathExtension().lastPathComponent
    // The outcome holds the whole file, which nobody wants to read in a failed expectation.
    let loaded = TopologyLoader().load(path: file.path).topology
    let topology = try #require(loaded)
    let lowered = LoweredTopology(topology)
    let incident = topology.incidents.references.first.map {
      IncidentAnalysis(lowered, Scenario($0, in: topology))
    }
    let points = SinglePoints(lowered, entry: EntrySet(topology))
    var models = [
      ("lineage", DiagramModel.lineage(of: lowered)),
      ("spof", .singlePoints(points, in: lowered)),
    ]
    if let incident { models.append((incident.id, .exposure(of: incident))) }
    for (view, model) in models {
      let dot = try DiagramRenderer().render(model, format: .dot)
      let drawn = try GraphvizRenderer.drawn(String(decoding: dot.bytes, as: UTF8.self), .svg)
      #expect(drawn.warnings == [])
      Attachment.record(drawn.bytes, named: "\(name)-\(view).svg")
    }
  }

  @Test func everyVariantStandsBesideTheOthers() throws {
    let file = ProjectFolder.root.appendingPathComponent("graphs/federated-stores.yaml").path
    let ids: [String?] = [nil, "one-of-three", "three-of-three"]
    let architectures = try ids.map { id in
      let loaded = TopologyLoader().load(path: file, variant: id).topology
      let topology = try #require(loaded)
      let lowered = LoweredTopology(topology)
      return ComparedArchitecture(
        id: id ?? "as-written", lowered: lowered,
        incident: IncidentAnalysis(lowered, Scenario(Reference(0), in: topology)),
        points: SinglePoints(lowered, entry: EntrySet(topology)))
    }
    let model = DiagramModel.comparison(of: architectures, leavingOut: ["Another"])
    #expect(
      model.panels.map(\.figure) == [
        "nobody reached", "insured: 33M reached", "nobody reached",
      ])
    #expect(model.notes.contains("Left out: 1 more architecture, Another."))
    let picture = try DiagramRenderer().render(model, format: .png)
    Attachment.record(picture.bytes, named: "federated-stores-comparison.png")
  }
}

extension IncidentAnalysis {
  fileprivate var id: String {
    scenario.incident.map { lowered.topology.incidents[$0].id } ?? "incident"
  }
}
