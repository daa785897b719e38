import Population
import Synchronization

/// What a thread keeps from one block of years to the next: room to count in, and what was counted. Most years are like
/// another, and to compare them is much less work than to count their people again.
struct CountingRoom {
  /// For each forest room to count in, and the people of different exposed nodes.
  fileprivate(set) var forests: [(scratch: PeopleForest.Scratch, known: KnownUnions)]

  init(_ forests: [PeopleForest]) {
    self.forests = forests.map { ($0.scratch, KnownUnions()) }
  }

  /// How many people are in a union; `PeopleForest.unbounded` where there is no upper bound.
  mutating func union(
    of entries: ArraySlice<PeopleForest.Entry>, in forest: PeopleForest, at place: Int
  ) -> (low: Int, high: Int) {
    let key = forests[place].known.key(of: entries)
    if let known = forests[place].known.people(of: entries, key) { return known }
    let people = forest.union(of: entries, &forests[place].scratch)
    forests[place].known.add(entries, key, people)
    return people
  }
}

/// Hands out rooms, one to each thread at a time.
final class CountingRooms: Sendable {
  private let forests: [PeopleForest]
  private let free = Mutex<[CountingRoom]>([])

  init(_ forests: [PeopleForest]) {
    self.forests = forests
  }

  func withRoom<Result>(_ body: (inout CountingRoom) -> Result) -> Result {
    // Out of the list while it is used, so that it is not copied.
    var room = free.withLock { $0.popLast() } ?? CountingRoom(forests)
    defer { free.withLock { [room] in $0.append(room) } }
    return body(&room)
  }
}

/// The people of unions that were counted, up to a number at which it starts anew.
struct KnownUnions {
  private static let most = 1 << 14

  /// For each slot, a union and one more, or 0 if it is free.
  private var slots = [Int32](repeating: 0, count: 256)
  /// Where the entries of each union begin, and at last where the next ones will.
  private var starts = [0]
  private var entries: [PeopleForest.Entry] = []
  private var keys: [UInt64] = []
  private var people: [(low: Int, high: Int)] = []

  /// A number that is the same for the same entries.
  func key(of entries: ArraySlice<PeopleForest.Entry>) -> UInt64 {
    var mixed: UInt64 = 0
    for entry in entries {
      mixed = (mixed ^ UInt64(truncatingIfNeeded: entry.node)) &* 0x9E37_79B9_7F4A_7C15
      mixed =
        (mixed ^ (mixed >> 29) ^ UInt64(truncatingIfNeeded: entry.count))
        &* 0xBF58_476D_1CE4_E5B9
    }
    return mixed ^ (mixed >> 32)
  }

  /// - Complexity: O(entries) expected.
  func people(of asked: ArraySlice<PeopleForest.Entry>, _ key: UInt64) -> (low: Int, high: Int)? {
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place] != 0 {
      let union = Int(slots[place]) - 1
      let start = starts[union]
      if keys[union] == key, starts[union + 1] - start == asked.count,
        asked.indices.allSatisfy({
          let known = entries[start + $0 - asked.startIndex]
          return known.node == asked[$0].node && known.count == asked[$0].count
        })
      {
        return people[union]
      }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  /// - Complexity: O(entries) amortized.
  mutating func add(
    _ new: ArraySlice<PeopleForest.Entry>, _ key: UInt64, _ count: (low: Int, high: Int)
  ) {
    if keys.count == Self.most { self = KnownUnions() }
    entries += new
    starts.append(entries.count)
    keys.append(key)
    people.append(count)
    guard keys.count * 2 > slots.count else { return insert(keys.count - 1) }
    slots = [Int32](repeating: 0, count: slots.count * 4)
    for union in keys.indices { insert(union) }
  }

  private mutating func insert(_ union: Int) {
    var place = Int(truncatingIfNeeded: keys[union]) & (slots.count - 1)
    while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = Int32(union) + 1
  }
}
