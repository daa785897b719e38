/// Evaluates cuts of a job; one for each thread.
final class WorldsWorker {
  private let job: WorldsJob
  /// Absent when one live program serves all cuts.
  private var cutter: LiveProgramCutter?
  /// For each fact which seed of the cut it is, where it is one.
  private var seedOfFact: [UInt32]
  private var rowStore = RowStore()
  private var seedRowStore = RowStore()
  private var kernel = WorldsKernel(program: LiveProgram())
  private var counters: [WorldCounter] = []

  init(_ job: WorldsJob) {
    self.job = job
    let varies = job.source.variesByBlock
    cutter = varies ? LiveProgramCutter(job.program, query: job.query) : nil
    seedOfFact = [UInt32](repeating: 0, count: varies ? job.program.factCount : 0)
    if let live = job.liveProgram { use(live) }
  }

  /// The parts of each block of a cut, or nil when the work was cancelled.
  func evaluate<Sink: WorldSink>(_ cut: Int, drawing sink: Sink) -> [Sink.Part]? {
    let start = cut * job.worldsPerCut
    let end = min(start + job.worldsPerCut, job.source.worldCount)
    if job.source.variesByBlock {
      kernel = WorldsKernel(program: LiveProgram())
      cutOut(job.worlds(at: start..<end))
      if let cutter { use(cutter.result) }
    }
    var parts: [Sink.Part] = []
    for first in stride(from: start, to: end, by: job.worldsPerBlock) {
      if job.cancellation?.isCancelled == true { return nil }
      let last = min(first + job.worldsPerBlock, end)
      parts.append(sink.part(of: block(at: first..<last)))
    }
    return parts
  }

  /// Makes room for a live program's rows.
  private func use(_ program: LiveProgram) {
    rowStore.makeRoom(for: program.slotCount + 1)
    seedRowStore.makeRoom(for: program.seedSlots.count)
    counters = program.sums.map(WorldCounter.init)
    kernel = WorldsKernel(program: program)
  }

  /// Cuts out what is live in any of the worlds.
  private func cutOut(_ worlds: [Int]) {
    var facts: [UInt32] = []
    var isRemoving = false
    if case .removing = job.source.kind { isRemoving = true }
    for world in worlds {
      for fact in job.set(of: world) where !isRemoving || isEntry(fact) {
        let known = Int(seedOfFact[Int(fact)])
        if known < facts.count && facts[known] == fact { continue }
        seedOfFact[Int(fact)] = UInt32(facts.count)
        facts.append(fact)
      }
    }
    let places = facts.map { job.program.places[Int($0)] }
    var (lower, upper) = (job.lower, job.upper)
    let base = job.source.base.map { job.program.places[Int($0)] }
    if case .removing(let entry) = job.source.kind {
      let kept = entry.lazy.filter { [seedOfFact] fact in
        let seed = Int(seedOfFact[Int(fact)])
        return seed >= facts.count || facts[seed] != fact
      }
      let fixpoint = job.program.condensed
      lower = fixpoint.evaluate(assuming: base + kept.map { job.program.places[Int($0)] })
    } else {
      upper = job.program.condensed.evaluate(assuming: base + places)
    }
    cutter?.cut(lower: lower, upper: upper, seeds: places)
  }

  private func isEntry(_ fact: UInt32) -> Bool {
    job.entry[Int(fact >> 6)] >> UInt64(fact & 63) & 1 == 1
  }

  /// Evaluates the worlds at positions of the job's order.
  private func block(at positions: Range<Int>) -> WorldBlock {
    let program = kernel.program
    let worlds = job.worlds(at: positions)
    var columns = WorldRow()
    for column in worlds.indices { columns[column / 64] |= 1 << UInt64(column % 64) }
    fillSeedRows(worlds, at: positions.lowerBound, columns: columns)
    for counter in counters { counter.reset() }
    let rows = rowStore.rows
    if let rows = rows.baseAddress, let seedRows = seedRowStore.rows.baseAddress {
      kernel.run(rows: rows, seedRows: seedRows, counters: counters)
    }

    let wordCount = (worlds.count + 63) / 64
    var block = WorldBlock(
      worlds: worlds, wordCount: wordCount,
      rows: [UInt64](repeating: 0, count: program.targetSlots.count * wordCount),
      liveTargets: [],
      values: [UInt64](repeating: 0, count: counters.count * worlds.count))
    for (target, slot) in program.targetSlots.enumerated() where slot != LiveProgram.never {
      let row = slot == LiveProgram.always ? columns : rows[Int(slot)]
      if isEmpty(row) { continue }
      block.liveTargets.append(target)
      for word in 0..<wordCount { block.rows[target * wordCount + word] = row[word] }
    }
    for (index, counter) in counters.enumerated() {
      counter.store(into: &block.values, at: index * worlds.count, count: worlds.count)
    }
    return block
  }

  /// Says for each live seed in which of the worlds it is assumed.
  private func fillSeedRows(_ worlds: [Int], at position: Int, columns: WorldRow) {
    let program = kernel.program
    let seedRows = seedRowStore.rows
    switch job.source.kind {
    case .drawing:
      let wordCount = (worlds.count + 63) / 64
      guard let first = seedRows.baseAddress else { return }
      let words = UnsafeMutableRawPointer(first)
      for (index, seed) in program.seeds.enumerated() {
        let row = words + index &* MemoryLayout<WorldRow>.stride
        // Word by word: composing a row in registers costs more than drawing one.
        job.draws[Int(seed)].words(
          from: position / 64, count: wordCount,
          into: row.assumingMemoryBound(to: UInt64.self))
        if worlds.count < 512 { seedRows[index] &= columns }
      }
    case .enumerating:
      for (index, seed) in program.seeds.enumerated() {
        var row = WorldRow()
        for word in 0..<(worlds.count + 63) / 64 {
          row[word] = Self.subsets(bit: Int(seed), word: position / 64 + word)
        }
        seedRows[index] = row & columns
      }
    case .given(_, let given):
      for (index, seed) in program.seeds.enumerated() {
        var row = WorldRow()
        for word in 0..<(worlds.count + 63) / 64 {
          row[word] = given[Int(seed)][position / 64 + word]
        }
        seedRows[index] = row & columns
      }
    case .adding, .removing:
      var isRemoving = false
      if case .removing = job.source.kind { isRemoving = true }
      for index in program.seeds.indices { seedRows[index] = isRemoving ? columns : WorldRow() }
      for (column, world) in worlds.enumerated() {
        for fact in job.set(of: world) where !isRemoving || isEntry(fact) {
          let index = Int(program.liveSeeds[Int(seedOfFact[Int(fact)])])
          if index == LiveProgram.never { continue }
          let bit: UInt64 = 1 << UInt64(column % 64)
          if isRemoving {
            seedRows[index][column / 64] &= ~bit
          } else {
            seedRows[index][column / 64] |= bit
          }
        }
      }
    }
  }

  /// Which of the worlds 64·word ..< 64·(word + 1) have a bit of their number set.
  private static func subsets(bit: Int, word: Int) -> UInt64 {
    let within: [UInt64] = [
      0xAAAA_AAAA_AAAA_AAAA, 0xCCCC_CCCC_CCCC_CCCC, 0xF0F0_F0F0_F0F0_F0F0,
      0xFF00_FF00_FF00_FF00, 0xFFFF_0000_FFFF_0000, 0xFFFF_FFFF_0000_0000,
    ]
    return bit < 6 ? within[bit] : word >> (bit - 6) & 1 == 1 ? .max : 0
  }
}
