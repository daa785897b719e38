import Dispatch
import Foundation
import Synchronization
import TopologyModel

/// A progress line on the terminal, shown when work takes more than a second.
///
/// It is erased before other output. It shows nothing until `begin` is called; quiet commands never call
/// `begin`.
package final class ProgressLine: Sendable {
  private struct State {
    /// The current stage; nil hides the line.
    var stage: String?
    /// The completed share, 0 … 1; nil if unknown.
    var share: Double?
    var started: Double = 0
    var isVisible = false
  }

  private let write: @Sendable (String) -> Void
  private let now: @Sendable () -> Double
  private let state = Mutex(State())

  /// Creates a line that is drawn when `tick` is called.
  /// - Parameters:
  ///   - write: Writes to the terminal.
  ///   - now: A monotonic clock, in seconds.
  init(
    write: @escaping @Sendable (String) -> Void,
    now: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
  ) {
    self.write = write
    self.now = now
  }

  /// Redraws the line five times a second, on its own queue, until the process ends.
  func tickByItself() {
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
    timer.schedule(deadline: .now() + 1, repeating: 0.2)
    // The handler retains the timer, which retains the handler.
    timer.setEventHandler {
      withExtendedLifetime(timer) { self.tick() }
    }
    timer.activate()
  }

  /// Starts the line with its first stage; it appears after one second.
  func begin(_ stage: String) {
    state.withLock { $0 = State(stage: stage, started: now(), isVisible: $0.isVisible) }
  }

  /// Changes the stage, if the line was started.
  func goOn(with stage: String) {
    state.withLock { state in
      guard state.stage != nil else { return }
      state.stage = stage
      state.share = nil
    }
  }

  /// Sets the completed share, 0 … 1.
  func show(_ share: Double) {
    state.withLock { $0.share = share < 1 ? share : nil }
  }

  /// Draws or redraws the line.
  func tick() {
    state.withLock { state in
      guard let stage = state.stage else { return }
      let seconds = now() - state.started
      guard seconds > 1 else { return }
      state.isVisible = true
      let share = state.share.map { " \(Int(saturating: $0 * 100)) %," } ?? ""
      write("\r\(stage):\(share) \(Int(saturating: seconds)) s\u{1B}[K")
    }
  }

  /// Erases the line before other output.
  func wipe() {
    state.withLock { state in
      if state.isVisible { write("\r\u{1B}[K") }
      state.isVisible = false
    }
  }

  /// Erases the line permanently, because the work is done.
  func end() {
    wipe()
    state.withLock { $0.stage = nil }
  }
}
