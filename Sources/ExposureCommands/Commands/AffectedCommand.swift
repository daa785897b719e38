import ArgumentParser
import BreachNotification
import IncidentFindings
import Lowering
import Reports
import TopologyModel

/// `exposure affected`: tells people whether their data is concerned and what to do.
struct AffectedCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "affected",
    abstract: "Tell members of a group whether their data is affected and what to do.",
    discussion: """
      Lists the fields that could be read and at which operator, what may follow for each kind of data, \
      what to do, and where to turn ('contact' and 'advice' of the organizations). \
      JSON: exposure.affected/1.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help:
      "A group of people, a cohort, or an organization that has their data. Write one member of a fleet as 'insurers[17]'. Repeatable: somebody may belong to several."
  )
  var memberOf: [String]

  @Option(
    help:
      "A French social security number (NIR) of 13 or 15 characters. Shows what the number itself reveals. The number is never written to the output."
  )
  var nir: String?

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let naming = Naming(loaded.topology, files: loaded.files)
    let names = NameResolver(loaded.topology)
    let number = try nir.map(Self.number)
    let lowered = LoweredTopology(loaded.topology)
    let asked = try memberOf.map { try self.asked($0, lowered, names, naming) }
    let analysis = IncidentAnalysis(lowered, try scenario.scenario(in: loaded))
    let report = AffectedMemberships(
      asked.map { groups, who, meaning in
        AffectedReport(
          AffectedAnswer(groups, in: analysis), about: who, of: analysis, naming: naming,
          variant: loaded.variant, meaning: meaning, number: number)
      })
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }

  private func asked(
    _ memberOf: String, _ lowered: LoweredTopology, _ names: NameResolver, _ naming: Naming
  ) throws -> ([Reference<PeopleGroup>], String, AffectedAnswer.Meaning) {
    if let party = try names.party(memberOf) {
      let (groups, meaning) = lowered.people(of: party)
      guard !groups.isEmpty else {
        throw CommandFailure(
          "organization '\(memberOf)' neither controls nor holds data about anybody",
          help:
            "name a group of people, or an organization that holds or controls data about people")
      }
      return (groups, naming.name(party), meaning)
    }
    let people = try names.peopleOrOrganization(memberOf)
    return (lowered.topology.groups(naming: [people]), naming.name(people), .named)
  }

  private static func number(_ text: String) throws -> FrenchSocialSecurityNumber {
    do {
      return try FrenchSocialSecurityNumber(text)
    } catch {
      let why =
        switch error {
        case .length: "it must have 13 characters, or 15 with its check key"
        case .character: "only digits are allowed, except 2A and 2B for Corsica"
        case .sex: "it must begin with 1 or 2 (or 3, 4, 7, 8)"
        case .month: "the fourth and fifth digits must be a month"
        case .department: "the sixth and seventh characters must be a department"
        case .order: "the last three digits before the check key must not be 000"
        case .key(let expected): "the check key of this number is \(expected)"
        }
      throw CommandFailure("invalid social security number (NIR)", help: why)
    }
  }
}

extension NameResolver {
  /// An organization, or one member of a fleet such as `insurers[17]`; nil when no organization matches.
  func party(_ name: String) throws -> Party? {
    if let index = topology.organizations.firstIndex(where: { $0.id == name }) {
      return Party(Reference(index))
    }
    guard name.hasSuffix("]"), let bracket = name.lastIndex(of: "["),
      let index = topology.organizations.firstIndex(where: { $0.id == name[..<bracket] }),
      let count = topology.organizations[index].count
    else { return nil }
    guard let number = Int(name[bracket...].dropFirst().dropLast()), (1...count).contains(number)
    else { throw CommandFailure("'\(name[..<bracket])' has only members 1 to \(count)") }
    return Party(Reference(index), member: number)
  }

  /// A group or a cohort. Suggestions include organizations.
  func peopleOrOrganization(_ name: String) throws -> Cohort.Part {
    if let index = topology.groups.firstIndex(where: { $0.id == name }) {
      return .group(Reference(index))
    }
    return .cohort(
      try one(
        name, topology.cohorts.map(\.id), "group, cohort or organization",
        also: topology.groups.map(\.id) + topology.organizations.map(\.id)))
  }
}
