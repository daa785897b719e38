import Foundation

/// What a layout worker reads, and how it learns that the process that started it is gone.
enum WorkerInput {
  /// A graph with its length in front, so that the pipe can stay open behind it.
  static func message(_ graph: String) -> Data {
    Data("\(graph.utf8.count)\n\(graph)".utf8)
  }

  /// Reads a message from standard input.
  /// - Throws: `DiagramError` if it ends too early.
  static func read() throws -> String {
    let input = FileHandle.standardInput
    var digits: [UInt8] = []
    while let byte = try input.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n"),
      digits.count < 19
    {
      digits.append(byte)
    }
    guard let count = Int(String(decoding: digits, as: UTF8.self)), count >= 0 else {
      throw DiagramError.failed("the layout process got no graph")
    }
    var graph = Data()
    while graph.count < count, let more = try input.read(upToCount: count - graph.count),
      !more.isEmpty
    {
      graph.append(more)
    }
    guard graph.count == count else {
      throw DiagramError.failed("the layout process got only part of a graph")
    }
    return String(decoding: graph, as: UTF8.self)
  }

  /// Ends this process as soon as standard input ends: its other end is open as long as the sender lives.
  static func endWithSender() {
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while true {
        let count = Foundation.read(STDIN_FILENO, &byte, 1)
        if count == 0 || (count < 0 && errno != EINTR) { _exit(0) }
      }
    }
  }
}
