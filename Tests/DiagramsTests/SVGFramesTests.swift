@testable import Diagrams
import Testing

/// Frames appear in the order of the graph, whatever order the library drew them in.
@Suite struct SVGFramesTests {
  private static func frame(_ id: String) -> [String] {
    [
      "<!-- cluster_\(id) -->", "<g id=\"\(id)\" class=\"cluster\">",
      "<title>cluster_\(id)</title>",
      "<g id=\"a_\(id)\"><a>", "<text>\(id)</text>", "</a>", "</g>", "</g>",
    ]
  }

  private static func svg(_ frames: [String]) -> [String] {
    ["<svg>", "<g id=\"graph0\" class=\"graph\">"] + frames.flatMap(frame)
      + ["<g id=\"n\" class=\"node\">", "</g>"] + frame("x") + ["</g>", "</svg>"]
  }

  @Test func everyOrderBecomesTheSame() {
    let order = ["outer", "inner&#45;1", "other"]
    let frames = SVGFrames(order: ["x", "outer", "inner-1", "other"])
    for drawn in [order, order.reversed(), [order[1], order[2], order[0]]] {
      #expect(
        frames.sorted(Self.svg(drawn).map { $0[...] }).map(String.init) == Self.svg(order))
    }
  }

  @Test(arguments: [[], ["<g id=\"outer\" class=\"cluster\">"], ["<!-- outer -->"]])
  func whatDoesNotEndStays(_ lines: [String]) {
    #expect(SVGFrames(order: ["outer"]).sorted(lines.map { $0[...] }).map(String.init) == lines)
  }
}
