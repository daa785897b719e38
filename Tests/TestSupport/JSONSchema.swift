public import Foundation

/// A validator for the keywords of JSON Schema 2020-12 that this project's schemas use.
///
/// Annotations are let pass; any other keyword that is not known is an error of the schema, so that no
/// schema says something that no test checks.
public struct JSONSchema: Sendable {
  /// The schema itself is wrong.
  public struct Malformed: Error, CustomStringConvertible {
    /// What is wrong with it.
    public let description: String
  }

  private let root: JSONValue
  private static let annotations: Set<String> = [
    "$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default",
  ]

  /// A schema from its text; every keyword in it is checked to be known.
  public init(_ text: Data) throws {
    root = try JSONDecoder().decode(JSONValue.self, from: text)
  }

  /// Where, as a JSON pointer, and why a value is refused; empty when it is accepted.
  public func problems(of value: JSONValue) throws -> [String] {
    try check(value, root, at: "")
  }

  /// The schema at a JSON pointer such as `#/$defs/flow`.
  public func definition(_ reference: String) throws -> JSONValue {
    var found = root
    for step in reference.split(separator: "/").dropFirst() {
      guard let next = found[String(step)] else {
        throw Malformed(description: "nothing is at \(reference)")
      }
      found = next
    }
    return found
  }

  private func check(_ value: JSONValue, _ schema: JSONValue, at path: String) throws -> [String] {
    if case .bool(let accepts) = schema { return accepts ? [] : ["\(path): not allowed"] }
    guard case .object(let keywords) = schema else {
      throw Malformed(description: "a schema is an object or a boolean")
    }
    var problems: [String] = []
    for (keyword, argument) in keywords.sorted(by: { $0.key < $1.key })
    where !Self.annotations.contains(keyword) {
      problems += try check(value, keyword, argument, in: keywords, at: path)
    }
    return problems
  }

  private func check(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue,
    in schema: [String: JSONValue], at path: String
  ) throws -> [String] {
    switch (keyword, argument) {
    case ("$ref", .string(let reference)):
      return try check(value, try definition(reference), at: path)
    case ("type", .string(let type)): return refused(!Self.has(value, type), path, "is no \(type)")
    case ("type", .array(let types)):
      let fits = types.contains { Self.has(value, $0.string ?? "") }
      return refused(!fits, path, "has none of the types allowed")
    case ("enum", .array(let values)):
      return refused(!values.contains(value), path, "is none of the values allowed")
    case ("const", _): return refused(value != argument, path, "is not the value required")
    case ("anyOf", .array(let schemas)):
      let fits = try schemas.contains { try check(value, $0, at: path).isEmpty }
      return refused(!fits, path, "fits none of the forms allowed")
    case ("oneOf", .array(let schemas)):
      let fitting = try schemas.count { try check(value, $0, at: path).isEmpty }
      return refused(fitting != 1, path, "fits \(fitting) of the forms, of which one is allowed")
    case ("if", _):
      let holds = try check(value, argument, at: path).isEmpty
      guard let branch = schema[holds ? "then" : "else"] else { return [] }
      return try check(value, branch, at: path)
    case ("then", _), ("else", _): return []
    default: break
    }
    switch value {
    case .object(let members):
      return try check(members, keyword, argument, in: schema, at: path)
    case .array(let items): return try check(items, keyword, argument, at: path)
    case .string(let text): return try check(text, keyword, argument, at: path)
    case .number(let number): return try check(number, keyword, argument, at: path)
    case .null, .bool:
      try requireKnown(keyword)
      return []
    }
  }

  private func check(
    _ members: [String: JSONValue], _ keyword: String, _ argument: JSONValue,
    in schema: [String: JSONValue], at path: String
  ) throws -> [String] {
    let ordered = members.sorted { $0.key < $1.key }
    switch (keyword, argument) {
    case ("properties", .object(let properties)):
      return try ordered.flatMap { name, member in
        try properties[name].map { try check(member, $0, at: "\(path)/\(name)") } ?? []
      }
    case ("additionalProperties", _):
      var known: Set<String> = []
      if case .object(let properties)? = schema["properties"] { known = Set(properties.keys) }
      return try ordered.flatMap { name, member in
        known.contains(name) ? [] : try check(member, argument, at: "\(path)/\(name)")
      }
    case ("propertyNames", _):
      return try ordered.flatMap { name, _ in
        try check(.string(name), argument, at: "\(path)/\(name)")
      }
    case ("required", .array(let names)):
      return names.compactMap(\.string).filter { members[$0] == nil }
        .map { "\(path): '\($0)' is missing" }
    case ("minProperties", .number(let least)):
      return refused(Double(members.count) < least, path, "has too few members")
    default:
      try requireKnown(keyword)
      return []
    }
  }

  private func check(
    _ items: [JSONValue], _ keyword: String, _ argument: JSONValue, at path: String
  ) throws -> [String] {
    switch (keyword, argument) {
    case ("items", _):
      return try items.enumerated().flatMap { index, item in
        try check(item, argument, at: "\(path)/\(index)")
      }
    case ("minItems", .number(let least)):
      return refused(Double(items.count) < least, path, "has too few items")
    case ("maxItems", .number(let most)):
      return refused(Double(items.count) > most, path, "has too many items")
    default:
      try requireKnown(keyword)
      return []
    }
  }

  private func check(
    _ text: String, _ keyword: String, _ argument: JSONValue, at path: String
  ) throws -> [String] {
    guard keyword == "pattern", let pattern = argument.string else {
      try requireKnown(keyword)
      return []
    }
    let expression = try NSRegularExpression(pattern: pattern)
    let whole = NSRange(location: 0, length: text.utf16.count)
    let found = expression.firstMatch(in: text, range: whole)
    return refused(found == nil, path, "does not match \(pattern)")
  }

  private func check(
    _ number: Double, _ keyword: String, _ argument: JSONValue, at path: String
  ) throws -> [String] {
    switch (keyword, argument) {
    case ("minimum", .number(let least)): return refused(number < least, path, "is too small")
    case ("maximum", .number(let most)): return refused(number > most, path, "is too large")
    default:
      try requireKnown(keyword)
      return []
    }
  }

  /// A keyword for values of another type says nothing of this one, but it must be known.
  private func requireKnown(_ keyword: String) throws {
    let known: Set<String> = [
      "properties", "additionalProperties", "propertyNames", "required", "minProperties",
      "items", "minItems", "maxItems", "pattern", "minimum", "maximum",
    ]
    guard known.contains(keyword) else {
      throw Malformed(description: "the keyword '\(keyword)' is not known")
    }
  }

  private func refused(_ isRefused: Bool, _ path: String, _ why: String) -> [String] {
    isRefused ? ["\(path.isEmpty ? "/" : path): \(why)"] : []
  }

  private static func has(_ value: JSONValue, _ type: String) -> Bool {
    switch (type, value) {
    case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string),
      ("array", .array), ("object", .object):
      true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }
}
