import Foundation
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// Files that start from other files, and variants, which are patches too.
@Suite struct ExtendsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func load(_ name: String, variant: String? = nil) -> LoadOutcome {
    TopologyLoader().load(path: folder.path + "/" + name, variant: variant)
  }

  @Test func laterFilesWinAndThisOneLast() throws {
    try folder.write(
      "one.yaml", "title: One\ndescription: One\nfields: { a: { label: One }, b: {} }\n")
    try folder.write("two.yaml", "title: Two\nfields: { a: { category: two } }\n")
    try folder.write("top.yaml", "extends: [one.yaml, two.yaml]\nfields: { c: {}, b: null }\n")
    let topology = try #require(load("top.yaml").topology)
    #expect(topology.title == "Two")
    #expect(topology.description == "One")
    #expect(topology.fields.map(\.id) == ["a", "c"])
    #expect(topology.fields.first?.label == "One")
    #expect(topology.fields.first?.category == "two")
  }

  @Test func pathsAreRelativeToTheFileThatSaysThem() throws {
    try folder.write("parts/base/base.yaml", "title: Base\n")
    try folder.write("parts/middle.yaml", "extends: base/base.yaml\n")
    try folder.write("parts/other/again.yaml", "extends: ../middle.yaml\n")
    try folder.write("top.yaml", "extends: parts/other/again.yaml\n")
    #expect(load("top.yaml").topology?.title == "Base")
  }

  @Test func aFileReachedTwiceIsReadOnce() throws {
    try folder.write("base.yaml", "title: Base\nfields: { a: {} }\n")
    try folder.write("left.yaml", "extends: base.yaml\nfields: { left: {} }\n")
    try folder.write("right.yaml", "extends: base.yaml\nfields: { right: {} }\n")
    try folder.write("top.yaml", "extends: [left.yaml, right.yaml]\n")
    let outcome = load("top.yaml")
    #expect(outcome.topology?.fields.map(\.id) == ["a", "left", "right"])
    #expect(outcome.files.files.count == 4)
  }

  @Test func findingsPointIntoTheFileThatSaysIt() throws {
    try folder.write("base.yaml", "title: Base\nfields: { a: { labl: x } }\n")
    try folder.write("top.yaml", "extends: base.yaml\nfields:\n  b: { labl: y }\n")
    let outcome = load("top.yaml")
    let places = outcome.diagnostics.compactMap(\.position)
    #expect(
      places == [
        SourcePosition(file: 0, line: 3, column: 8), SourcePosition(file: 1, line: 2, column: 16),
      ])
    #expect(outcome.files[1]?.name.hasSuffix("/base.yaml") == true)
  }

  @Test(arguments: [
    ("own.yaml", "extends-circle"), ("absent.yaml", "file-missing"),
    ("../../outside.yaml", "extends-outside"), ("/etc/hostname", "extends-outside"),
    ("https://example.org/a.yaml", "extends-outside"), ("link.yaml", "extends-outside"),
    ("sub", "not-a-file"), ("{}", "wrong-type"), ("[]", "empty-list"), ("", nil),
  ])
  func whatCannotBeExtended(name: String, code: String?) throws {
    try folder.write("sub/inside.yaml", "title: Inside\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.yaml", withDestinationPath: "/etc/hostname")
    try folder.write("own.yaml", "title: Own\nextends: \(name)\n")
    let found = load("own.yaml").diagnostics
    #expect(found.map(\.code) == (code.map { [$0] } ?? []))
    if code != nil { #expect(found.first?.position?.line == 2) }
  }

  @Test func aCircleOfThree() throws {
    try folder.write("a.yaml", "extends: b.yaml\n")
    try folder.write("b.yaml", "extends: c.yaml\n")
    try folder.write("c.yaml", "extends: a.yaml\n")
    #expect(load("a.yaml").diagnostics.map(\.code) == ["extends-circle"])
  }

  @Test func tooManyFiles() throws {
    for number in 0..<5 {
      try folder.write("\(number).yaml", "extends: \(number + 1).yaml\n")
    }
    try folder.write("5.yaml", "title: End\n")
    var limits = LoaderLimits()
    limits.files = 5
    let outcome = TopologyLoader(limits: limits).load(path: folder.path + "/0.yaml")
    #expect(outcome.diagnostics.map(\.code) == ["too-many-files"])
    #expect(load("0.yaml").topology?.title == "End")
  }

  /// Each time is a merge of the whole file.
  @Test(arguments: [(255, [String]()), (256, ["too-many-files"]), (2_000, ["too-many-files"])])
  func aFileCountsAsOftenAsItIsExtended(_ count: Int, _ codes: [String]) throws {
    try folder.write("base.yaml", "fields: { a: {} }\n")
    let names = [String](repeating: "base.yaml", count: count).joined(separator: ", ")
    try folder.write("top.yaml", "extends: [\(names)]\ntitle: Again\n")
    #expect(load("top.yaml").diagnostics.map(\.code) == codes)
  }

  @Test func aFileInMemoryHasNoFolder() {
    let outcome = TopologyLoader().load(
      file: SourceFile(name: "memory", text: "extends: base.yaml\n"))
    #expect(outcome.diagnostics.map(\.code) == ["extends-outside"])
  }

  @Test func aMistakeInABaseIsTheOnlyOne() throws {
    try folder.write("base.yaml", "organizations: { clinic: {} }\nfields: [\n")
    try folder.write("top.yaml", "extends: base.yaml\nsystems: { a: { organization: clinic } }\n")
    #expect(load("top.yaml").diagnostics.map(\.code) == ["yaml-syntax"])
  }

  // MARK: - Files of one list

  /// A difference is one of meaning, not of notation, and also one inside of a variant.
  @Test(arguments: [
    ("people: { a: { count: 1000 } }", "people: { a: { count: 1k } }", [UInt32]()),
    ("people: { a: { count: 1000 } }", "people: { a: { count: 1_000..1000 } }", []),
    ("people: { a: { count: 1000 } }", "people: { a: { count: 1001 } }", [1]),
    ("organizations: { o: { intrusion: 2% } }", "organizations: { o: { intrusion: 0.02 } }", []),
    ("secrets: { k: { theft: 1% } }", "secrets: { k: { theft: 0.02 } }", [1]),
    ("fields: { f: { label: 1k } }", "fields: { f: { label: '1000' } }", [1]),
    ("variants: { v: { label: A } }", "variants: { v: { label: B } }", [1]),
    (
      "variants: { v: { change: { people: { a: { count: 5 } } } } }",
      "variants: { v: { change: { people: { a: { count: 6 } } } } }", [1]
    ),
    (
      "variants: { v: { change: { people: { a: { count: 5 } } } } }",
      "variants: { v: { change: { people: { b: { count: 6 } } } } }", []
    ),
    (
      "variants: { v: { change: { people: { a: null } } } }",
      "variants: { v: { change: { people: { a: { count: 6 } } } } }", [1]
    ),
  ])
  func siblingsDisagreeInMeaning(_ one: String, _ two: String, _ lines: [UInt32]) throws {
    try folder.write("one.yaml", one + "\n")
    try folder.write("two.yaml", two + "\n")
    try folder.write("top.yaml", "extends: [one.yaml, two.yaml]\npeople: { a: {}, b: {} }\n")
    let found = load("top.yaml").diagnostics.filter { $0.code == "files-disagree" }
    #expect(found.compactMap(\.position?.line) == lines)
  }

  /// A count that disagrees stands where it is written, not where its entry begins.
  @Test func aCountIsNotedWhereItIsWritten() throws {
    try folder.write(
      "base.yaml", "people: { all: { count: 1000, groups: { some: { count: 10 } } } }\n")
    try folder.write("top.yaml", "extends: base.yaml\n\npeople: { all: { count: 7 } }\n")
    let found = try #require(load("top.yaml").diagnostics.first { $0.code == "counts-disagree" })
    let places = [found.position] + found.notes.map(\.position)
    #expect(
      places == [
        SourcePosition(file: 1, line: 1, column: 49), SourcePosition(file: 0, line: 3, column: 18),
      ])
  }

  // MARK: - Variants

  @Test func aVariantIsAPatch() throws {
    try folder.write(
      "top.yaml",
      """
      title: As it is
      fields: { a: { label: A }, b: {} }
      variants:
        other: { label: Another, change: { title: Other, fields: { b: null, a: { label: New }, c: {} } } }
        same: {}
      """)
    let base = try #require(load("top.yaml").topology)
    #expect(base.fields.map(\.id) == ["a", "b"])
    #expect(base.variants.map(\.id) == ["other", "same"])
    let other = try #require(load("top.yaml", variant: "other").topology)
    #expect(other.title == "Other")
    #expect(other.fields.map(\.id) == ["a", "c"])
    #expect(other.fields.first?.label == "New")
    #expect(other.variants.map(\.id) == ["other", "same"])
    #expect(load("top.yaml", variant: "same").topology?.title == "As it is")
  }

  @Test func variantsOfABaseAreJoinedWithTheirNulls() throws {
    try folder.write(
      "base.yaml",
      "fields: { a: {}, b: {}, c: {} }\nvariants: { less: { change: { fields: { a: null } } } }\n")
    try folder.write(
      "top.yaml", "extends: base.yaml\nvariants: { less: { change: { fields: { b: null } } } }\n")
    let outcome = load("top.yaml", variant: "less")
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.topology?.fields.map(\.id) == ["c"])
  }

  @Test func allVariantsSayOnlyWhatIsNew() throws {
    try folder.write(
      "top.yaml",
      """
      title: As it is
      secrets: { key: {} }
      systems: { store: { secrets: key, access: [{ requires: key }] } }
      variants:
        keyless: { change: { secrets: { key: null, kee: null } } }
      """)
    let all = TopologyLoader().loadAllVariants(path: folder.path + "/top.yaml")
    #expect(all.base.diagnostics.map(\.code) == ["rule-without-effect"])
    #expect(all.variants.count == 1)
    #expect(
      all.variants[0].diagnostics.map(\.code)
        == ["unknown-reference", "unknown-reference", "nothing-to-remove"])
    let named = all.variants[0].diagnostics.allSatisfy {
      $0.notes.contains { $0.message == "in the variant 'keyless'" }
    }
    #expect(named)
  }
}
