import Dispatch
import Foundation
import Synchronization

/// How worlds are evaluated. This affects only time and memory, never the results.
public struct WorldOptions: Sendable {
  /// The number of threads; nil for one per core.
  public var threads = ProcessInfo.processInfo.activeProcessorCount
  /// The number of worlds per block, a multiple of 64 up to 512.
  public var worldsPerBlock = 512
  /// The number of blocks that share one live program.
  public var blocksPerCut = 16
  /// Receives the completed share of the worlds, 0 … 1, ascending, never from two threads at once.
  public var progress: (@Sendable (Double) -> Void)?
  /// Checked once per block to stop early.
  public var cancellation: Cancellation?

  /// Creates the defaults: all cores, widest blocks.
  public init() {}
}

/// A request to stop, made from any thread or from a signal handler's queue.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Creates a request that is not yet made.
  public init() {}

  /// Requests a stop; work ends at its next block.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Whether a stop was requested.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

extension WorldsProgram {
  /// Evaluates every world of a source and passes the results to a sink, one block of worlds at a time.
  /// - Returns: `complete`, or `cancelled` if the sink has received only some of the worlds.
  /// - Complexity: for each 512 worlds O(bodies of live facts) row operations; 64 bytes a live fact and thread.
  public func evaluate<Sink: WorldSink>(
    _ source: WorldSource, query: WorldQuery, options: WorldOptions = WorldOptions(),
    into sink: inout Sink
  ) -> StopReason {
    precondition(options.threads > 0 && options.blocksPerCut > 0)
    precondition((64...512).contains(options.worldsPerBlock))
    precondition(options.worldsPerBlock % 64 == 0)
    let job = WorldsJob(self, source, query: query, options: options)
    let next = Atomic<Int>(0)
    // Parts are drawn outside the lock, by the sink as it was before the first of them.
    let drawing = sink
    let collector = Mutex(Collector(sink: sink, cutCount: job.cutCount))
    let threads = min(options.threads, max(1, job.cutCount))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let worker = WorldsWorker(job)
      while options.cancellation?.isCancelled != true {
        let cut = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard cut < job.cutCount else { break }
        guard let parts = worker.evaluate(cut, drawing: drawing) else { break }
        collector.withLock { collector in
          collector.add(parts, of: cut)
          options.progress?(collector.share)
        }
      }
    }
    return collector.withLock { collector in
      sink = collector.sink
      return collector.isComplete ? .complete : .cancelled
    }
  }

  /// Puts parts into the sink in the order of the worlds, whichever thread is ready first.
  private struct Collector<Sink: WorldSink> {
    var sink: Sink
    let cutCount: Int
    private var nextCut = 0
    private var early: [Int: [Sink.Part]] = [:]

    init(sink: Sink, cutCount: Int) {
      self.sink = sink
      self.cutCount = cutCount
    }

    var isComplete: Bool { nextCut == cutCount }
    var share: Double { Double(nextCut) / Double(max(1, cutCount)) }

    mutating func add(_ parts: [Sink.Part], of cut: Int) {
      early[cut] = parts
      while let ready = early.removeValue(forKey: nextCut) {
        for part in ready { sink.add(part) }
        nextCut += 1
      }
    }
  }
}
