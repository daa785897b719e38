import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// The structure of every shipped topology is a valid file without its names and figures.
@Suite struct SkeletonTests {
  private static let shipped = RepositoryFiles.graphs.filter { !$0.contains("/imported/") }

  @Test(arguments: shipped) func isValidAndNamesNothing(path: String) throws {
    let outcome = TopologyLoader().load(path: path)
    let declared = try #require(outcome.declared)
    let text = TopologySkeleton(declared).yaml
    let again = TopologyLoader().load(file: SourceFile(name: "skeleton", text: text))
    let problems = again.diagnostics.filter { $0.severity == .error }
    #expect(problems.isEmpty, "\(problems)\n\(text)")
    let copy = try #require(again.declared?.entries)
    let entries = declared.entries
    #expect(copy.systems.count == entries.systems.count)
    #expect(copy.accessRules.count == entries.accessRules.count)
    #expect(copy.groups.count == entries.groups.count)
    #expect(copy.groups.allSatisfy { $0.size == .unknown })
    #expect(copy.incidents.allSatisfy { $0.date == nil && $0.claims.isEmpty && $0.taken.isEmpty })
    #expect(copy.sources.isEmpty)
    let names =
      entries.organizations.map { ($0.id, $0.label) } + entries.systems.map { ($0.id, $0.label) }
    for (_, label) in names {
      if let label, label.count > 4 { #expect(!text.contains(label), "\(label)") }
    }
  }

  @Test func bringsWhatOpensWhat() throws {
    let file = SourceFile(
      name: "vault",
      text: """
        organizations: { bank: { role: controller }, branches: { count: 40 } }
        people: { clients: { count: 5M, controller: bank, groups: { savers: { across: branches } } } }
        fields: { iban: { identifies: alone } }
        secrets: { pw: { kind: password }, pin: { kind: password, each: branches } }
        systems:
          vault:
            organization: bank
            datasets: { accounts: { people: clients, fields: iban, encrypted-with: pw, secrets: pin } }
            access: { desk: { requires: { any: [pw, pin] }, reads: { accounts: iban } } }
        incidents: { january: { date: 2025-01-01, stolen: pw, claims: [ { people: clients, count: 3 } ] } }
        """)
    let declared = try #require(TopologyLoader().load(file: file).declared)
    #expect(
      TopologySkeleton(declared).yaml == """
        organizations:
          controller-1: { role: controller }
          organization-1: { count: 3 }

        people:
          people-1:
            controller: controller-1
            groups:
              group-1: { across: organization-1 }

        fields:
          iban: { identifies: alone }

        secrets:
          password-1: { kind: password }
          password-2: { kind: password, each: organization-1 }

        systems:
          system-1:
            organization: controller-1
            datasets:
              data-1:
                people: [people-1]
                fields: [iban]
                secrets: [password-2]
                encrypted-with: [password-1]
            access:
              access-1:
                requires: { any: [password-1, password-2] }
                reads: { system-1.data-1: [iban] }

        incidents:
          incident-1: { stolen: [password-1] }

        """)
  }
}
