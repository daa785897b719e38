import Foundation
import SourceText

/// A JSON document as a value. Keys are written in sorted order, so that equal results are equal bytes.
package enum JSONValue: Sendable, Hashable, Encodable, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case null

  /// A string.
  package init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  package init(integerLiteral value: Int) { self = .integer(value) }
  /// A truth value.
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// An array.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object. A repeated key is a programming error.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }
  /// null.
  package init(nilLiteral: ()) { self = .null }

  /// An array of strings.
  package static func strings(_ values: some Sequence<String>) -> JSONValue {
    .array(values.map(JSONValue.string))
  }

  /// A string or null.
  package static func optional(_ value: String?) -> JSONValue {
    value.map(JSONValue.string) ?? .null
  }

  /// A finite number; for other values, the word for it, because JSON has no such numbers.
  package static func finite(_ value: Double) -> JSONValue {
    if value.isNaN { return .null }
    if value.isInfinite { return value > 0 ? "infinity" : "-infinity" }
    return .number(value)
  }

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ value: String) { stringValue = value }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Encodes the value.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let entries):
      var container = encoder.container(keyedBy: Name.self)
      for (key, value) in entries { try container.encode(value, forKey: Name(key)) }
    case .array(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try container.encode(value) }
    case .string(let value): try single(encoder, value)
    case .integer(let value): try single(encoder, value)
    case .number(let value): try single(encoder, value)
    case .boolean(let value): try single(encoder, value)
    case .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    }
  }

  private func single(_ encoder: any Encoder, _ value: some Encodable) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }

  /// The document on one line, with sorted keys.
  package func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Self.visible(String(decoding: try encoder.encode(self), as: UTF8.self))
  }

  /// The document as text, with sorted keys and a final line break.
  package func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Self.visible(String(decoding: try encoder.encode(self), as: UTF8.self)) + "\n"
  }

  /// The same document in which characters that would do something to who looks at it are escapes: controls, breaks of
  /// lines, marks of direction, what has no width. So is the second of two number signs, which begin a command of some
  /// CI systems. All of these are only within strings.
  private static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x7F && $0 != 0x23 }) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar != "\n", TerminalText.isHarmful(scalar) || scalar == "#" && last == "#" {
        for unit in UTF16.encode(scalar) ?? .init() {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    return result
  }
}
