import Foundation
import IncidentFindings
import Lowering
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// What the public record of January 2024 says must come out of the topology.
@Suite struct ThirdPartyPaymentTests {
  /// As it was, computed once for all tests.
  static let asItWas = Result { try analysis(variant: nil) }

  static func analysis() throws -> IncidentAnalysis { try asItWas.get() }

  static func analysis(variant: String?) throws -> IncidentAnalysis {
    let path = ProjectFolder.root.appendingPathComponent("graphs/third-party-payment.yaml").path
    let topology = try #require(TopologyLoader().load(path: path, variant: variant).topology)
    return IncidentAnalysis(
      LoweredTopology(topology), Scenario(Reference(0), in: topology))
  }

  static func field(_ id: String, in analysis: IncidentAnalysis) throws -> FieldFinding {
    let topology = analysis.lowered.topology
    let insured = try #require(
      analysis.people.first { topology.groups[$0.personClass].id == "insured" })
    return try #require(insured.fields.first { topology.fields[$0.field].id == id })
  }

  @Test(arguments: ["civil-status", "birth-date", "nir", "insurer", "guarantees"])
  func whatTheAuthorityNamedIsExposed(_ id: String) throws {
    #expect(try Self.field(id, in: Self.analysis()).status == .exposed)
  }

  /// Fields that did not come out, but are in an earlier leak: whoever is in both has them out, and nothing says how many.
  @Test(arguments: ["medical", "postal-address", "phone", "email"])
  func anEarlierLeakMayGiveWhatDidNotComeOut(_ id: String) throws {
    let finding = try Self.field(id, in: Self.analysis())
    #expect(finding.status == .possible)
    #expect(finding.groups.isEmpty)
    #expect(finding.persons == CountInterval(low: 0, high: 491_840))
  }

  @Test(arguments: ["bank-account", "reimbursements"])
  func whatTheAuthoritySaidIsSafeIsSafeForAReason(_ id: String) throws {
    let finding = try Self.field(id, in: Self.analysis())
    #expect(finding.status == .safe)
    #expect(finding.barrier == .notReached)
    #expect(!finding.barriers.isEmpty)
  }

  @Test func thirtyThreeMillionIsConsistentAndFifteenContradicted() throws {
    let analysis = try Self.analysis()
    let incident = analysis.lowered.topology.incidents[0]
    func verdicts(_ count: CountInterval) -> Set<ClaimVerdict> {
      Set(
        analysis.claims.filter { incident.claims[$0.claim].count == count }.map(\.verdict))
    }
    #expect(verdicts(CountInterval(low: 33_000_000, high: nil)) == [.consistent])
    #expect(verdicts(CountInterval(exactly: 15_000_000)) == [.contradicted])
    #expect(verdicts(CountInterval(exactly: 1_800)) == [.consistent])
    #expect(analysis.people[0].persons == CountInterval(low: 33_000_000, high: 40_000_000))
  }

  @Test func almerysHasAtLeastThirteenMillionByDeduction() throws {
    let topology = try Self.analysis().lowered.topology
    let cohort = try #require(topology.cohorts.first { $0.id == "almerys-insured" })
    #expect(cohort.size.low == 13_000_000)
  }

  @Test(arguments: [
    ("optical-approval", Claim.State.down), ("hearing-aid-approval", .down),
    ("pharmacy-payment", .degraded),
  ])
  func servicesFailAsReported(_ id: String, _ state: Claim.State) throws {
    let analysis = try Self.analysis()
    let finding = try #require(
      analysis.services.first { analysis.lowered.topology.services[$0.service].id == id })
    #expect(finding.state == state)
  }

  @Test func movingTheStoreWithoutChangingTheLoginSparesNobody() throws {
    let moved = try Self.analysis(variant: "rights-not-hosted-same-login")
    #expect(moved.people[0].persons == (try Self.analysis()).people[0].persons)
    let factor = try Self.analysis(variant: "second-factor")
    #expect(factor.people[0].persons == .zero)
  }
}
