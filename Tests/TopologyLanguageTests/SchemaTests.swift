import Foundation
import SourceText
import TestSupport
import Testing
@testable import TopologyLanguage
@testable import TopologyModel

/// The JSON Schema and the loader say the same about the shape of a topology.
@Suite struct SchemaTests {
  private static let loaded = Result {
    try JSONSchema(
      Data(
        contentsOf: URL(fileURLWithPath: RepositoryFiles.root + "/schemas/topology.schema.json")))
  }

  private static func schema() throws -> JSONSchema { try loaded.get() }

  /// Findings about shape: what a schema can see without following a reference.
  static let shapeCodes: Set<FindingCode> = [
    .unknownKey, .missingKey, .wrongType, .unknownValue, .emptyList, .invalidID, .invalidCount,
    .invalidLikelihood, .conditionForm, .emptyCondition,
  ]

  @Test(arguments: RepositoryFiles.graphs)
  func acceptsEveryTopologyThatIsShipped(path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let value = try #require(json(bytes))
    #expect(try Self.schema().problems(of: value) == [])
  }

  @Test(arguments: DiagnosticCatalogueTests.topologies)
  func acceptsTheGoodExamples(code: String) throws {
    let explanation = try #require(DiagnosticCatalogue.explanation(of: code))
    let value = try #require(json(Array(explanation.good.utf8)))
    #expect(try Self.schema().problems(of: value) == [])
  }

  @Test(arguments: DiagnosticCatalogueTests.topologies)
  func refusesTheBadExamplesOfShape(code: String) throws {
    let explanation = try #require(DiagnosticCatalogue.explanation(of: code))
    guard let found = FindingCode(rawValue: code), Self.shapeCodes.contains(found) else { return }
    let value = try #require(json(Array(explanation.bad.utf8)))
    #expect(try !Self.schema().problems(of: value).isEmpty)
  }

  /// Both refuse what has a wrong shape; what only the loader can see wrong the schema lets pass.
  @Test(arguments: BadTopologiesTests.cases)
  func agreesOnEveryBadTopology(marked: MarkedCase) throws {
    guard let value = json(Array(marked.text.utf8)) else { return }
    let codes = marked.expectations.compactMap { FindingCode(rawValue: $0.code) }
    let problems = try Self.schema().problems(of: value)
    if codes.contains(where: Self.shapeCodes.contains) {
      #expect(!problems.isEmpty)
    } else if codes.allSatisfy({ $0.severity == .warning }) {
      #expect(problems == [])
    }
  }

  /// Each mistake of shape is seen alone too: the case with every other line that has a mistake left out.
  @Test(arguments: BadTopologiesTests.cases)
  func seesEachMistakeOfShapeAlone(marked: MarkedCase) throws {
    let lines = marked.text.split(separator: "\n", omittingEmptySubsequences: false)
    let wrong = Set(marked.expectations.map(\.line))
    for line in wrong {
      let text = lines.enumerated().filter {
        !wrong.contains($0.offset + 1) || $0.offset + 1 == line
      }
      .map(\.element).joined(separator: "\n")
      let outcome = TopologyLoader().load(file: SourceFile(name: "bad.yaml", text: text))
      let isOfShape = outcome.diagnostics.contains { diagnostic in
        FindingCode(rawValue: diagnostic.code).map(Self.shapeCodes.contains) ?? false
      }
      guard isOfShape, let value = json(Array(text.utf8)) else { continue }
      #expect(try !Self.schema().problems(of: value).isEmpty, "\(lines[line - 1])")
    }
  }

  /// The schema's properties are the decoder's table of keys.
  @Test(arguments: [
    ("patch", Shape.topology), ("source", .source), ("organization", .organization),
    ("group", .group), ("cohort", .cohort), ("field", .field), ("secret", .secret),
    ("system", .system), ("accessRule", .accessRule), ("datasetEntry", .dataset), ("flow", .flow),
    ("inference", .inference), ("leak", .leak), ("service", .service), ("event", .event),
    ("incident", .incident), ("severity", .severity), ("contextFactor", .judgement),
    ("retention", .retention), ("claim", .claim), ("variant", .variant),
    ("requirement", .requirement), ("neverExposed", .neverExposed),
    ("peopleAtMost", .peopleAtMost), ("shareAtMost", .shareAtMost), ("neverIn", .neverIn),
    ("encryptedElsewhere", .encryptedElsewhere), ("survives", .survives),
    ("crossingsDeclared", .crossingsDeclared),
  ])
  func hasTheKeysOfTheDecoder(definition: String, shape: Shape) throws {
    let schema = try Self.schema().definition("#/$defs/\(definition)")
    guard case .object(let properties)? = schema["properties"] else {
      Issue.record("no properties")
      return
    }
    #expect(Set(properties.keys) == Set(shape.keys.map(\.text)))
    #expect(schema["additionalProperties"] == .bool(false))
    for (key, property) in properties {
      #expect(property["description"] != nil || property["enum"] != nil, "\(key)")
    }
  }

  // MARK: - YAML as JSON

  /// The file as the JSON that an editor checks; nil when it is no YAML.
  private func json(_ bytes: [UInt8]) -> JSONValue? {
    var arena = NodeArena()
    let limits = LoaderLimits()
    var findings = Findings(limit: 10)
    var reader = YAMLReader(file: 0, limits: limits, budget: limits.nodes)
    guard let root = reader.read(bytes, into: &arena, findings: &findings), findings.errors == 0
    else { return nil }
    return json(root, arena)
  }

  private func json(_ node: NodeArena.Node, _ arena: NodeArena) -> JSONValue {
    switch arena.kind(node) {
    case .list: return .array(arena.children(node).map { json($0, arena) })
    case .map:
      let pairs = arena.pairs(node).map { key, value in
        (arena.symbols.text(arena.symbol(key)), json(value, arena))
      }
      return .object(Dictionary(pairs) { first, _ in first })
    case .quoted: return .string(arena.symbols.text(arena.symbol(node)))
    case .plain:
      if arena.isNull(node) { return .null }
      if let value = arena.boolean(node) { return .bool(value) }
      let text = arena.symbols.text(arena.symbol(node))
      return Self.number(text).map(JSONValue.number) ?? .string(text)
    }
  }

  /// The number that a plain scalar is in the YAML 1.2 core schema; nil: it is text.
  private static func number(_ text: String) -> Double? {
    let core = #"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"#
    return text.range(of: core, options: .regularExpression) == nil ? nil : Double(text)
  }
}
