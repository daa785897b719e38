import SourceText
import TopologyModel

/// Turns the nodes of one merged file into a topology as declared.
///
/// Ids are collected first, so that entries may refer to one another in any order; then every entry is
/// decoded in place. A mistake is reported where it is and its value left out, so that it is reported once
/// and everything else still is: after an error the topology is consistent, but incomplete.
/// - Complexity: O(nodes) when there is nothing to report.
struct TopologyDecoder {
  typealias Node = NodeArena.Node
  typealias Symbol = SymbolTable.Symbol

  /// An entry of a section: its id, where the id is written, and what it says.
  struct Entry {
    let id: String
    let name: Node
    let body: Node
  }

  /// The known keys of one entry.
  struct Record {
    let children: ArraySlice<Node>
    /// The entry's name or place, for what is missing from it.
    let name: Node
  }

  let arena: NodeArena
  let limits: LoaderLimits
  var findings: Findings
  var topology = Topology()
  var names: Names
  /// Datasets by system and short name.
  var datasets: [DatasetName: Int] = [:]
  /// Datasets by their full name, once looked up.
  var datasetsByName: [UInt32]
  /// Organizations whose `count` is wrong: they are fleets, of nobody knows how many.
  var brokenFleets: Set<Int> = []
  var carriage = Carriage()
  var arrivals = Arrivals()
  /// Organizations that have systems.
  var holders: Set<Int> = []
  /// Names that may still be compared in search of what somebody meant.
  var comparisons: Int
  var suggestions: [Suggestion: String?] = [:]
  /// Whether something about people, and what they are split across, is wrong.
  var peopleAreSound = true

  struct DatasetName: Hashable {
    let system: Int
    let name: Symbol
  }

  struct Suggestion: Hashable {
    let text: String
    let sections: [Section]
  }

  init(arena: NodeArena, limits: LoaderLimits, findings: Findings) {
    self.arena = arena
    self.limits = limits
    self.findings = findings
    names = Names(symbols: arena.symbols.count)
    datasetsByName = [UInt32](repeating: .max, count: arena.symbols.count)
    comparisons = limits.comparisons
  }

  mutating func decode(_ root: Node) {
    guard let record = record(root, .topology, name: root) else { return }
    topology.title = text(.title, record) ?? ""
    topology.description = text(.description, record)
    let errors = findings.errors
    let sources = define(.source, entries(.sources, record))
    let organizations = define(.organization, entries(.organizations, record))
    let groups = definePeople(record)
    let cohorts = define(.cohort, entries(.cohorts, record))
    let fields = define(.field, entries(.fields, record))
    let secrets = define(.secret, entries(.secrets, record))
    let systems = define(.system, entries(.systems, record))
    let services = define(.service, entries(.services, record))
    let events = define(.event, entries(.events, record))
    decodeSources(sources)
    decodeOrganizations(organizations)
    decodeGroups(groups)
    topology.numberGroups()
    decodeCohorts(cohorts)
    peopleAreSound = findings.errors == errors
    decodeFields(fields)
    decodeSecrets(secrets)
    let records = decodeSystems(systems)
    let serviceRecords = decodeServiceOwners(services)
    decodeAccess(records)
    decodeServices(serviceRecords)
    decodeFlows(record)
    decodeInferences(record)
    decodeLeaks(entries(.leaks, record))
    decodeEvents(events)
    decodeIncidents(entries(.incidents, record))
    decodeVariants(entries(.variants, record))
    checkCarriage()
    checkSelections()
    checkWidening()
  }
}
