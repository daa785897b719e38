/// Neighbouring places of a cut that do not follow from one another, so that their slots can be put in any order.
struct Window: ~Copyable {
  /// Sources of the window's places, one behind the other.
  let sources: UnsafeMutablePointer<UInt32>
  private(set) var sourceCount = 0
  /// Number of places.
  private(set) var count = 0

  /// For each place of the window: itself, where its sources end, its bucket, its final index.
  private let places: UnsafeMutablePointer<UInt32>
  private let ends: UnsafeMutablePointer<Int>
  private let buckets: UnsafeMutablePointer<Int>
  private let ranks: UnsafeMutablePointer<Int>
  private let order: UnsafeMutablePointer<Int>
  private var gateCount = 0

  private static let placeRoom = 256
  private static let sourceRoom = 4096
  /// Places with clauses that need several come last, as they came, for the sweep meets such clauses in order;
  /// places with many sources before them.
  private static let gated = 33
  private static let bucketCount = 34

  init(roomForSources: Int) {
    sources = .allocate(capacity: Self.sourceRoom + roomForSources)
    places = .allocate(capacity: Self.placeRoom)
    ends = .allocate(capacity: Self.placeRoom)
    buckets = .allocate(capacity: Self.placeRoom)
    ranks = .allocate(capacity: Self.placeRoom)
    order = .allocate(capacity: Self.placeRoom)
  }

  deinit {
    sources.deallocate()
    places.deallocate()
    ends.deallocate()
    buckets.deallocate()
    ranks.deallocate()
    order.deallocate()
  }

  /// Whether there is no room for another place.
  var isFull: Bool { count == Self.placeRoom || sourceCount > Self.sourceRoom }

  /// Adds a place whose sources have been written from `sourceCount` to `sourcesEnd`.
  mutating func add(_ place: Int, sourcesEnd: Int, isGated: Bool) {
    places[count] = UInt32(truncatingIfNeeded: place)
    ends[count] = sourcesEnd
    buckets[count] = isGated ? Self.gated : min(sourcesEnd &- sourceCount, Self.gated - 1)
    count &+= 1
    sourceCount = sourcesEnd
  }

  /// Gives slots to the window's places, by number of sources, writes them out and empties the window.
  mutating func close(into live: inout LiveProgram, slots: UnsafeMutableBufferPointer<UInt32>) {
    rank()
    var gate = gateCount
    while gate < live.gateSlots.count {
      live.gateSlots[gate] = UInt32(live.slotCount + ranks[Int(live.gateSlots[gate])])
      gate += 1
    }
    gateCount = gate
    var written = Int(live.sourceOffsets[live.slotCount])
    live.sources.withUnsafeMutableBufferPointer { rows in
      live.sourceOffsets.withUnsafeMutableBufferPointer { offsets in
        for rank in 0..<count {
          let index = order[rank]
          slots[Int(places[index])] = UInt32(truncatingIfNeeded: live.slotCount &+ rank)
          for source in (index == 0 ? 0 : ends[index &- 1])..<ends[index] {
            rows[written] = sources[source]
            written &+= 1
          }
          offsets[live.slotCount &+ rank &+ 1] = UInt32(truncatingIfNeeded: written)
        }
      }
    }
    live.slotCount += count
    count = 0
    sourceCount = 0
  }

  /// Sorts the places by bucket, those of one bucket as they came.
  private func rank() {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.bucketCount + 1) { next in
      next.initialize(repeating: 0)
      for index in 0..<count { next[buckets[index] &+ 1] &+= 1 }
      for bucket in 1...Self.bucketCount { next[bucket] &+= next[bucket &- 1] }
      for index in 0..<count {
        let rank = next[buckets[index]]
        next[buckets[index]] = rank &+ 1
        ranks[index] = rank
        order[rank] = index
      }
    }
  }
}
