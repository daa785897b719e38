import Foundation
import Lowering
import PointAnalysis
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// The single points of French third-party payment.
@Suite struct SinglePointsTests {
  static func lowered(variant: String? = nil) throws -> LoweredTopology {
    let path = ProjectFolder.root.appendingPathComponent("graphs/third-party-payment.yaml").path
    return LoweredTopology(
      try #require(TopologyLoader().load(path: path, variant: variant).topology))
  }

  static func points(variant: String? = nil) throws -> [String: PointFinding] {
    let lowered = try lowered(variant: variant)
    // Of whom anything comes out: Almerys's login shows nothing of the gravest tier.
    let points = SinglePoints(
      lowered, entry: EntrySet(lowered.topology), measure: .people
    ).points
    return Dictionary(
      uniqueKeysWithValues: points.map { (lowered.topology.id(of: $0.subject), $0) })
  }

  @Test(arguments: ["viamedis-login", "almerys-login", "viamedis-core", "almerys-core"])
  func loginsAndCoresAreSinglePointsForExposure(_ id: String) throws {
    #expect(try Self.points()[id]?.isExposurePoint == true)
  }

  @Test(arguments: ["viamedis-portal", "almerys-portal"])
  func portalsAreSinglePointsForApprovals(_ id: String) throws {
    let topology = try Self.lowered().topology
    let finding = try #require(try Self.points()[id])
    #expect(finding.isAvailabilityPoint)
    let down = Set(finding.down.map { topology.services[$0].id })
    #expect(down.isSuperset(of: ["optical-approval", "hearing-aid-approval"]))
  }

  @Test(arguments: ["viamedis-login", "almerys-login"])
  func secondFactorTakesTheLoginsOffTheList(_ id: String) throws {
    let finding = try #require(try Self.points(variant: "second-factor")[id])
    #expect(!finding.isSinglePoint)
    #expect(finding.isHarmless)
  }

  @Test func anEventOfLikelihoodZeroExposesNobody() throws {
    var topology = try Self.lowered().topology
    let login = try #require(topology.secrets.firstIndex { $0.id == "viamedis-login" })
    topology.secrets[login].theft = 0
    let entry = EntrySet(topology)
    #expect(entry.excluded == [.theft(Reference(login))])
    let points = SinglePoints(LoweredTopology(topology), entry: entry).points
    let finding = try #require(
      points.first { $0.subject == .event(.theft(Reference(login))) })
    #expect(finding.classes.isEmpty)
    #expect(!finding.isSinglePoint)
  }

  @Test func everyMemberOfAFleetIsAnOrganization() throws {
    let points = try Self.points()
    #expect(points["viamedis-insurers[17]"]?.subject.kind == .organization)
    #expect(points["viamedis-insurers[81]"]?.subject.kind == .organization)
    #expect(points["viamedis-insurers"] == nil)
  }

  @Test func theThresholdDecides() throws {
    let lowered = try Self.lowered()
    let entry = EntrySet(lowered.topology)
    func ids(_ threshold: Double) -> Set<String> {
      let points = SinglePoints(lowered, entry: entry, threshold: threshold).points
      return Set(
        points.filter(\.isExposurePoint).map { lowered.topology.id(of: $0.subject) })
    }
    #expect(ids(0.3).contains("viamedis-core"))
    #expect(!ids(0.3).contains("almerys-core"))
    #expect(ids(0.2).isSuperset(of: ids(0.3)))
  }
}
