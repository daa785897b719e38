import Dispatch
import Foundation
import Synchronization

/// One line on a terminal that says what is being done and how far it is, once work takes more than a second.
///
/// It is wiped before anything else is written, and says nothing until `begin` was called: a command that is
/// to be quiet does not call it.
public final class ProgressLine: Sendable {
  private struct State {
    /// What is being done; nil: nothing is shown.
    var stage: String?
    /// Which share of it is done, 0 … 1; nil: nobody knows.
    var share: Double?
    var started: Double = 0
    var isVisible = false
  }

  private let write: @Sendable (String) -> Void
  private let now: @Sendable () -> Double
  private let state = Mutex(State())

  /// A line that shows when `tick` is called.
  /// - Parameters:
  ///   - write: Writes to the terminal.
  ///   - now: Seconds that only ascend.
  init(
    write: @escaping @Sendable (String) -> Void,
    now: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
  ) {
    self.write = write
    self.now = now
  }

  /// Renews the line five times a second from now on, from a queue of its own, as long as the process lives.
  func tickByItself() {
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
    timer.schedule(deadline: .now() + 1, repeating: 0.2)
    // The handler keeps the timer, and so keeps itself.
    timer.setEventHandler {
      withExtendedLifetime(timer) { self.tick() }
    }
    timer.activate()
  }

  /// Begins to say what is done, a second from now; first of all this.
  func begin(_ stage: String) {
    state.withLock { $0 = State(stage: stage, started: now(), isVisible: $0.isVisible) }
  }

  /// From now on something else is done; nothing is said where nothing was begun.
  func goOn(with stage: String) {
    state.withLock { state in
      guard state.stage != nil else { return }
      state.stage = stage
      state.share = nil
    }
  }

  /// So much of it is done, 0 … 1.
  func show(_ share: Double) {
    state.withLock { $0.share = share < 1 ? share : nil }
  }

  /// Shows the line, or renews it.
  func tick() {
    state.withLock { state in
      guard let stage = state.stage else { return }
      let seconds = now() - state.started
      guard seconds > 1 else { return }
      state.isVisible = true
      let share = state.share.map { " \(Int($0 * 100)) %," } ?? ""
      write("\r\(stage):\(share) \(Int(seconds)) s\u{1B}[K")
    }
  }

  /// Takes the line away, because something else is going to be written.
  func wipe() {
    state.withLock { state in
      if state.isVisible { write("\r\u{1B}[K") }
      state.isVisible = false
    }
  }

  /// Takes the line away for good: the work is done.
  func end() {
    wipe()
    state.withLock { $0.stage = nil }
  }
}
