import SourceText
import TopologyModel

/// Decodes the nodes of a merged file into a topology as declared.
///
/// Ids are collected first, so that entries may refer to each other in any order. Then every entry is decoded
/// in place. An error is reported once, where it is, and its value is left out, so that everything else is
/// still checked. After an error the topology is consistent but incomplete.
/// - Complexity: O(nodes) if there is nothing to report.
struct TopologyDecoder {
  typealias Node = NodeArena.Node
  typealias Symbol = SymbolTable.Symbol

  /// An entry of a section: its id, where the id is written, and its content.
  struct Entry {
    let id: String
    let name: Node
    let body: Node
  }

  /// The known keys of one entry.
  struct Record {
    let children: ArraySlice<Node>
    /// The entry's name or place, for reporting what is missing.
    let name: Node
  }

  let arena: NodeArena
  let limits: LoaderLimits
  var findings: Findings
  var topology = Topology()
  var names: Names
  /// Datasets by system and short name.
  var datasets: [DatasetName: Int] = [:]
  /// Datasets by full name, cached.
  var datasetsByName: [UInt32]
  /// Organizations with an invalid `count`: fleets of unknown size.
  var brokenFleets: Set<Int> = []
  var carriage = Carriage()
  var arrivals = Arrivals()
  /// Organizations that have systems.
  var holders: Set<Int> = []
  /// How many more names may be compared to find suggestions.
  var comparisons: Int
  var suggestions: [Suggestion: String?] = [:]
  /// Every valid id where it is written, and whether one has more than ASCII.
  var ids: [Node] = []
  var hasUnicodeIDs = false
  /// Whether there is an error about people, or about the fleets they are split across.
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
    let zones = defineZones(record, at: root)
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
    decodeZones(zones)
    let records = decodeSystems(systems)
    let serviceRecords = decodeServiceOwners(services)
    decodeAccess(records)
    decodeServices(serviceRecords)
    decodeFlows(record)
    decodeInferences(record)
    decodeLeaks(entries(.leaks, record))
    decodeEvents(events)
    decodeCosts(record)
    decodeIncidents(entries(.incidents, record))
    decodeVariants(entries(.variants, record))
    decodeRequirements(entries(.requirements, record))
    checkPosition()
    checkCarriage()
    checkSelections()
    checkWidening()
    checkLookAlikes()
  }
}
