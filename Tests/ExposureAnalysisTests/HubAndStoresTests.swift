import ArchitectureAnalysis
import Foundation
import Lowering
import Propagation
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel
import YearSimulation

/// The shipped hub, stores and federated stores: the same people and services, and figures by closed forms.
@Suite struct HubAndStoresTests {
  private static func topology(_ name: String, _ variant: String? = nil) throws -> Topology {
    let path = ProjectFolder.root.appendingPathComponent("graphs/\(name).yaml").path
    return try #require(TopologyLoader().load(path: path, variant: variant).topology)
  }

  private static let names = ["centralized-hub", "decentralized-stores", "federated-stores"]

  @Test func thePeopleAndTheServicesAreTheSame() throws {
    let topologies = try Self.names.map { try Self.topology($0) }
    func people(_ topology: Topology) -> [String] {
      topology.groups.map { "\($0.id) \($0.size)" }
    }
    for topology in topologies {
      #expect(people(topology) == people(topologies[0]))
      #expect(topology.services.map(\.id) == topologies[0].services.map(\.id))
      #expect(topology.fields.map(\.id) == topologies[0].fields.map(\.id))
      let insured = try #require(topology.personClasses.first)
      #expect(topology.groups[insured].size == CountInterval(exactly: 33_000_000))
      #expect(topology.services.count == 2 * 84)
      // Likelihoods are said to be from somewhere, and they are the ones of that source.
      #expect(topology.sources.contains { $0.title?.contains("Cyentia, IRIS 2025") == true })
    }
  }

  private static func outlook(_ name: String, _ variant: String?) throws -> ClassOutlook {
    let topology = try topology(name, variant)
    var options = SimulationOptions()
    options.includesServices = false
    options.classes = [try #require(topology.personClasses.first)]
    return try #require(try Simulation(LoweredTopology(topology), options).classes.first)
  }

  /// What exposes a store, or the hub: an intrusion, the login, the flaw, the campaign.
  private static func exposed(_ intrusion: Double) -> Double {
    1 - (1 - intrusion) * 0.95 * 0.99 * 0.99
  }

  private static func check(
    _ outlook: ClassOutlook, mean: Double, any: Double, all: Double
  ) throws {
    #expect(outlook.hits == nil)
    let expected = try #require(outlook.expectedHigh)
    #expect(abs(expected.value - mean) < 1e-3)
    #expect(abs(outlook.any.value - any) < 1e-12)
    #expect(abs(outlook.high.exceeding(32_999_999) - all) < 1e-12)
  }

  @Test(arguments: [("one-hub", 0.093), ("intrusion-of-2008", 0.025)])
  func oneHub(_ variant: String, _ intrusion: Double) throws {
    let exposed = Self.exposed(intrusion)
    try Self.check(
      try Self.outlook("centralized-hub", variant), mean: 33e6 * exposed, any: exposed, all: exposed
    )
  }

  @Test func storesWithOneLogin() throws {
    let together = 1 - 0.95 * 0.99 * 0.99
    let none = (0..<84).reduce(1.0) { product, _ in product * 0.907 }
    let each = (0..<84).reduce(1.0) { product, _ in product * 0.093 }
    try Self.check(
      try Self.outlook("decentralized-stores", "shared-login"), mean: 33e6 * Self.exposed(0.093),
      any: together + (1 - together) * (1 - none), all: together + (1 - together) * each)
  }

  @Test(arguments: [("login-per-store", 0.093), ("intrusion-of-2008", 0.025)])
  func storesWithALoginEach(_ variant: String, _ intrusion: Double) throws {
    let together = 1 - 0.99 * 0.99
    let alone = 1 - (1 - intrusion) * 0.95
    let none = (0..<84).reduce(1.0) { product, _ in product * (1 - alone) }
    let each = (0..<84).reduce(1.0) { product, _ in product * alone }
    try Self.check(
      try Self.outlook("decentralized-stores", variant), mean: 33e6 * Self.exposed(intrusion),
      any: together + (1 - together) * (1 - none), all: together + (1 - together) * each)
  }

  /// A way in is open when its login is stolen or its gateway intruded; k of three open all stores.
  @Test(arguments: [("one-of-three", 1), ("two-of-three", 2), ("three-of-three", 3)])
  func federatedStores(_ variant: String, _ needed: Int) throws {
    let way = 1 - 0.907 * 0.95
    let ways = [1, 3 * way, 3 * way * way, way * way * way]
    let shut = 1 - way
    let open = (needed...3).reduce(0.0) { sum, count in
      sum + ways[count] * (0..<3 - count).reduce(1.0) { product, _ in product * shut }
    }
    let together = 1 - 0.99 * 0.99 * 0.99 * (1 - open)
    let none = (0..<84).reduce(1.0) { product, _ in product * 0.907 }
    let each = (0..<84).reduce(1.0) { product, _ in product * 0.093 }
    try Self.check(
      try Self.outlook("federated-stores", variant),
      mean: 33e6 * (1 - (1 - together) * 0.907),
      any: together + (1 - together) * (1 - none), all: together + (1 - together) * each)
  }

  /// Behind two of three gateways one password, and one gateway, opens nothing; any two do.
  @Test func twoOfThreeMakesPairs() throws {
    let topology = try Self.topology("federated-stores")
    let architecture = try Architecture(
      "federated", label: nil, topology,
      {
        var question = ComparisonTests.question()
        question.order = 2
        return question
      }())
    let sets = try #require(architecture.attackSets["insured"])
    // Each of 84 stores, and three common causes, alone; of two ways in the login or the gateway of each.
    #expect(sets.family.countsBySize().map(\.exactInt) == [0, 87, 12])
  }
}
