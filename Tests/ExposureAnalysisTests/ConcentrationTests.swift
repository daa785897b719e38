import Foundation
import Lowering
import PointAnalysis
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

@Suite struct ConcentrationTests {
  /// Exact indices of exact counts, by their definitions.
  static func exact(_ counts: [Int]) -> (herfindahl: Double, gini: Double, largest: Double) {
    let total = Double(counts.reduce(0, +))
    let shares = counts.map { Double($0) / total }
    var differences = 0.0
    for first in shares {
      for second in shares { differences += abs(first - second) }
    }
    return (
      shares.reduce(0) { $0 + $1 * $1 } * 10_000, differences / (2 * Double(counts.count)),
      shares.max() ?? 0
    )
  }

  @Test func exactCountsGiveTheDefinitions() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<200 {
      let counts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        Int.random(in: 1...1000, using: &random)
      }
      let found = try #require(
        ConcentrationIndices(counts.map { CountInterval(exactly: $0) }))
      let expected = Self.exact(counts)
      #expect(abs(found.herfindahl.lowerBound - expected.herfindahl) < 1e-6)
      #expect(found.herfindahl.lowerBound == found.herfindahl.upperBound)
      #expect(abs(found.gini.lowerBound - expected.gini) < 1e-9)
      #expect(abs(found.gini.upperBound - expected.gini) < 1e-9)
      #expect(abs(found.shares[found.largest].lowerBound - expected.largest) < 1e-9)
    }
  }

  @Test func noNumbersWithinTheIntervalsFallOutside() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<300 {
      let intervals = (0..<Int.random(in: 1...8, using: &random)).map { _ -> CountInterval in
        let low = Int.random(in: 0...100, using: &random)
        let isBounded = Int.random(in: 0..<4, using: &random) > 0
        return CountInterval(
          low: low, high: isBounded ? low + Int.random(in: 0...200, using: &random) : nil)
      }
      guard let found = ConcentrationIndices(intervals) else { continue }
      for _ in 0..<40 {
        let counts = intervals.map {
          // Corners are where bounds break first.
          let high = $0.high ?? $0.low + 5000
          let corner = Int.random(in: 0..<3, using: &random)
          return corner == 0
            ? $0.low : corner == 1 ? high : Int.random(in: $0.low...high, using: &random)
        }
        guard counts.contains(where: { $0 > 0 }) else { continue }
        let expected = Self.exact(counts)
        func lies(_ value: Double, in range: ClosedRange<Double>) -> Bool {
          value >= range.lowerBound - 1e-6 && value <= range.upperBound + 1e-6
        }
        #expect(lies(expected.herfindahl, in: found.herfindahl), "\(intervals) \(counts)")
        #expect(lies(expected.gini, in: found.gini), "\(intervals) \(counts)")
        #expect(lies(expected.largest, in: found.largestShare), "\(intervals) \(counts)")
      }
    }
  }

  static func concentration(_ graph: String) throws -> (Concentration, Topology) {
    let path = ProjectFolder.root.appendingPathComponent("graphs/\(graph).yaml").path
    let topology = try #require(TopologyLoader().load(path: path).topology)
    return (Concentration(LoweredTopology(topology)), topology)
  }

  @Test func clientsOfTheDebtCollectorAreHighlyConcentrated() throws {
    let (concentration, topology) = try Self.concentration("incidents/amca-2019")
    let clients = try #require(
      concentration.clients.first { topology.id(of: $0.processor) == "amca" })
    #expect(clients.controllers.holders.count == 22)
    let known = try #require(clients.controllers.bounded)
    #expect(known.organizations == 17)
    #expect(abs(known.herfindahl.lowerBound - 3550.34) < 0.01)
    #expect(abs(known.gini.lowerBound - 0.8245) < 0.0001)
    // Five clients gave no figure, so that of all 22 anything from here on is possible.
    let all = try #require(clients.controllers.indices)
    #expect(all.herfindahl.contains(3550) && all.herfindahl.upperBound == 10_000)
  }

  /// Quest → Optum360 → AMCA: direct is Optum360, ultimate AMCA alone.
  @Test func chainsAreFollowedToTheirEnd() throws {
    let (concentration, topology) = try Self.concentration("incidents/amca-2019")
    let direct = Set(concentration.direct.holders.flatMap(\.organizations).map(topology.id))
    #expect(direct == ["amca", "optum360"])
    let ultimate = concentration.ultimate.holders.flatMap(\.organizations).map(topology.id)
    #expect(ultimate == ["amca"])
  }

  @Test func storesThatShareAFlawAreOneInTheEnd() throws {
    let (stores, _) = try Self.concentration("decentralized-stores")
    #expect(stores.direct.holders.count == 84)
    #expect((stores.direct.indices?.herfindahl.upperBound ?? 0) < 120)
    #expect(stores.ultimate.holders.count == 1)
    #expect(stores.ultimate.holders.first?.organizations.count == 84)
  }
}
