import Foundation

/// Graphs on disk: `.csr` (little-endian Int64 node and edge counts, Int64 offsets, Int32 targets) or CSV with a
/// header line and two columns of node numbers, `from,to`.
enum GraphFile {
  static func read(_ path: String) throws -> Graph {
    let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    return path.hasSuffix(".csr") ? try compressedRows(data) : try pairs(data)
  }

  static func write(_ graph: Graph, to path: String) throws {
    if path.hasSuffix(".csr") {
      var data = Data()
      let counts = [Int64(graph.nodeCount), Int64(graph.edgeCount)] + graph.offsets.map(Int64.init)
      counts.withUnsafeBytes { data.append(contentsOf: $0) }
      graph.targets.withUnsafeBytes { data.append(contentsOf: $0) }
      try data.write(to: URL(fileURLWithPath: path))
    } else {
      var text = "from,to\n"
      for node in 0..<graph.nodeCount {
        for edge in Int(graph.offsets[node])..<Int(graph.offsets[node + 1]) {
          text += "\(node),\(graph.targets[edge])\n"
        }
      }
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
  }

  private static func compressedRows(_ data: Data) throws -> Graph {
    try data.withUnsafeBytes { bytes in
      guard bytes.count >= 16 else { throw BadGraph(why: "the file is too short") }
      let nodes = Int(bytes.loadUnaligned(fromByteOffset: 0, as: Int64.self))
      let edges = Int(bytes.loadUnaligned(fromByteOffset: 8, as: Int64.self))
      guard nodes >= 0, edges >= 0, bytes.count == 16 + (nodes + 1) * 8 + edges * 4 else {
        throw BadGraph(why: "the counts do not agree with the file's length")
      }
      let offsets = (0...nodes).map {
        UInt32(bytes.loadUnaligned(fromByteOffset: 16 + $0 * 8, as: Int64.self))
      }
      let rest = 16 + (nodes + 1) * 8
      let targets = [UInt32](unsafeUninitializedCapacity: edges) { targets, count in
        UnsafeMutableRawBufferPointer(targets).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[rest...]))
        count = edges
      }
      return Graph(offsets: offsets, targets: targets)
    }
  }

  private static func pairs(_ data: Data) throws -> Graph {
    var edges: [(from: UInt32, to: UInt32)] = []
    var last: UInt32 = 0
    try data.withUnsafeBytes { bytes in
      var place = (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
      func number(endingIn end: UInt8) throws -> UInt32 {
        var value: UInt32 = 0
        while place < bytes.count, bytes[place] != end {
          guard case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[place] else {
            throw BadGraph(why: "not a node number at byte \(place)")
          }
          value = value * 10 + UInt32(bytes[place] - UInt8(ascii: "0"))
          place += 1
        }
        place += 1
        return value
      }
      while place < bytes.count {
        let edge = (
          from: try number(endingIn: UInt8(ascii: ",")),
          to: try number(endingIn: UInt8(ascii: "\n"))
        )
        last = max(last, edge.from, edge.to)
        edges.append(edge)
      }
    }
    return Graph(nodeCount: edges.isEmpty ? 0 : Int(last) + 1, edges: edges)
  }
}

/// What is wrong with a graph's file.
struct BadGraph: Error, CustomStringConvertible {
  let why: String
  var description: String { why }
}
