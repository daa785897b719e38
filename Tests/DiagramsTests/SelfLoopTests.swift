import Foundation
import Testing

@testable import Diagrams

/// An arrow from a box to itself stays beside it: it runs behind no neighbour and not out of its frame.
@Suite struct SelfLoopTests {
  /// Two wide boxes in a frame; the first and the last lead to themselves.
  private static let dot = """
    digraph {
      rankdir=LR; edge [arrowsize=0.7]
      subgraph cluster_a { margin=9
        a [shape=box, width=4, id=a]
        b [shape=box, width=4, id=b]
      }
      a:e -> a:e [id=first]
      a:e -> b:w [id=between]
      b:e -> b:e [id=last]
    }
    """

  /// The horizontal extent of what is drawn for an element, without arrowheads.
  private static func extent(_ id: String, in svg: String) throws -> ClosedRange<Double> {
    let start = try #require(svg.range(of: "id=\"\(id)\""))
    let group = svg[start.upperBound...].prefix { $0 != "\u{0}" }
    let end = try #require(group.range(of: "</g>"))
    let shape = group[..<end.lowerBound]
    let pattern = try Regex<(Substring, Substring)>(#"(-?[0-9.]+),-?[0-9.]+"#)
    let path = try #require(
      shape.range(of: " d=\"") ?? shape.range(of: " points=\""))
    let text = shape[path.upperBound...].prefix { $0 != "\"" }
    let places = text.matches(of: pattern).compactMap { Double($0.output.1) }
    return try #require(places.min())...(#require(places.max()))
  }

  @Test func itStaysBesideItsBox() throws {
    let picture = try GraphvizRenderer.drawn(Self.dot, .svg)
    let svg = String(decoding: picture.bytes, as: UTF8.self)
    for (loop, box) in [("first", "a"), ("last", "b")] {
      let drawn = try Self.extent(loop, in: svg)
      let edge = try Self.extent(box, in: svg).upperBound
      #expect(drawn.upperBound <= edge + SelfLoops.depth + 0.1, "\(loop)")
      #expect(drawn.upperBound > edge + 4, "\(loop)")
    }
    // Other arrows are as the library laid them out.
    let (first, second) = (try Self.extent("a", in: svg), try Self.extent("b", in: svg))
    let between = try Self.extent("between", in: svg)
    #expect(between.lowerBound >= first.upperBound - 0.1)
    #expect(between.upperBound <= second.lowerBound + 0.1)
  }
}
