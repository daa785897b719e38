import Foundation

extension Console {
  /// The console of this process. A closed pipe on standard output ends the process with success, as
  /// `exposure … | head` expects. A termination signal leaves no partial files. Call this once, before any
  /// other thread starts.
  package static func process() -> Console {
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow further is an error of its write, like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    let isErrorTerminal = isatty(STDERR_FILENO) == 1
    let progress =
      isErrorTerminal ? ProgressLine { _ = Self.write($0, to: STDERR_FILENO) } : nil
    // Before the progress line starts the first thread.
    Interruption.watch(.ofProcess, wiping: progress)
    progress?.tickByItself()
    var console = Console(
      writeOutput: {
        progress?.wipe()
        if let error = Self.write($0, to: STDOUT_FILENO) { Self.end(because: error) }
      },
      writeError: {
        progress?.wipe()
        // Where nobody can read why, the answer and the exit code still count.
        _ = Self.write($0, to: STDERR_FILENO)
      },
      isOutputTerminal: isatty(STDOUT_FILENO) == 1, isErrorTerminal: isErrorTerminal,
      width: terminalWidth(),
      refusesColor: !(ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty,
      program: try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    console.progress = progress
    return console
  }

  /// Writes all of a text. Returns why it could not; nil if it could.
  private static func write(_ text: String, to descriptor: Int32) -> SystemError? {
    var text = text
    return text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[written...])
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count > 0 {
          written += count
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
          return SystemError()
        }
      }
      return nil
    }
  }

  /// Ends the program because the answer cannot be written: with success if the reader has closed the pipe.
  private static func end(because error: SystemError) -> Never {
    UnfinishedFiles.ofProcess.abandon {
      if error.code == EPIPE { exit(ExitStatus.done.rawValue) }
      _ = write("error: cannot write to standard output: \(error.reason)\n", to: STDERR_FILENO)
      exit(ExitStatus.badInput.rawValue)
    }
    exit(ExitStatus.fault.rawValue)
  }

  private static func terminalWidth() -> Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
