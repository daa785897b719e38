import Foundation

extension Console {
  /// The console of this process. A closed pipe on standard output ends the process with success, as
  /// `exposure … | head` expects. A termination signal leaves no partial files. Call this once, before any
  /// other thread starts.
  package static func process() -> Console {
    signal(SIGPIPE, SIG_IGN)
    let isErrorTerminal = isatty(STDERR_FILENO) == 1
    let progress =
      isErrorTerminal ? ProgressLine { Self.write($0, to: STDERR_FILENO) } : nil
    // Before the progress line starts the first thread.
    Interruption.watch(.ofProcess, wiping: progress)
    progress?.tickByItself()
    var console = Console(
      writeOutput: {
        progress?.wipe()
        Self.write($0, to: STDOUT_FILENO)
      },
      writeError: {
        progress?.wipe()
        Self.write($0, to: STDERR_FILENO)
      },
      isOutputTerminal: isatty(STDOUT_FILENO) == 1, isErrorTerminal: isErrorTerminal,
      width: terminalWidth(),
      refusesColor: !(ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty,
      program: try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    console.progress = progress
    return console
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[written...])
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 {
          written += count
        } else if errno == EPIPE {
          exit(ExitStatus.done.rawValue)
        } else if errno != EINTR, errno != EAGAIN {
          exit(ExitStatus.fault.rawValue)
        }
      }
    }
  }

  private static func terminalWidth() -> Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
