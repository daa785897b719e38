import Foundation

/// Positions from a layout, in points, parsed from Graphviz's JSON.
struct LayoutPlaces {
  /// The center and size of a box.
  struct Place: Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  /// A frame and the position of its heading.
  struct Frame {
    /// Left, bottom, right and top.
    var bounds: [Double]
    /// The center of the heading.
    var label: [Double]
    /// The size of the heading in inches.
    var labelWidth: String
    var labelHeight: String
  }

  private(set) var nodes: [String: Place] = [:]
  private(set) var frames: [String: Frame] = [:]
  /// The course of each line: `e,x,y x,y …`.
  private(set) var edges: [String: String] = [:]
  /// Left, bottom, right and top of the whole picture.
  private(set) var bounds: [Double] = [0, 0, 0, 0]

  var width: Double { bounds[2] - bounds[0] }
  var height: Double { bounds[3] - bounds[1] }

  /// - Parameter json: Graphviz's output in the format "json0".
  /// - Throws: `DiagramError` if the output is something else.
  init(json: [UInt8]) throws {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(json)) else {
      throw DiagramError.failed("the layout failed: Graphviz returned no positions")
    }
    bounds = Self.numbers(file.bb)
    guard bounds.count == 4 else {
      throw DiagramError.failed("the layout failed: Graphviz returned no bounds")
    }
    for object in file.objects ?? [] {
      if let bb = object.bb {
        frames[object.name] = Frame(
          bounds: Self.numbers(bb), label: Self.numbers(object.lp ?? "0,0"),
          labelWidth: object.lwidth ?? "0", labelHeight: object.lheight ?? "0")
      } else if let pos = object.pos {
        let middle = Self.numbers(pos)
        guard middle.count == 2 else { continue }
        nodes[object.name] = Place(
          x: middle[0], y: middle[1], width: 72 * (Double(object.width ?? "") ?? 0),
          height: 72 * (Double(object.height ?? "") ?? 0))
      }
    }
    for edge in file.edges ?? [] {
      if let id = edge.id, let pos = edge.pos { edges[id] = pos }
    }
  }

  private struct File: Decodable {
    struct Object: Decodable {
      var name: String
      var bb: String?
      var lp: String?
      var lwidth: String?
      var lheight: String?
      var pos: String?
      var width: String?
      var height: String?
    }

    struct Edge: Decodable {
      var id: String?
      var pos: String?
    }

    var bb: String
    var objects: [Object]?
    var edges: [Edge]?
  }

  private static func numbers(_ text: String) -> [Double] {
    text.split(separator: ",").compactMap { Double($0) }
  }

  /// `x,y` or `left,bottom,right,top`, moved.
  static func moved(_ numbers: [Double], _ dx: Double, _ dy: Double) -> String {
    numbers.enumerated().map { index, number in format(number + (index % 2 == 0 ? dx : dy)) }
      .joined(separator: ",")
  }

  /// The course of a line, moved.
  static func moved(course: String, _ dx: Double, _ dy: Double) -> String {
    course.split(separator: " ").map { token in
      let isEnd = token.hasPrefix("e,") || token.hasPrefix("s,")
      let point = moved(numbers(String(isEnd ? token.dropFirst(2) : token)), dx, dy)
      return isEnd ? "\(token.prefix(2))\(point)" : point
    }.joined(separator: " ")
  }

  /// At most two decimals, always with a decimal point.
  static func format(_ number: Double) -> String {
    DOTValue.format((number * 100).rounded() / 100)
  }
}
