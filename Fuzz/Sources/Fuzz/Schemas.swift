import Foundation

/// The schemas of the answers in JSON, by their names.
struct Schemas {
  private var schemas: [String: JSONSchema] = [:]

  init(_ files: [URL]) throws {
    for file in files where file.lastPathComponent.hasSuffix(".schema.json") {
      schemas["exposure." + file.lastPathComponent.dropLast(".schema.json".count)] =
        try JSONSchema(Data(contentsOf: file))
    }
  }

  /// Why an answer is not as its schema says; nil if it is.
  func problem(of data: Data) -> String? {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: data) else {
      return "no JSON"
    }
    guard let name = value["schema"]?.string else { return "JSON without its schema" }
    guard let schema = schemas[String(name.prefix { $0 != "/" })] else {
      return "no schema is called \(name)"
    }
    do {
      let problems = try schema.problems(of: value)
      return problems.isEmpty ? nil : "not as \(name): \(problems.prefix(3))"
    } catch {
      return "\(error)"
    }
  }

  /// Every text in quotes.
  static func words(of schema: String) -> Set<String> {
    Set(schema.split(separator: "\"").map(String.init))
  }
}
