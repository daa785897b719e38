import Foundation
import SourceText
import TestSupport
import Testing
@testable import TopologyLanguage
@testable import TopologyModel

/// Two versions side by side: what is an edit, what was only renamed, and what some edits make.
@Suite struct TopologyEditsTests {
  static let base = """
    organizations: { shop: { label: shop }, bank: {} }
    people: { clients: { count: 5, groups: { gold: { count: 1 }, others: {} } } }
    fields: { name: { category: user.name }, card: { category: user.financial } }
    secrets: { password: { held-by: shop }, key: {} }
    systems:
      store: { organization: shop, datasets: { orders: { people: gold, fields: [name, card] } } }
      portal: { organization: bank, access: [{ requires: password, reads: [store.orders] }] }
    flows: { feed: { from: store.orders, to: portal.copy } }
    """.replacing("access: [", with: "datasets: { copy: {} }, access: [")

  private func edits(_ old: String, _ new: String) throws -> TopologyEdits {
    let store = FileStore(named: "old:") { $0 == "t.yaml" ? Array(old.utf8) : nil }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-edits-\(UUID().uuidString).yaml")
    try Data(new.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return TopologyLoader().edits(from: "t.yaml", in: store, to: file.path)
  }

  @Test(arguments: [
    ("systems.portal", [("portal", "gate")]), ("secrets.password", [("password", "pass-word")]),
    ("store and all that names it", [("store", "shelf")]), ("people", [("gold", "silver")]),
    ("field", [("card", "pan")]), ("dataset", [("orders", "sales")]),
    ("two at once", [("portal", "gate"), ("password", "pin")]),
  ])
  func renamingIsNoEdit(name: String, words: [(String, String)]) throws {
    var new = Self.base
    for (old, other) in words { new = new.replacing(old, with: other) }
    let edits = try edits(Self.base, new)
    #expect(edits.edits.isEmpty)
    #expect(Set(edits.renamed.map(\.new)) == Set(words.map(\.1)))
    #expect(edits.oldTopology().topology != nil)
  }

  /// A label that happens to read like an id is only a word.
  @Test func wordsAreNotRenamed() throws {
    let new = Self.base.replacing("shop: { label: shop }", with: "firm: { label: shop }")
      .replacing("held-by: shop", with: "held-by: firm")
      .replacing("organization: shop", with: "organization: firm")
    let edits = try edits(Self.base, new)
    #expect(edits.edits.isEmpty)
    #expect(edits.oldTopology().topology?.organizations.first?.label == "shop")
  }

  @Test(arguments: [
    ("count: 5", "count: 6", ["people.clients.count"]),
    ("[name, card]", "[name]", ["systems.store.datasets.orders.fields"]),
    ("flows: { feed: { from: store.orders, to: portal.copy } }", "", ["flows.feed"]),
    ("fields: {", "events: { fire: { hits: store } }\nfields: {", ["events.fire"]),
    ("name: { category: user.name }", "name: { category: user.name } ", []),
  ])
  func findsEdits(old: String, new: String, expected: [String]) throws {
    let edits = try edits(Self.base, Self.base.replacing(old, with: new))
    #expect(edits.edits.map { $0.path.joined(separator: ".") } == expected)
  }

  /// No edit gives the old version and all edits the new one, whatever the versions are.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func allEditsMakeTheNewVersion(seed: UInt64) throws {
    let old = RandomTopology.text(seed: seed)
    let new = RandomTopology.text(seed: seed + 1)
    let edits = try edits(old, new)
    func shape(_ outcome: LoadOutcome) -> [String] {
      guard let topology = outcome.topology else {
        return outcome.diagnostics.map { "\($0.code) \($0.message)" }.sorted()
      }
      return
        (topology.systems.map { "\($0.id) \($0.secrets.count)" }
        + topology.datasets.map {
          "\($0.id) \($0.fields.map { topology.fields[$0].id }) \($0.people.count)"
        }
        + topology.groups.map { "\($0.id) \($0.size)" } + topology.flows.map(\.id)).sorted()
    }
    let all = edits.load(Set(edits.edits.indices))
    #expect(shape(all) == shape(edits.newTopology()), "seed \(seed)")
  }
}
