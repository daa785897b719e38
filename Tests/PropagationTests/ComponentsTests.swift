import Propagation
import TestSupport
import Testing

@Suite struct ComponentsTests {
  @Test(arguments: 0..<10)
  func componentsAreMutualReachabilityInTopologicalOrder(batch: UInt64) {
    for seed in batch * 50..<(batch + 1) * 50 {
      var random = SplitMix64(seed: seed)
      let nodes = Int.random(in: 0...30, using: &random)
      var rows = [[UInt32]](repeating: [], count: nodes)
      if nodes > 0 {
        for _ in 0..<Int.random(in: 0...60, using: &random) {
          rows[Int.random(in: 0..<nodes, using: &random)].append(
            UInt32.random(in: 0..<UInt32(nodes), using: &random))
        }
      }
      var reach = (0..<nodes).map { one in (0..<nodes).map { $0 == one } }
      for (node, row) in rows.enumerated() { for next in row { reach[node][Int(next)] = true } }
      for middle in 0..<nodes {
        for one in 0..<nodes where reach[one][middle] {
          for other in 0..<nodes where reach[middle][other] { reach[one][other] = true }
        }
      }
      let offsets = rows.reduce(into: [UInt32(0)]) {
        $0.append($0[$0.count - 1] + UInt32($1.count))
      }
      let components = Components(offsets: offsets, targets: rows.flatMap { $0 })
      #expect(Set(components.numbers) == Set(0..<UInt32(components.count)), "seed \(seed)")
      for one in 0..<nodes {
        for other in 0..<nodes {
          let together = reach[one][other] && reach[other][one]
          let numbers = (components.numbers[one], components.numbers[other])
          #expect((numbers.0 == numbers.1) == together, "seed \(seed)")
          if reach[one][other] { #expect(numbers.0 <= numbers.1, "seed \(seed)") }
        }
      }
    }
  }

  @Test func aLongPathAndALongCircleNeedNoRecursion() {
    let nodes: UInt32 = 300_000
    let path = (0..<nodes).map { $0 + 1 < nodes ? [$0 + 1] : [] }
    let pathOffsets = path.reduce(into: [UInt32(0)]) {
      $0.append($0[$0.count - 1] + UInt32($1.count))
    }
    #expect(Components(offsets: pathOffsets, targets: path.flatMap { $0 }).count == Int(nodes))
    let circle = (0..<nodes).map { ($0 + 1) % nodes }
    #expect(Components(offsets: Array(0...nodes), targets: circle).count == 1)
  }
}
