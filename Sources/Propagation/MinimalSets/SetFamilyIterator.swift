/// Goes through the sets of a family, the smallest first, those of one size in lexicographic order.
///
/// Of two sets of one size the one that has the smallest event in which they differ comes first,
/// and adding one event to both leaves that as it is. So the sets of a node of one size are the
/// merge of two ordered lists, those of its branches, whatever the order of the diagram's
/// variables; each list is only made as far as somebody reads it (the recursive enumeration of
/// Jiménez and Marzal, "Computing the K shortest paths", WAE 1999).
public struct SetFamilyIterator: IteratorProtocol {
  /// The ordered sets of one size at a node, as far as they were asked for.
  private struct Stream {
    let node: SetFamilyDiagram.Node
    let size: Int
    var sets: [[Int]] = []
    var isEnded = false
    /// The branches' streams, made on first use, and how much of each is used.
    var low: Int?
    var high: Int?
    var lowUsed = 0
    var highUsed = 0
  }

  private struct Key: Hashable {
    let node: SetFamilyDiagram.Node
    let size: Int
  }

  private let family: SetFamily
  private var streams: [Stream] = []
  private var indexOfStream: [Key: Int] = [:]
  private var size: Int
  private var position = 0

  init(_ family: SetFamily) {
    self.family = family
    size = family.smallestSize ?? 0
  }

  /// The next set, its events ascending.
  /// - Complexity: O(depth of the diagram × size) after the first of a size, which is O(nodes ×
  ///   size²).
  public mutating func next() -> [Int]? {
    guard let largest = family.largestSize else { return nil }
    while size <= largest {
      if let stream = stream(family.root, size: size) {
        extend(stream, beyond: position)
        if position < streams[stream].sets.count {
          position += 1
          return streams[stream].sets[position - 1]
        }
      }
      size += 1
      position = 0
      // No stream of another size is read again from its start.
      streams = []
      indexOfStream = [:]
    }
    return nil
  }

  /// The stream of a node's sets of one size; nil when their sizes rule it out.
  private mutating func stream(_ node: SetFamilyDiagram.Node, size: Int) -> Int? {
    guard let smallest = family.diagram.smallestSize(node), smallest <= size,
      size <= family.diagram.largestSize(node)
    else { return nil }
    let key = Key(node: node, size: size)
    if let known = indexOfStream[key] { return known }
    var stream = Stream(node: node, size: size)
    if node == SetFamilyDiagram.unit {
      stream.sets = [[]]
      stream.isEnded = true
    } else if size == 1, node == family.root {
      // There may be tens of thousands, too many to merge branch by branch.
      stream.sets = family.singles.map { [$0] }
      stream.isEnded = true
    }
    streams.append(stream)
    indexOfStream[key] = streams.count - 1
    return streams.count - 1
  }

  /// Makes a stream longer than `count`, unless it ends before. Branches whose next set is needed
  /// and not there yet are extended first, on a stack of their own, as the diagram may be deep.
  private mutating func extend(_ stream: Int, beyond count: Int) {
    var waiting = [(stream: stream, count: count)]
    while let (index, count) = waiting.last {
      if streams[index].isEnded || streams[index].sets.count > count {
        waiting.removeLast()
        continue
      }
      let decision = family.diagram.table[streams[index].node]
      if streams[index].low == nil, streams[index].high == nil {
        let size = streams[index].size
        streams[index].low = self.stream(decision.low, size: size)
        streams[index].high = size > 0 ? self.stream(decision.high, size: size - 1) : nil
      }
      if let low = streams[index].low, isShort(low, streams[index].lowUsed) {
        waiting.append((low, streams[index].lowUsed))
      } else if let high = streams[index].high, isShort(high, streams[index].highUsed) {
        waiting.append((high, streams[index].highUsed))
      } else {
        takeSmaller(index, event: family.eventOfLevel[Int(decision.level)])
      }
    }
  }

  private func isShort(_ stream: Int, _ used: Int) -> Bool {
    !streams[stream].isEnded && streams[stream].sets.count <= used
  }

  private mutating func takeSmaller(_ index: Int, event: Int) {
    func next(_ branch: Int?, _ used: Int) -> [Int]? {
      branch.flatMap { used < streams[$0].sets.count ? streams[$0].sets[used] : nil }
    }
    let low = next(streams[index].low, streams[index].lowUsed)
    var high = next(streams[index].high, streams[index].highUsed)
    if let place = high?.firstIndex(where: { $0 > event }) ?? high?.endIndex {
      high?.insert(event, at: place)
    }
    switch (low, high) {
    case (nil, nil):
      streams[index].isEnded = true
    case (let set?, nil):
      streams[index].sets.append(set)
      streams[index].lowUsed += 1
    case (nil, let set?):
      streams[index].sets.append(set)
      streams[index].highUsed += 1
    case (let first?, let second?):
      if first.lexicographicallyPrecedes(second) {
        streams[index].sets.append(first)
        streams[index].lowUsed += 1
      } else {
        streams[index].sets.append(second)
        streams[index].highUsed += 1
      }
    }
  }
}
