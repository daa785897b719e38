import Foundation

/// Handles Ctrl-C and termination signals: removes partial files, clears the progress line, and ends the
/// program by the same signal, so that shells and scripts see the reason.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Waits for signals on a thread of its own. Call this before any other thread starts, because threads
  /// inherit the signal mask.
  ///
  /// Signals that are already ignored, as under `nohup`, stay ignored.
  static func watch(_ files: UnfinishedFiles, wiping line: ProgressLine?) {
    var waited = sigset_t()
    sigemptyset(&waited)
    for number in signals where !isIgnored(number) { sigaddset(&waited, number) }
    pthread_sigmask(SIG_BLOCK, &waited, nil)
    let watched = waited
    Thread.detachNewThread {
      var watched = watched
      var number: Int32 = 0
      while sigwait(&watched, &number) != 0 {}
      line?.end()
      files.abandon { end(by: number) }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func end(by number: Int32) {
    signal(number, SIG_DFL)
    var one = sigset_t()
    sigemptyset(&one)
    sigaddset(&one, number)
    pthread_sigmask(SIG_UNBLOCK, &one, nil)
    raise(number)
    // The first process of a container is not ended by the default action; this is what a shell would report.
    _exit(128 + number)
  }
}
