/// The shapes of graphs that are compared, drawn from a seed.
enum Shape: String, CaseIterable {
  /// Data lineage: 100,000 nodes, 500,000 edges in 16 layers.
  case lineageSmall = "lineage-small"
  /// Data lineage: 1,000,000 nodes, 5,000,000 edges in 16 layers.
  case lineageLarge = "lineage-large"
  /// Data lineage of a country: 10,000,000 nodes, 100,000,000 edges in 16 layers.
  case lineageHuge = "lineage-huge"
  /// A recursive-matrix graph of 2²⁰ nodes and 8 drawn edges a node: cyclic, with a heavy tail.
  case recursiveMatrix = "recursive-matrix"
  /// 100,000 providers, their credentials and fields, 100 insurers and three hubs.
  case hub

  func graph(seed: UInt64) -> Graph {
    switch self {
    case .lineageSmall:
      Lineage(nodeCount: 100_000, edgeCount: 500_000, seed: seed).graph()
    case .lineageLarge:
      Lineage(nodeCount: 1_000_000, edgeCount: 5_000_000, seed: seed).graph()
    case .lineageHuge:
      Lineage(
        nodeCount: 10_000_000, edgeCount: 100_000_000, seed: seed, neighbourhood: 4000
      ).graph()
    case .recursiveMatrix:
      drawRecursiveMatrix(scale: 20, edgesPerNode: 8, seed: seed)
    case .hub:
      drawHub(seed: seed)
    }
  }
}

/// Layers of nodes; edges lead to a later layer, mostly to about the same place in it, one in twenty anywhere,
/// preferably to its beginning. A node's number of edges has a tail of exponent 1.3, up to a two-hundredth of all.
struct Lineage {
  let nodeCount: Int
  let edgeCount: Int
  let seed: UInt64
  let layerCount = 16
  /// Nodes of a layer that belong together, as those of one organization.
  var neighbourhood = 400

  func graph() -> Graph {
    var random = Random(seed: seed)
    let layerStarts = (0...layerCount).map { $0 * nodeCount / layerCount }
    let lastLayer = layerStarts[layerCount - 1]
    var weights = (0..<nodeCount).map { node in
      node < lastLayer ? min(random.powerTail(exponent: 1.3), Double(nodeCount) / 200) : 0
    }
    let scale = Double(edgeCount) / weights.reduce(0, +)
    // Repeated draws are lost: draw half as many again, then take away at random what is too much.
    var carried = 0.0
    for node in weights.indices {
      carried += weights[node] * scale * 1.5
      weights[node] = carried
    }
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(nodeCount + 1)
    for end in weights { offsets.append(UInt32(end)) }
    weights = []
    let drawn = Int(offsets[nodeCount])
    let targets = [UInt32](unsafeUninitializedCapacity: drawn) { targets, count in
      var layer = 0
      for node in 0..<nodeCount {
        while layerStarts[layer + 1] <= node { layer += 1 }
        for edge in Int(offsets[node])..<Int(offsets[node + 1]) {
          targets[edge] = target(of: node, in: layer, layerStarts, &random)
        }
      }
      count = drawn
    }
    return Graph(offsets: offsets, unsortedTargets: targets).thinned(to: edgeCount, &random)
  }

  private func target(
    of node: Int, in layer: Int, _ layerStarts: [Int], _ random: inout Random
  ) -> UInt32 {
    let draw = random.unit()
    let step = draw < 0.7 ? 1 : draw < 0.9 ? 2 : draw < 0.97 ? 3 : 5
    let next = min(layer + step, layerCount - 1)
    let size = Double(layerStarts[next + 1] - layerStarts[next])
    let own =
      Double(node - layerStarts[layer]) / Double(layerStarts[layer + 1] - layerStarts[layer])
    let width = Double(neighbourhood) / Double(nodeCount)
    let place =
      random.unit() < 0.95
      ? min(max(own + (random.unit() - 0.5) * width, 0), 1)
      : { $0 * $0 * $0 }(random.unit())
    return UInt32(layerStarts[next] + min(Int(place * size), Int(size) - 1))
  }
}

/// Each edge falls into a quarter of the matrix by given odds, then into a quarter of that, and so on (Chakrabarti,
/// Zhan and Faloutsos, "R-MAT: a recursive model for graph mining", SDM 2004); nodes are then renumbered at random.
private func drawRecursiveMatrix(scale: Int, edgesPerNode: Int, seed: UInt64) -> Graph {
  var random = Random(seed: seed)
  var names = Array(0..<UInt32(1 << scale))
  names.shuffle(using: &random)
  let edges = (0..<edgesPerNode << scale).map { _ in
    var from = 0
    var to = 0
    for _ in 0..<scale {
      let draw = random.unit()
      from = from * 2 + (draw >= 0.76 ? 1 : 0)
      to = to * 2 + ((draw >= 0.57 && draw < 0.76) || draw >= 0.95 ? 1 : 0)
    }
    return (from: names[from], to: names[to])
  }
  return Graph(nodeCount: 1 << scale, edges: edges)
}

/// Hubs, insurers and providers, each with what it keeps; credentials open providers and are kept there; providers
/// send to a hub and to insurers, hubs and insurers to one another, a third of the providers get something back.
private func drawHub(seed: UInt64) -> Graph {
  var random = Random(seed: seed)
  let (hubs, insurers, providers) = (3, 100, 100_000)
  let insurer = hubs + hubs * 60
  let provider = insurer + insurers + insurers * 20
  let credential = provider + providers
  let field = credential + providers
  var edges: [(from: UInt32, to: UInt32)] = []
  func add(_ from: Int, _ to: Int) { edges.append((UInt32(from), UInt32(to))) }
  for hub in 0..<hubs {
    for kept in 0..<60 { add(hub, hubs + hub * 60 + kept) }
    for other in 0..<insurers {
      add(hub, insurer + other)
      add(insurer + other, hub)
    }
  }
  for one in 0..<insurers {
    for kept in 0..<20 { add(insurer + one, insurer + insurers + one * 20 + kept) }
  }
  let harmonic = (1...insurers).reduce(0.0) { $0 + 1 / Double($1) }
  for one in 0..<providers {
    add(credential + one, provider + one)
    add(provider + one, credential + one)
    for kept in 0..<4 { add(provider + one, field + one * 4 + kept) }
    let draw = random.unit()
    let hub = draw < 0.5 ? 0 : draw < 0.8 ? 1 : 2
    add(provider + one, hub)
    if random.unit() < 0.3 { add(hub, provider + one) }
    for _ in 0..<min(20, Int(random.powerTail(exponent: 1.5))) {
      // An insurer's share falls with its rank.
      var rest = random.unit() * harmonic
      var other = 0
      while other < insurers - 1, rest >= 1 / Double(other + 1) {
        rest -= 1 / Double(other + 1)
        other += 1
      }
      add(provider + one, insurer + other)
    }
  }
  return Graph(nodeCount: field + providers * 4, edges: edges)
}
