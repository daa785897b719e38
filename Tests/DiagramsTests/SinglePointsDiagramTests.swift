@testable import Diagrams
import Lowering
import PointAnalysis
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// The picture marks what the answer says, no more and no less.
@Suite struct SinglePointsDiagramTests {
  @Test(arguments: [0..<25, 25..<50] as [Range<UInt64>])
  func marksAreTheAnswers(seeds: Range<UInt64>) throws {
    for seed in seeds {
      let text = RandomTopology.text(seed: seed)
      let loaded = TopologyLoader().load(file: SourceFile(name: "random.yaml", text: text)).topology
      guard let topology = loaded else { continue }
      let lowered = LoweredTopology(topology)
      let answer = PointsAnswer(PointsQuestion(), of: lowered)
      let model = DiagramModel.singlePoints(of: answer, in: lowered)
      for point in answer.points.points {
        let mark = try #require(self.mark(of: point.subject, in: model, topology), "seed \(seed)")
        guard case .event = point.subject else { continue }
        #expect(mark.isForExposure == point.isExposurePoint, "seed \(seed)")
        #expect(mark.isForAvailability == point.isAvailabilityPoint, "seed \(seed)")
      }
      for organization in topology.organizations.references {
        let own = answer.points.points.first {
          if case .organization(organization, _) = $0.subject { true } else { false }
        }
        let id = topology.organizations[organization].id
        let drawn = model.organizations.first { $0.id == id }
        // The answer lists the gravest member of a fleet first.
        #expect(drawn?.mark?.isForExposure == own?.isExposurePoint, "seed \(seed) \(id)")
        #expect(drawn?.mark?.isForAvailability == own?.isAvailabilityPoint, "seed \(seed) \(id)")
      }
      for choke in answer.chokePoints {
        let target = topology.words(of: choke.target)
        for event in topology.basicEvents {
          let isOwn =
            switch event {
            case .theft(let secret): choke.secrets.contains(secret)
            case .intrusion(let system): choke.systems.contains(system)
            case .common: false
            }
          let isChoke = isOwn || choke.events.contains(event)
          let mark = mark(of: .event(event), in: model, topology)
          #expect(mark?.chokes.contains(target) == isChoke, "seed \(seed)")
        }
        let lines = model.edges.count { $0.chokes.contains(target) }
        if choke.flows.isEmpty, choke.rules.isEmpty { #expect(lines == 0, "seed \(seed)") }
        if !choke.flows.isEmpty { #expect(lines > 0, "seed \(seed)") }
      }
    }
  }

  private func mark(
    of subject: PointSubject, in model: DiagramModel, _ topology: Topology
  ) -> DiagramModel.PointMark? {
    let id = topology.member(of: subject)?.id ?? topology.id(of: subject)
    switch subject {
    case .event(.intrusion):
      return model.systems.first { model.nodes(named: id).contains(.system($0.id)) }?.mark
    case .event(.theft):
      return model.secrets.first { model.nodes(named: id).contains(.secret($0.id)) }?.mark
    case .event(.common): return model.causes.first { $0.id == id }?.mark
    case .organization(let organization, _):
      return model.organizations.first { $0.id == topology.organizations[organization].id }?.mark
    }
  }

  @Test func anOrganizationIsAPointByItself() throws {
    var options = DiagramOptions()
    options.detail = .organization
    let folded = DiagramFolding(SampleModels.singlePoints, messages: [], options: options).folded
    let viamedis = try #require(folded.model.organizations.first { $0.id == "viamedis" })
    #expect(
      viamedis.mark?.within == ["◆⬣⋈ Portal for professionals", "◆⬣⋈ Rights service (Visiodroits)"])
    #expect(viamedis.standing == .critical)
    #expect(folded.model.causes.map(\.id) == ["flaw"])
    let others = try #require(folded.model.stubs.first { $0.label == "3 organizations" })
    #expect(others.hidden.contains("Pacifica (Crédit Agricole)"))
    #expect(folded.messages.contains { $0.contains("3 organizations") })
  }

  @Test func aFileWithoutSinglePointsSaysSo() throws {
    let text = "organizations: { a: {} }\nsystems: { s: { organization: a } }\n"
    let loaded = TopologyLoader().load(file: SourceFile(name: "small.yaml", text: text)).topology
    let lowered = LoweredTopology(try #require(loaded))
    let model = DiagramModel.singlePoints(
      of: PointsAnswer(PointsQuestion(), of: lowered), in: lowered)
    #expect(model.notes.contains { $0.hasPrefix("No single point of failure") })
    #expect(model.systems.first?.standing == .untouched)
  }
}
