import IncidentFindings
import Lowering
import Propagation
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// The engine against the naive reading of the semantics, on random topologies.
@Suite struct SemanticsTests {
  /// Loads a seed's topology; nil when its random counts contradict one another, which is refused.
  static func topology(
    _ seed: UInt64, _ options: RandomTopology.Options = .init()
  ) throws -> Topology? {
    let text = RandomTopology.text(seed: seed, options: options)
    let outcome = TopologyLoader().load(file: SourceFile(name: "seed-\(seed).json", text: text))
    let errors = outcome.diagnostics.filter { $0.severity == .error }
    #expect(
      errors.allSatisfy { $0.code == "counts-disagree" },
      "\(DiagnosticRenderer(files: outcome.files).render(errors))")
    return outcome.topology
  }

  /// Blocks of seeds, so that a failure names a small range and blocks run side by side.
  static let blocks = (0..<20).map { UInt64($0) * 100 }

  @Test(arguments: blocks) func engineAgreesWithTheNaiveReading(_ first: UInt64) throws {
    var analysed = 0
    for seed in first..<first + 100 {
      guard let topology = try Self.topology(seed) else { continue }
      analysed += 1
      let lowered = LoweredTopology(topology)
      let scenario = Scenario(Reference(0), in: topology)
      let naive = NaiveSemantics(topology, scenario)
      let world = lowered.world(of: scenario)
      let exposure = lowered.exposure
      let control = Set(topology.systems.references.filter { world.holds(exposure.control($0)) })
      #expect(control == naive.control, "seed \(seed)")
      let has = Set(topology.secrets.references.filter { world.holds(exposure.has($0)) })
      #expect(has == naive.has, "seed \(seed)")
      let exposed = Set(exposure.exposed.filter { world.holds($0.value) }.map(\.key))
      #expect(exposed == naive.exposed, "seed \(seed)")
      for cell in exposure.known.keys {
        let fact = try #require(exposure.known[cell])
        #expect(world.holds(fact) == naive.knows(cell.field, cell.group), "seed \(seed)")
      }
      for cell in naive.known where !exposed.contains(cell) {
        #expect(exposure.known[cell].map(world.holds) == true, "seed \(seed)")
      }
      let outage = OutageSurvey(lowered, stopped: scenario.stopped)
      #expect(
        Set(topology.systems.references.filter(outage.stops)) == naive.stops, "seed \(seed)")
      #expect(
        Set(topology.services.references.filter { outage.state($0) == .down }) == naive.down,
        "seed \(seed)")
    }
    #expect(analysed > 50)
  }

  @Test(arguments: blocks) func lineageAgreesWithTheNaiveReading(_ first: UInt64) throws {
    for seed in first..<first + 25 {
      guard let topology = try Self.topology(seed) else { continue }
      let naive = NaiveSemantics(topology, Scenario())
      let carried = Lineage(topology).carried.map {
        NaiveSemantics.Cell(dataset: $0.dataset, field: $0.field, group: $0.group)
      }
      #expect(Set(carried) == naive.carries && carried.count == naive.carries.count, "seed \(seed)")
    }
  }

  @Test(arguments: blocks) func addingAnEventNeverUnexposes(_ first: UInt64) throws {
    for seed in first..<first + 25 {
      guard let topology = try Self.topology(seed) else { continue }
      var random = SplitMix64(seed: seed)
      let lowered = LoweredTopology(topology)
      let scenario = Scenario(Reference(0), in: topology)
      let event = try #require(topology.basicEvents.randomElement(using: &random))
      let before = lowered.world(of: scenario)
      let after = lowered.world(of: Scenario(events: scenario.events + [event]))
      #expect(before.order.allSatisfy(after.holds), "seed \(seed)")
    }
  }

  @Test(arguments: blocks) func everyDerivationReplays(_ first: UInt64) throws {
    for seed in first..<first + 25 {
      guard let topology = try Self.topology(seed) else { continue }
      let lowered = LoweredTopology(topology)
      let program = lowered.exposure.program
      let events = Scenario(Reference(0), in: topology).events.map(lowered.exposure.fact)
      let world = lowered.exposureFixpoint.evaluate(assuming: events)
      let shortest = ShortestDerivation(program, assuming: events)
      for fact in lowered.exposure.exposed.values where world.holds(fact) {
        let proof = try #require(shortest.derivation(of: fact))
        var established = Set(proof.premises)
        #expect(established.isSubset(of: events), "seed \(seed)")
        for step in proof.steps {
          let body = Set(program.body(step.clause))
          #expect(program.heads[Int(step.clause)] == step.fact)
          #expect(step.uses.allSatisfy { body.contains($0) && established.contains($0) })
          #expect(Set(step.uses).count >= Int(program.thresholds[Int(step.clause)]))
          established.insert(step.fact)
        }
        #expect(established.contains(fact), "seed \(seed)")
      }
    }
  }
}
