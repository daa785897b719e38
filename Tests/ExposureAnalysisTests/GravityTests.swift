import ArchitectureAnalysis
import IncidentFindings
import Lowering
import PointAnalysis
import SourceText
import Testing
import TopologyLanguage
import TopologyModel
import YearSimulation

/// People are counted by how grave it is what comes out, and nothing that is public comes out anew.
@Suite struct GravityTests {
  private static func lowered(_ text: String) throws -> LoweredTopology {
    let outcome = TopologyLoader().load(file: SourceFile(name: "test.yaml", text: text))
    return LoweredTopology(try #require(outcome.topology, "\(outcome.diagnostics)"))
  }

  /// Names can be read by everyone, numbers by whoever has the key or the site.
  static let town = """
    organizations: { town: { role: controller } }
    people: { residents: { count: 4000 } }
    fields: { name: { identifies: combined }, number: { identifies: alone } }
    secrets: { key: { kind: key, theft: 3% }, unused: { kind: key, theft: 50% } }
    systems:
      site:
        organization: town
        intrusion: 2%
        datasets: { list: { people: residents, fields: [name, number] } }
        access: { public: { reads: { list: [name] } }, admin: { requires: key, reads: list } }
    variants:
      less: { change: { systems: { site: { datasets: { list: { fields: [name] } } } } } }
    """

  private static func points(
    _ lowered: LoweredTopology, _ measure: ExposureMeasure? = nil
  ) -> Set<String> {
    let points = SinglePoints(lowered, entry: EntrySet(lowered.topology), measure: measure)
    return Set(
      points.points.filter { $0.isExposurePoint && $0.subject.kind != .organization }
        .map { lowered.topology.id(of: $0.subject) })
  }

  @Test func whatEverybodyCanReadIsNotNewlyExposed() throws {
    let lowered = try Self.lowered(Self.town)
    #expect(Self.points(lowered) == ["key", "site"])
    let name = lowered.topology.fields.references.first { lowered.topology.fields[$0].id == "name" }
    #expect(Self.points(lowered, .field(try #require(name))) == [])
  }

  @Test func hardeningStartsWithWhatIsNotPublic() throws {
    let source = TopologyLoader().source(file: SourceFile(name: "town.yaml", text: Self.town))
    let plan = try #require(try HardeningPlan(source, budget: 1))
    #expect(plan.steps.first?.control.name == "dropped-field:site.list.number")
    #expect(!plan.ranked.contains { $0.control.subject == "site.public" })
  }

  private static let clinic = """
    organizations: { clinic: { role: controller } }
    people: { patients: { count: 1000, groups: { treated: { count: 300 } } } }
    fields:
      name: { category: user.name }
      doctor: { category: user.name, public: true }
      diagnosis: { category: user.health_and_medical }
      note: { category: user.unique_id, gravity: { tier: sensitive, because: It tells the ward } }
      odd: {}
    systems:
      desk: { organization: clinic, intrusion: 10%, datasets: { list: { people: patients, fields: [name, doctor] } } }
      ward: { organization: clinic, intrusion: 1%, datasets: { files: { people: treated, fields: [diagnosis] } } }
      board: { organization: clinic, intrusion: 5%, datasets: { doctors: { people: patients, fields: doctor } } }
      notes: { organization: clinic, intrusion: 1%, datasets: { notes: { people: patients, fields: note } } }
      other: { organization: clinic, intrusion: 1%, datasets: { odd: { people: patients, fields: odd } } }
    """

  @Test func peopleAreCountedByTier() throws {
    let lowered = try Self.lowered(Self.clinic)
    let points = SinglePoints(lowered, entry: EntrySet(lowered.topology)).points
    func point(_ id: String) throws -> PointFinding {
      try #require(points.first { lowered.topology.id(of: $0.subject) == id })
    }
    func exactly(_ count: Int) -> CountInterval { CountInterval(exactly: count) }
    #expect(try point("desk").persons == exactly(1000))
    #expect(try point("desk").persons(.sensitive) == .zero)
    #expect(try point("ward").persons(.sensitive) == exactly(300))
    #expect(try point("ward").persons(.simple) == exactly(300))
    #expect(try point("notes").persons(.sensitive) == exactly(1000))
    #expect(try point("board").persons == .zero, "public")
    // What the file does not say is at least simple, and perhaps as grave as anything.
    #expect(try point("other").persons(.sensitive) == CountInterval(low: 0, high: 1000))
    #expect(try point("other").persons(.simple) == exactly(1000))
    let order = points.filter { $0.subject.kind == .system }
      .map { lowered.topology.id(of: $0.subject) }
    #expect(order == ["notes", "ward", "other", "desk", "board"])
  }

  @Test func aSinglePointIsOneInTheGravestTier() throws {
    let lowered = try Self.lowered(Self.clinic)
    #expect(Self.points(lowered) == ["notes", "ward"])
    #expect(Self.points(lowered, .people) == ["desk", "notes", "other", "ward"])
    #expect(Self.points(lowered, .tier(.simple)) == ["desk", "notes", "other", "ward"])
    let diagnosis = try #require(
      lowered.topology.fields.references.first { lowered.topology.fields[$0].id == "diagnosis" })
    #expect(Self.points(lowered, .field(diagnosis)) == ["ward"])
  }

  @Test func aYearIsCountedByTier() throws {
    let lowered = try Self.lowered(Self.clinic)
    func expected(_ measure: ExposureMeasure) throws -> Double {
      var options = SimulationOptions()
      options.measure = measure
      return try Simulation(lowered, options).classes[0].expectedLow.value
    }
    let sensitive = 0.01 * 1000 + 0.99 * 0.01 * 300
    #expect(abs(try expected(.tier(.sensitive)) - sensitive) < 1e-9)
    #expect(try expected(.people) > 100)
  }

  @Test func anIncidentTellsTiers() throws {
    let lowered = try Self.lowered(
      Self.clinic + "\nincidents: { both: { intruded: [desk, ward, board] } }\n")
    let analysis = IncidentAnalysis(lowered, Scenario(Reference(0), in: lowered.topology))
    #expect(
      analysis.people.first?.tiers == [
        TierFinding(tier: .sensitive, persons: CountInterval(exactly: 300)),
        TierFinding(tier: .simple, persons: CountInterval(exactly: 1000)),
      ])
    #expect(analysis.people.first?.fields.first { $0.field.index == 1 }?.status == .exposed)
  }
}
