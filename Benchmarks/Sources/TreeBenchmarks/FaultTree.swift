import Foundation
import Propagation

/// A monotone fault tree as clauses, read from the lines that `open_psa.py` writes.
struct FaultTree {
  let program: ClauseProgram
  let top: ClauseProgram.Fact
  let events: [ClauseProgram.Fact]
  let probabilities: [Double]

  struct Malformed: Error {
    let line: Substring
  }

  init(path: String) throws {
    var builder = ClauseProgramBuilder()
    var facts: [Substring: ClauseProgram.Fact] = [:]
    var events: [ClauseProgram.Fact] = []
    var probabilities: [Double] = []
    var top: ClauseProgram.Fact?
    func fact(_ name: Substring) -> ClauseProgram.Fact {
      if let known = facts[name] { return known }
      let fact = builder.fact()
      facts[name] = fact
      return fact
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      switch words.first {
      case "event" where words.count == 3:
        guard let probability = Double(words[2]) else { throw Malformed(line: line) }
        events.append(fact(words[1]))
        probabilities.append(probability)
      case "gate" where words.count > 3:
        guard let threshold = Int(words[2]) else { throw Malformed(line: line) }
        builder.clause(fact(words[1]), atLeast: threshold, of: words.dropFirst(3).map(fact))
      case "top" where words.count == 2: top = fact(words[1])
      default: throw Malformed(line: line)
      }
    }
    guard let top else { throw Malformed(line: "no top") }
    self.top = top
    self.events = events
    self.probabilities = probabilities
    program = builder.build()
  }
}
