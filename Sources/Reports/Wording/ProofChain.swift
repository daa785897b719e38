package import IncidentFindings

extension Naming {
  /// The proof in a few words, `professional-password → viamedis-portal.login → core.rights`. An arrow leads from
  /// what is needed to what it gives; what is needed together is joined by a plus, so that one secret does not look
  /// as if it gave the other. Of more than `longest` words in a row the first and the last ones are told, and how
  /// many are between.
  /// - Complexity: O(steps × words told). A proof may have a step for every entry of a file, so nothing here calls itself.
  package func chain(_ proof: Proof) -> String {
    guard !proof.steps.isEmpty else { return "" }
    var told: [Int: Chain] = [:]
    var begun: Set<Int> = []
    var open: [(index: Int, used: [Chain])] = []
    var done: Chain?
    var next: Int? = proof.steps.count - 1
    while true {
      if let index = next {
        next = nil
        // What was told before is named, not told again.
        if begun.insert(index).inserted {
          open.append((index, []))
        } else {
          done = word(proof.steps[index]).map { Chain($0) } ?? told[index] ?? Chain("")
        }
      }
      guard var frame = open.popLast() else { return done?.text ?? "" }
      if let part = done {
        frame.used.append(part)
        done = nil
      }
      let step = proof.steps[frame.index]
      if frame.used.count < step.uses.count {
        next = step.uses[frame.used.count]
        open.append(frame)
      } else {
        let whole = Chain(of: frame.used.filter { !$0.text.isEmpty }, endingIn: word(step))
        told[frame.index] = whole
        done = whole
      }
    }
  }
}

/// Words joined by arrows, and how many they are.
private struct Chain {
  static let longest = 48

  var text: String
  var words = 1
  /// How many words are not told.
  var omitted = 0
  /// What it begins with.
  var start: String

  init(_ word: String) {
    text = word
    start = word
  }

  /// What several chains give together.
  init(of used: [Chain], endingIn own: String?) {
    // What another one ends in is told by it.
    let before = used.indices.filter { place in
      !used.indices.contains { other in
        other != place
          && (used[other].text.hasSuffix(" → \(used[place].text)")
            || used[other].text == used[place].text && other < place)
      }
    }.map { used[$0] }
    self = before.first ?? Chain("")
    if before.count > 1 {
      text = before.map { $0.text.contains(" → ") ? "(\($0.text))" : $0.text }.joined(
        separator: " + ")
      words = before.reduce(0) { $0 + $1.words }
      omitted = before.reduce(0) { $0 + $1.omitted }
      start = before.prefix(3).map(\.start).joined(separator: " + ")
    }
    guard let own, text != own, !text.hasSuffix("→ \(own)") else { return }
    guard !text.isEmpty else {
      self = Chain(own)
      return
    }
    if words < Self.longest {
      text += " → \(own)"
      words += 1
    } else {
      omitted += words - 1
      text = "\(start) → … \(omitted) more … → \(own)"
      words = 2
    }
  }
}
