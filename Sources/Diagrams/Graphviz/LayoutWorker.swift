import Dispatch
import Foundation
import Synchronization
import TopologyModel

/// Lays out each picture in a process of its own. A layout can therefore be stopped when its time is over, leaked
/// memory is freed with the process, and a crash of the library becomes an error.
///
/// The process is this program, started with arguments that call `serve`. It ends when the process that started it ends.
package struct LayoutWorker: Sendable {
  /// The program to start.
  package var executable: String
  /// The arguments that call `serve`; the format and the time limit follow.
  package var arguments: [String]

  /// Creates a worker.
  /// - Parameters:
  ///   - executable: The path of the program.
  ///   - arguments: The hidden command of the program.
  package init(executable: String, arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }

  /// Runs in the started process: reads DOT from standard input, writes the picture to standard output, and ends
  /// itself after the time limit.
  /// - Parameters:
  ///   - format: A `LayoutTask` as text.
  ///   - seconds: The limit in seconds of processor time, at least 1.
  /// - Returns: Whether there is a picture; if not, the reason is on standard error.
  package static func serve(format: String, seconds: Int) -> Bool {
    // The library cannot be interrupted, but the process can be ended. The parent process may have blocked
    // the signal.
    signal(SIGPROF) { _ in _exit(LayoutWorker.tooSlow) }
    var alarms = sigset_t()
    sigemptyset(&alarms)
    sigaddset(&alarms, SIGPROF)
    sigprocmask(SIG_UNBLOCK, &alarms, nil)
    let limit = timeval(tv_sec: min(max(1, seconds), Int(longest)), tv_usec: 0)
    var timer = itimerval(it_interval: timeval(tv_sec: 1, tv_usec: 0), it_value: limit)
    setitimer(profilingTimer, &timer, nil)
    endWithParent()
    do {
      let input = try Self.readInput()
      guard let task = LayoutTask(rawValue: format) else { throw DiagramError.failed(format) }
      let picture = try GraphvizRenderer.render(input, task)
      try FileHandle.standardOutput.write(contentsOf: Data(picture.bytes))
      if picture.scale < 1 {
        FileHandle.standardError.write(Data("\(scaleMark)\(picture.scale)".utf8))
      }
      return true
    } catch let size as PictureSize.TooLarge {
      FileHandle.standardError.write(Data("\(sizeMark)\(size.width) \(size.height)".utf8))
      return false
    } catch {
      FileHandle.standardError.write(Data("\(error)".prefix(4_000).utf8))
      return false
    }
  }

  /// `ITIMER_PROF`, the processor time of the process, which the systems import as different types.
  private static let profilingTimer: Int32 = 2

  /// All of standard input. The steps depend on its length alone, and not on how fast it comes: the library's order
  /// follows the addresses that it gets.
  private static func readInput() throws -> String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    while true {
      if count == bytes.count { bytes += [UInt8](repeating: 0, count: count) }
      let got = bytes.withUnsafeMutableBytes {
        read(STDIN_FILENO, $0.baseAddress?.advanced(by: count), $0.count - count)
      }
      if got == 0 { return String(decoding: bytes[..<count], as: UTF8.self) }
      if got < 0, errno != EINTR {
        throw DiagramError.failed(
          "the layout process cannot read: \(String(cString: strerror(errno)))")
      }
      count += max(0, got)
    }
  }

  /// Ends this process soon after the one that started it, however that ended: another one is its parent then.
  private static func endWithParent() {
    let parent = getppid()
    Thread.detachNewThread {
      while getppid() == parent { usleep(200_000) }
      _exit(0)
    }
  }

  /// What a worker says last on standard error when it shrank the picture.
  private static let scaleMark = "picture-scale "
  /// What it says last when the picture is too large for its format.
  private static let sizeMark = "picture-size "

  /// The numbers behind a mark at the end of what a worker said.
  private static func numbers(behind mark: String, in text: String) -> [Double] {
    guard let place = text.ranges(of: mark).last else { return [] }
    return text[place.upperBound...].split(whereSeparator: \.isWhitespace)
      .compactMap { Double($0) }
  }

  /// The longest time limit in seconds: a day.
  package static let longest = 86_400.0

  /// The exit code of a worker whose time is over.
  private static let tooSlow: Int32 = 14

  /// Held from creating pipes to starting the process. A process started in between would inherit the pipes, and
  /// this one would wait for an end of input that comes only when the other process ends.
  private static let starting = Mutex<Void>(())

  /// Prevents this program from ending when a worker ends before it has read all input.
  private static let ignoresClosedPipes: Void = {
    signal(SIGPIPE, SIG_IGN)
  }()

  /// The picture as the bytes of a file, and how much it was shrunk.
  /// - Throws: `DiagramError`.
  func render(_ dot: String, _ task: LayoutTask, seconds: Double) throws -> LaidOut {
    let limit = Int(saturating: min(max(1, seconds.rounded(.up)), Self.longest))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments + [task.rawValue, String(limit)]
    // Tables of random order would give the library other addresses in every run.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SWIFT_DETERMINISTIC_HASHING": "1"]) { $1 }
    let (input, output, problems) = try Self.starting.withLock { _ in
      let pipes = (Pipe(), Pipe(), Pipe())
      (process.standardInput, process.standardOutput, process.standardError) = pipes
      for pipe in [pipes.0, pipes.1, pipes.2] {
        for handle in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
          _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        }
      }
      do {
        try process.run()
      } catch {
        throw DiagramError.noWorker(error.localizedDescription)
      }
      return pipes
    }
    // Written concurrently with reading, so that neither end waits for the other. The exit status reports a
    // worker that ends before it has read all input.
    _ = Self.ignoresClosedPipes
    DispatchQueue.global().async {
      try? input.fileHandleForWriting.write(contentsOf: Data(dot.utf8))
      try? input.fileHandleForWriting.close()
    }
    // A worker that is stopped is ended from here; one that waits for a processor has time.
    let late = Mutex(false)
    let end = DispatchSource.makeTimerSource()
    end.schedule(deadline: .now() + .seconds(20 * limit + 60))
    end.setEventHandler {
      late.withLock { $0 = true }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
    end.activate()
    defer { end.cancel() }
    let picture = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    let reason = (try? problems.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal {
      if process.terminationStatus == SIGKILL, late.withLock({ $0 }) {
        throw DiagramError.tooSlow(seconds)
      }
      throw DiagramError.failed(
        "the layout process was ended by signal \(process.terminationStatus)")
    }
    if process.terminationStatus == Self.tooSlow { throw DiagramError.tooSlow(seconds) }
    let said = String(decoding: reason, as: UTF8.self)
    guard process.terminationStatus == 0 else {
      let size = Self.numbers(behind: Self.sizeMark, in: said)
      if size.count == 2 { throw DiagramError.tooLarge(width: Int(size[0]), height: Int(size[1])) }
      throw DiagramError.failed(said)
    }
    return LaidOut(
      bytes: Array(picture), scale: Self.numbers(behind: Self.scaleMark, in: said).first ?? 1)
  }
}
