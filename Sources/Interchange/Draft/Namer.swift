import TopologyLanguage

/// Gives ids to names: from the names alone, so that a second import gives the same, in whatever order it reads them.
///
/// Two names with one id are numbered in the order of the names. What an earlier import called something keeps its id.
struct Namer {
  /// Ids given so far, by what stands before those of a section.
  private var taken: [String: SymbolTable] = [:]
  private let earlier: EarlierImport
  /// What is given is told, so that the next import can do the same.
  private let log: ImportLog

  init(_ earlier: EarlierImport, _ log: ImportLog) {
    self.earlier = earlier
    self.log = log
  }

  /// What stands before the ids of a section that has a namespace of its own.
  static func scope(_ section: String) -> String {
    shared.contains(section) ? "" : section + "\u{0}"
  }

  /// Ids for names that are all known: the same for the same set of names.
  /// - Parameters:
  ///   - section: Where the names stand, for ids of an earlier import.
  ///   - names: Distinct names.
  mutating func ids(
    _ section: String, _ names: [String], stop: Slug.Stop = .hyphen, lowercase: Bool = false
  ) -> [String] {
    var result = [String](repeating: "", count: names.count)
    let order = ByteOrder.sorted(names)
    // A name that is an id as it stands comes first.
    let slugs = names.map { Slug.of($0, stop: stop, lowercase: lowercase) }
    let known =
      earlier.isEmpty
      ? [Bool](repeating: false, count: names.count)
      : names.map { earlier.ids["\(section)\u{0}\($0)"] != nil }
    for rank in 0..<3 {
      for index in order
      where (known[index] ? 0 : names[index] == slugs[index] ? 1 : 2) == rank {
        result[index] = give(section, names[index], slugs[index])
      }
    }
    return result
  }

  /// Takes an id of an earlier import; whether it is free.
  mutating func keep(_ section: String, _ id: String) -> Bool { take(id, Self.scope(section)) }

  /// Takes an id; whether it was free.
  private mutating func take(_ id: String, _ scope: String) -> Bool {
    taken[scope, default: SymbolTable()].insert(id)
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
    let scope = Self.scope(section)
    let first = candidates.first ?? Slug.of(name)
    if earlier.id(of: name, first, in: section) == nil,
      let free = candidates.first(where: {
        taken[scope]?.find($0) == nil && !earlier.isTaken($0, scope)
      })
    {
      _ = take(free, scope)
      log.names.add(free, section, name, first)
      return free
    }
    return give(section, name, first)
  }

  /// The id that an earlier import gave to a name; else its slug, with a number if that is taken or was something else's.
  private mutating func give(_ section: String, _ name: String, _ slug: String) -> String {
    let scope = Self.scope(section)
    var id = slug
    if let known = earlier.id(of: name, slug, in: section), take(known, scope) {
      id = known
    } else {
      var number = 1
      while earlier.isTaken(id, scope) || !take(id, scope) {
        number += 1
        id = "\(slug)-\(number)"
      }
    }
    log.names.add(id, section, name, slug)
    return id
  }

  /// Sections that share one namespace.
  private static let shared: Set = ["organizations", "systems", "secrets", "services", "events"]
}

extension SymbolTable {
  /// Adds a text; whether it was new.
  fileprivate mutating func insert(_ text: String) -> Bool {
    let before = count
    _ = intern(text)
    return count != before
  }
}
