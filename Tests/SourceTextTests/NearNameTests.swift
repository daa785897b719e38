import SourceText
import Testing

@Suite struct NearNameTests {
  @Test(arguments: [
    ("sytems", ["systems", "secrets"], "systems"),
    ("organisations", ["organizations", "people"], "organizations"),
    ("flosw", ["flows", "fields"], "flows"),
    ("a", ["b"], "b"),
    // How a name is written does not make it another: case, and accents composed or not.
    ("FLOWS", ["flows", "fields"], "flows"), ("Aé", ["ae\u{301}", "bc"], "ae\u{301}"),
    ("caisse-ne\u{301}e", ["caisse-n\u{E9}e", "caisse-nee"], "caisse-n\u{E9}e"),
    ("viamedis-cor", ["viamedis-core", "viamedis-portal"], "viamedis-core"),
  ])
  func aNearNameIsFound(name: String, candidates: [String], expected: String) {
    #expect(NearName.nearest(to: name, among: candidates) == expected)
  }

  @Test(arguments: [
    ("title", ["people", "flows"]), ("a", []), ("store", ["store-1x", "warehouse"]),
    // Two are as near, so neither is meant more than the other.
    ("store-3", ["store-1", "store-2"]),
  ])
  func nothingIsGuessed(name: String, candidates: [String]) {
    #expect(NearName.nearest(to: name, among: candidates) == nil)
  }

  @Test func nearNamesComeNearestFirst() {
    #expect(
      NearName.near(to: "stor", among: ["warehouse", "storing", "store", "star"])
        == ["star", "store", "storing"])
  }
}
