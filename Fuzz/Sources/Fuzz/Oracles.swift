import Foundation

/// What must hold of every answer. Each returns what is wrong; nil: nothing.
enum Oracles {
  /// A question, with the words before and after the file's name.
  static let questions: [[String]] = [
    ["analyze"], ["explain", "--people", "p"], ["severity"], ["duties"],
    ["spof", "--budget", "100ms"],
    ["simulate", "--assume", "5%", "--trials", "200"], ["lineage"], ["verify"],
    ["harden", "--budget", "1"], ["compare", "--assume", "5%", "--trials", "200"],
    ["diagram", "-o", "picture.dot"], ["export", "graphml"], ["check"],
  ]

  /// The questions that have an answer in JSON.
  static let inJSON: Set<String> = [
    "analyze", "explain", "severity", "duties", "spof", "simulate", "lineage", "verify", "harden",
    "compare", "check",
  ]

  static func exit(_ answer: Program.Answer, isValid: Bool) -> String? {
    if answer.isSignal { return "ended by signal \(answer.exit)" }
    guard (0...2).contains(answer.exit) else { return "exit code \(answer.exit)" }
    if answer.exit == 2, answer.error.isEmpty { return "refused without a reason" }
    // What a valid file lacks for a question is said by one line: no incident, no variant, nothing to check.
    if isValid, answer.exit == 2 {
      let error = String(decoding: answer.error, as: UTF8.self)
      if error.hasPrefix("error[") { return "valid, but refused: \(error.prefix(200))" }
    }
    return nil
  }

  /// Text that does something instead of being shown, or a line that a CI system takes for a command.
  static func text(_ data: Data) -> String? {
    let text = String(decoding: data, as: UTF8.self)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: continue
      case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069:
        return "U+\(String(scalar.value, radix: 16)) in the answer"
      default: continue
      }
    }
    for line in text.split(separator: "\n") where line.drop(while: \.isWhitespace).hasPrefix("::") {
      return "a line begins like a workflow command: \(line.prefix(80))"
    }
    return text.contains("##vso[") ? "a command of Azure Pipelines in the answer" : nil
  }
}
