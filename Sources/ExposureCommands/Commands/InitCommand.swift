import ArgumentParser
import Foundation
import SourceText
import TopologyLanguage

/// `exposure init`: a topology to start from.
struct InitCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract:
      "Write a topology to start from: a small one with comments, or the structure of a known incident.",
    discussion: """
      With --like, the answer has the organizations, people, systems and access rules of that topology, without its \
      names, figures, sources and claims. graphs/README.md says what each incident is an example of.
      """)

  @Option(
    help: ArgumentHelp(
      "A topology whose structure to take: a file, or the id of an incident such as ficoba-2026.",
      valueName: "id"))
  var like: String?

  @Option(
    name: [.customShort("o"), .long],
    help: "Write to this file instead of standard output.")
  var output: String?

  @OptionGroup var messages: MessageOptions

  func run(on console: Console) throws -> ExitStatus {
    let text = try like.map { try structure(of: $0, console) } ?? Self.minimal
    if let output {
      try OutputFile.write(Array(text.utf8), to: output, sparing: console.inputs)
    } else {
      console.writeOutput(text)
    }
    return .done
  }

  private func structure(of name: String, _ console: Console) throws -> String {
    let path = try Self.path(of: name)
    let outcome = TopologyOptions.read(path, messages, console).load(variant: nil)
    guard let declared = outcome.declared else {
      let renderer = DiagnosticRenderer(
        files: outcome.files, colored: messages.colorsErrors(console))
      console.writeError(renderer.render(outcome.diagnostics.filter { $0.severity == .error }))
      throw InputRefused()
    }
    return """
      # The structure of another topology, without its names and figures. Rename what is here, add counts with their
      # sources, and check the file: exposure validate FILE

      title: An incident


      """ + TopologySkeleton(declared).yaml
  }

  // MARK: - Where topologies are

  /// The file that a name means: itself, or an incident by its id.
  private static func path(of name: String) throws -> String {
    let files = FileManager.default
    if files.fileExists(atPath: name) { return name }
    let isID = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    var known: [String] = []
    for folder in folders {
      let path = "\(folder)/\(name).yaml"
      if isID, files.fileExists(atPath: path) { return path }
      let there = (try? files.contentsOfDirectory(atPath: folder)) ?? []
      known += there.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    }
    let near = NearName.near(to: name, among: known)
    throw CommandFailure(
      "no topology '\(TerminalText.printable(name))'",
      help: near.isEmpty
        ? "name a file, or one of: \(Set(known).sorted().joined(separator: ", "))"
        : "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?")
  }

  /// Below the current folder, then beside the program: in its package, or in its checkout.
  private static var folders: [String] {
    let program = (Bundle.main.executablePath as NSString?)?.deletingLastPathComponent ?? "."
    let roots =
      [".", "\(program)/../share/doc/exposure"]
      + (1...4).map { depth in
        program + String(repeating: "/..", count: depth)
      }
    return roots.flatMap { ["\($0)/graphs/incidents", "\($0)/graphs"] }
  }

  /// A small file with comments.
  private static let minimal = """
    # yaml-language-server: $schema=schemas/topology.schema.json
    # A topology: who holds which data about whom, how it flows, and what opens each system. What this file does not
    # say is unknown: never zero, and never safe. Check it: exposure validate FILE

    title: A clinic and its booking service

    sources:                       # what numbers and claims rest on
      notice: { title: The clinic to its patients, date: 2026-01-20 }

    organizations:
      clinic: { role: controller, subject-to: gdpr }
      booking: { role: processor, acts-for: clinic, subject-to: gdpr }

    people:
      patients: { count: 12k..15k, source: notice, controller: clinic }

    fields:
      name: { category: user.name, identifies: combined }
      email: { category: user.contact.email, identifies: alone }
      diagnosis: { category: user.health_and_medical, identifies: none }

    secrets:
      desk-password: { kind: password, held-by: clinic }

    systems:
      records:                     # the clinic's own system
        organization: clinic
        datasets:
          files: { people: patients, fields: [name, email, diagnosis] }
      portal:                      # the booking service
        organization: booking
        datasets:
          bookings: {}             # holds what the flow brings
        access:
          desk: { requires: desk-password, reads: bookings }

    flows:
      appointments: { from: records.files, to: portal.bookings, fields: [name, email] }

    incidents:
      january:
        date: 2026-01-12
        stolen: desk-password
        claims:                    # what was published, compared with the answer of: exposure analyze FILE
          - { people: patients, exposed: [name, email], safe: diagnosis, source: notice }

    """
}
