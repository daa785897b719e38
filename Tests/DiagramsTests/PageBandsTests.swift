import TestSupport
import Testing

@testable import Diagrams

/// A lineage of many steps fills a page in bands instead of being a strip.
@Suite struct PageBandsTests {
  /// Organizations, each of which passes data to the next.
  private static func chain(_ count: Int) -> DiagramModel {
    var model = DiagramModel(title: "Chain", view: .lineage)
    model.organizations = (0..<count).map {
      DiagramModel.Organization(id: "o\($0)", label: "Organization \($0)", detail: "processor")
    }
    model.systems = (0..<count).map { number in
      DiagramModel.System(
        id: "s\(number)", label: "System \(number)", organization: "o\(number)",
        datasets: [.init(id: "d\(number)", label: "rows", fields: [])])
    }
    model.edges = (1..<count).map {
      DiagramModel.Edge(from: .dataset("d\($0 - 1)"), to: .dataset("d\($0)"), kind: .flow)
    }
    return model
  }

  @Test func aChainOfOrganizationsFillsAPage() throws {
    let picture = try DiagramRenderer().render(Self.chain(20), format: .svg)
    #expect(picture.detail == .organization)
    let svg = String(decoding: picture.bytes, as: UTF8.self)
    let box = try #require(svg.firstMatch(of: /viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"/))
    let (width, height) = (try #require(Double(box.1)), try #require(Double(box.2)))
    #expect((1.0...2.2).contains(width / height), "\(width) × \(height)")
    // At the width of A4 landscape, 842 points, text of 10 points is at least 6.5 points high.
    #expect(width < 1_295)
    #expect(picture.elements.count { $0.kind == "organization" } == 20)
    #expect(picture.elements.contains { $0.kind == "edge" })
    // A box of one system does not say so.
    #expect(!svg.contains("1 system"))
  }

  @Test func aFewStepsAreOneBand() {
    #expect(PageBands((1..<5).map { ("\($0)", "\($0 + 1)") }) == nil)
    #expect(PageBands([]) == nil)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func linesLeadOnInTheirBandOrDown(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let count = Int.random(in: 12...40, using: &generator)
    var lines = (1..<count).map { ("\($0 - 1)", "\($0)") }
    for _ in 0..<count {
      let from = Int.random(in: 0..<count - 1, using: &generator)
      lines.append(("\(from)", "\(Int.random(in: from + 1..<count, using: &generator))"))
    }
    let bands = try #require(PageBands(lines))
    for (from, to) in lines {
      let (start, end) = (try #require(bands.band[from]), try #require(bands.band[to]))
      #expect(start <= end, "seed \(seed)")
      guard start == end else { continue }
      let (left, right) = (try #require(bands.column[from]), try #require(bands.column[to]))
      #expect(bands.isTurned(from, to) ? left > right : left < right, "seed \(seed)")
    }
    #expect(bands.column.values.allSatisfy { (0..<bands.columns).contains($0) })
  }
}
