import Foundation

/// The one rule by which a name of another tool becomes an id of a topology.
///
/// An id is letters and digits of all scripts, `_`, `-`, `/` and `:`. Everything else becomes a hyphen, several
/// hyphens one, and none is left at an end. The name itself stays as the label.
enum Slug {
  /// What a full stop becomes.
  enum Stop {
    /// A hyphen, as everything else.
    case hyphen
    /// A slash, in names of tables.
    case slash
  }

  /// The id for a name; `unnamed` for a name without letters and digits.
  /// - Complexity: O(length).
  static func of(_ name: String, stop: Stop = .hyphen, lowercase: Bool = false) -> String {
    if let plain = plain(name, stop, lowercase) { return plain }
    let composed = name.precomposedStringWithCanonicalMapping
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = "-"
    for scalar in (lowercase ? composed.lowercased() : composed).unicodeScalars {
      var next: Unicode.Scalar = "-"
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "/", ":": next = scalar
      case ".": next = stop == .slash ? "/" : "-"
      default: if !scalar.isASCII, isLetterOrDigit(scalar) { next = scalar }
      }
      if next == "-", previous == "-" { continue }
      result.append(next)
      previous = next
    }
    while result.last == "-" { result.removeLast() }
    return result.isEmpty ? "unnamed" : String(result)
  }

  /// The name, if it is an id already and ASCII, as most are.
  private static func plain(_ name: String, _ stop: Stop, _ lowercase: Bool) -> String? {
    var needsChange = name.isEmpty
    var previous = UInt8(ascii: "-")
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A, 0x5F, 0x2F, 0x3A: break
      case 0x41...0x5A: if lowercase { needsChange = true }
      case 0x2D: if previous == 0x2D { needsChange = true }
      default: needsChange = true
      }
      previous = byte
    }
    return needsChange || previous == 0x2D ? nil : name
  }

  /// The language's letters and digits: letters and marks of all scripts, decimal digits.
  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber:
      true
    default: false
    }
  }
}

/// Gives ids to names: from the names alone, so that a second import gives the same, in whatever order it reads them.
///
/// Two names with one id are numbered in the order of the names. What an earlier import called something keeps its id.
struct Namer {
  /// Ids given so far; the sections of a topology share them.
  private var taken: Set<String> = []
  /// Ids of an earlier import, by section and name.
  private let earlier: [String: String]
  /// How many ids had to be numbered.
  private(set) var numbered = 0

  init(earlier: [String: String] = [:]) {
    self.earlier = earlier
  }

  /// Ids for names that are all known: the same for the same set of names.
  /// - Parameters:
  ///   - section: Where the names stand, for ids of an earlier import.
  ///   - names: Distinct names.
  mutating func ids(
    _ section: String, _ names: [String], stop: Slug.Stop = .hyphen, lowercase: Bool = false
  ) -> [String] {
    var result = [String](repeating: "", count: names.count)
    let order = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
    // A name that is an id as it stands comes first.
    let slugs = names.map { Slug.of($0, stop: stop, lowercase: lowercase) }
    let known = names.map { earlier["\(section)\u{0}\($0)"] != nil }
    for rank in 0..<3 {
      for index in order
      where (known[index] ? 0 : names[index] == slugs[index] ? 1 : 2) == rank {
        result[index] = give(section, names[index], slugs[index])
      }
    }
    return result
  }

  /// Takes an id of an earlier import; whether it is free.
  mutating func keep(_ section: String, _ id: String) -> Bool {
    taken.insert(Self.shared.contains(section) ? id : "\(section)\u{0}\(id)").inserted
  }

  /// The id for one name.
  mutating func id(
    _ section: String, _ name: String, slug: String? = nil, stop: Slug.Stop = .hyphen,
    lowercase: Bool = false
  ) -> String {
    give(section, name, slug ?? Slug.of(name, stop: stop, lowercase: lowercase))
  }

  /// The id for one name: the first of several that is free, else the first with a number.
  mutating func id(_ section: String, _ name: String, candidates: [String]) -> String {
    let scope = Self.shared.contains(section) ? "" : section + "\u{0}"
    if earlier[section + "\u{0}" + name] == nil,
      let free = candidates.first(where: { !taken.contains(scope + $0) })
    {
      taken.insert(scope + free)
      return free
    }
    return give(section, name, candidates.first ?? Slug.of(name))
  }

  private mutating func give(_ section: String, _ name: String, _ slug: String) -> String {
    let scope = Self.shared.contains(section) ? "" : section + "\u{0}"
    if let known = earlier[section + "\u{0}" + name], taken.insert(scope + known).inserted {
      return known
    }
    var id = slug
    var number = 1
    while !taken.insert(scope + id).inserted {
      number += 1
      id = "\(slug)-\(number)"
    }
    if number > 1 { numbered += 1 }
    return id
  }

  /// Sections that share one namespace.
  private static let shared: Set = ["organizations", "systems", "secrets", "services", "events"]
}
