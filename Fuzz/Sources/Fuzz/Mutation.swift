/// Changes to a file that keep most of its structure: blocks of lines, groups in brackets, words, values, and now and
/// then bytes.
struct Mutation {
  /// Texts from which values and blocks are taken.
  let others: [String]

  /// Values that programs get wrong: limits of numbers, what YAML takes for something else, text that is more than text.
  static let values = [
    "0", "-1", "1", "2", "9007199254740992", "9223372036854775807", "18446744073709551616", "1e308",
    "-0.0", "0.1",
    "100%", "0%", "1e-300", "inf", "nan", "~", "null", "true", "no", "{}", "[]", "''", "\"\"",
    "unknown", "..5", "5..",
    "7..3", "0..9007199254740992", "2024-02-30", "2024-02-29", "9999-12-31", "0001-01-01", "24:00",
    "even", "[0]", "*a",
    "&a x", "<<", "!!binary x", "\"\\u2028::error::x\"", "\"\\u202E\"", "\"e\\u0301\\u0301\"",
    "\"<b>&\"", "\"|\"",
    "\"=1+1\"", "\"##vso[x]\"", "\"😀\"", "[[[[[[[[]]]]]]]]", "{ all: [] }", "{ any: [a, a] }",
    "{ at-least: 3, of: a }",
  ]

  /// A text with one to four changes.
  func mutated(_ text: String, _ generator: inout Generator) -> String {
    var text = text
    for _ in 0..<Int.random(in: 1...4, using: &generator) { text = change(text, &generator) }
    return text.utf8.count > 200_000 ? String(text.prefix(200_000)) : text
  }

  private func change(_ text: String, _ generator: inout Generator) -> String {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0, 1: lines(text, &generator)
    case 2, 3: groups(text, &generator)
    case 4, 5, 6:
      words(text, &generator) { words, place, generator in
        words[place] = Self.values.randomElement(using: &generator) ?? ""
      }
    case 7, 8:
      words(text, &generator) { words, place, generator in
        let other = Int.random(in: 0..<words.count, using: &generator)
        words[place] = words[other]
      }
    case 9:
      words(text, &generator) { words, place, generator in
        let other = Int.random(in: 0..<words.count, using: &generator)
        words.swapAt(place, other)
      }
    case 10: bytes(text, &generator)
    default: spliced(text, &generator)
    }
  }

  // MARK: - Lines

  /// A block is a line with all that is indented more, below it.
  private func block(_ lines: [Substring], _ start: Int) -> Range<Int> {
    func indent(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
    let own = indent(lines[start])
    var end = start + 1
    while end < lines.count, lines[end].isEmpty || indent(lines[end]) > own { end += 1 }
    return start..<end
  }

  private func lines(_ text: String, _ generator: inout Generator) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = Int.random(in: 0..<lines.count, using: &generator)
    let block = block(lines, start)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: lines.removeSubrange(block)
    case 1:
      // The copy has another name, so that keys stay different.
      var copy = Array(lines[block])
      if let colon = copy[0].firstIndex(of: ":") {
        copy[0] =
          copy[0][..<colon] + "-\(Int.random(in: 0..<9, using: &generator))" + copy[0][colon...]
      }
      for _ in 0..<(generator.oneIn(8) ? 40 : 1) {
        lines.insert(contentsOf: copy, at: block.upperBound)
      }
    case 2:
      let copy = Array(lines[block])
      lines.removeSubrange(block)
      lines.insert(contentsOf: copy, at: Int.random(in: 0...lines.count, using: &generator))
    default: lines[start] = lines[start].drop { $0 == " " }
    }
    return lines.joined(separator: "\n")
  }

  // MARK: - Groups and words

  /// The ranges of groups in brackets, in bytes; texts in quotes are not looked into.
  private func groups(in bytes: [UInt8]) -> [Range<Int>] {
    var open: [Int] = []
    var result: [Range<Int>] = []
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(place)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if let start = open.popLast() { result.append(start..<place + 1) }
      default: break
      }
    }
    return result
  }

  private func groups(_ text: String, _ generator: inout Generator) -> String {
    var bytes = Array(text.utf8)
    let other =
      generator.oneIn(3) ? Array((others.randomElement(using: &generator) ?? text).utf8) : bytes
    guard let place = groups(in: bytes).randomElement(using: &generator),
      let from = groups(in: other).randomElement(using: &generator)
    else { return text }
    bytes.replaceSubrange(place, with: generator.oneIn(4) ? [] : Array(other[from]))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The words of a text and what is between them, word by word.
  private func words(
    _ text: String, _ generator: inout Generator,
    _ change: (inout [String], Int, inout Generator) -> Void
  ) -> String {
    var words: [String] = []
    var gaps: [String] = [""]
    for character in text {
      let isWord = character.isLetter || character.isNumber || "-_.%".contains(character)
      if isWord {
        if words.count == gaps.count {
          words[words.count - 1].append(character)
        } else {
          words.append(String(character))
        }
      } else {
        if gaps.count == words.count { gaps.append("") }
        gaps[gaps.count - 1].append(character)
      }
    }
    guard !words.isEmpty else { return text }
    change(&words, Int.random(in: 0..<words.count, using: &generator), &generator)
    var result = ""
    for place in words.indices { result += gaps[place] + words[place] }
    return result + (gaps.count > words.count ? gaps[words.count] : "")
  }

  // MARK: - The rest

  private func bytes(_ text: String, _ generator: inout Generator) -> String {
    var bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return text }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 1:
      bytes.removeSubrange(
        place..<min(bytes.count, place + Int.random(in: 1...20, using: &generator)))
    default: bytes.removeSubrange(place...)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The beginning of one text and the end of another.
  private func spliced(_ text: String, _ generator: inout Generator) -> String {
    let other = (others.randomElement(using: &generator) ?? "").split(
      separator: "\n", omittingEmptySubsequences: false)
    let own = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = own.prefix(Int.random(in: 0...own.count, using: &generator))
    let tail = other.suffix(Int.random(in: 0...other.count, using: &generator))
    return (head + tail).joined(separator: "\n")
  }
}
