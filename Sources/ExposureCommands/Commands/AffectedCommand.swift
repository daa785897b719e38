import ArgumentParser
import BreachNotification
import IncidentFindings
import Lowering
import Reports
import TopologyModel

/// Is somebody concerned, and what should they do?
struct AffectedCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "affected",
    abstract: "Whether somebody who belongs somewhere is concerned, what follows, and what to do.",
    discussion: """
      For people concerned: through which operator which of their fields could be read, what may follow by a \
      table of the kinds of data, what to do, and where to turn ('contact' and 'advice' of organizations). \
      JSON: exposure.affected/1.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help:
      "Where they belong: a group of people, a cohort, or an organization that has their data; a fleet's member is 'insurers[17]'."
  )
  var memberOf: String

  @Option(
    help:
      "A French social security number (NIR), of 13 or 15 characters: say what it tells by itself. It is not written anywhere."
  )
  var nir: String?

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let naming = Naming(loaded.topology, files: loaded.files)
    let names = NameResolver(loaded.topology)
    let number = try nir.map(Self.number)
    let lowered = LoweredTopology(loaded.topology)
    let (groups, who, meaning) = try asked(lowered, names, naming)
    let analysis = IncidentAnalysis(lowered, try scenario.scenario(in: loaded.topology))
    let report = AffectedReport(
      AffectedAnswer(groups, in: analysis), about: who, of: analysis, naming: naming,
      variant: loaded.variant, meaning: meaning, number: number)
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }

  private func asked(
    _ lowered: LoweredTopology, _ names: NameResolver, _ naming: Naming
  ) throws -> ([Reference<PeopleGroup>], String, AffectedAnswer.Meaning) {
    if let party = try names.party(memberOf) {
      let (groups, meaning) = lowered.people(of: party)
      guard !groups.isEmpty else {
        throw CommandFailure(
          "'\(memberOf)' neither controls nor holds anybody's data",
          help: "name a group of people, or an organization that does")
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
        case .length: "it has 13 characters, or 15 with its key"
        case .character: "it is made of digits, but for the A or B of Corsica"
        case .sex: "it begins with 1 or 2 (or 3, 4, 7, 8)"
        case .month: "its fourth and fifth digits are a month"
        case .department: "its sixth and seventh characters are a department"
        case .order: "its last three digits before the key are not 000"
        case .key(let expected): "its key would be \(expected)"
        }
      throw CommandFailure("that is not a social security number", help: why)
    }
  }
}

extension NameResolver {
  /// An organization, or one member of a fleet of them, `insurers[17]`; nil when no organization is meant.
  func party(_ name: String) throws -> Party? {
    if let index = topology.organizations.firstIndex(where: { $0.id == name }) {
      return Party(Reference(index))
    }
    guard name.hasSuffix("]"), let bracket = name.lastIndex(of: "["),
      let index = topology.organizations.firstIndex(where: { $0.id == name[..<bracket] }),
      let count = topology.organizations[index].count
    else { return nil }
    guard let number = Int(name[bracket...].dropFirst().dropLast()), (1...count).contains(number)
    else { throw CommandFailure("'\(name[..<bracket])' has members 1 to \(count)") }
    return Party(Reference(index), member: number)
  }

  /// A group or a cohort; what is near may be an organization, too.
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
