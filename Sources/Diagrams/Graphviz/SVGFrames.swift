/// Puts the frames of libgvc's SVG into the order of the graph.
///
/// The library draws frames in the order of the addresses of their names, so that the same graph comes out in several
/// orders. All frames follow one another, before boxes and lines, also those that are inside others.
struct SVGFrames {
  private let places: [String: Int]

  /// - Parameter order: The ids of the frames, each before those inside it.
  init(order: [String]) {
    places = Dictionary(
      order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The lines of an SVG with each run of frames in order.
  /// - Complexity: O(lines + frames × log).
  func sorted(_ lines: [Substring]) -> [Substring] {
    var result: [Substring] = []
    result.reserveCapacity(lines.count)
    var run: [(place: Int, lines: ArraySlice<Substring>)] = []
    func endRun() {
      for frame in run.sorted(by: { $0.place < $1.place }) { result += frame.lines }
      run = []
    }
    var line = lines.startIndex
    while line < lines.endIndex {
      let start = line
      // The library writes a comment with the name before each frame.
      if lines[line].hasPrefix("<!--"), lines[line].hasSuffix("-->") { line += 1 }
      guard line < lines.endIndex, lines[line].hasPrefix("<g id=\""),
        let group = SVGAnnotator.Group(lines[line]), group.kind == "cluster",
        let place = places[group.id], let end = end(of: line, in: lines)
      else {
        endRun()
        line = start
        result.append(lines[line])
        line += 1
        continue
      }
      run.append((place, lines[start..<end]))
      line = end
    }
    endRun()
    return result
  }

  /// The line behind the group that starts at a line; nil if it does not end.
  private func end(of start: Int, in lines: [Substring]) -> Int? {
    var depth = 0
    for line in start..<lines.endIndex {
      if lines[line].hasPrefix("<g ") { depth += 1 }
      if lines[line] == "</g>" {
        depth -= 1
        if depth == 0 { return line + 1 }
      }
    }
    return nil
  }
}
