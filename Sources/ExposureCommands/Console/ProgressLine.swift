import Foundation
import Synchronization

/// One line on a terminal that says how far work of more than a second is; it is wiped when the work is done.
final class ProgressLine: Sendable {
  private struct State {
    var started = Date()
    var shown = Date.distantPast
    var isVisible = false
  }

  private let label: String
  private let console: Console
  private let state = Mutex(State())

  init(_ label: String, _ console: Console) {
    self.label = label
    self.console = console
  }

  /// Shows which share is done, 0 … 1; at most ten times a second, and not within the first second.
  func show(_ share: Double) {
    state.withLock { state in
      let now = Date()
      if share >= 1 {
        if state.isVisible { console.writeError("\r\u{1B}[K") }
        state = State()
        return
      }
      guard now.timeIntervalSince(state.started) > 1, now.timeIntervalSince(state.shown) > 0.1
      else { return }
      state.shown = now
      state.isVisible = true
      console.writeError("\r\(label): \(Int(share * 100)) %\u{1B}[K")
    }
  }
}
