import ArgumentParser

/// The root command, `exposure`.
struct ExposureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exposure",
    abstract: "Find out who is affected by an intrusion, who is not, and why.",
    discussion: """
      Describe organizations, systems and data fields in a YAML topology. Then ask what a compromise \
      reaches, what stays safe and why, and what another architecture would change.
      """,
    version: Version.text,
    subcommands: [LayoutWorkerCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Topology",
        subcommands: [
          ImportCommand.self, ValidateCommand.self, ExplainDiagnosticCommand.self,
          LineageCommand.self, VerifyCommand.self,
        ]),
      CommandGroup(
        name: "Breach",
        subcommands: [
          AnalyzeCommand.self, ExplainCommand.self, SeverityCommand.self, DutiesCommand.self,
          AffectedCommand.self,
        ]),
      CommandGroup(
        name: "Architecture",
        subcommands: [
          SpofCommand.self, HardenCommand.self, CompareCommand.self, SimulateCommand.self,
          CheckCommand.self, DiffCommand.self,
        ]),
      CommandGroup(
        name: "Presentation",
        subcommands: [DiagramCommand.self, ReportCommand.self, ExportCommand.self]),
    ])
}

/// Runs the command-line program.
package enum ExposureProgram {
  /// Parses the arguments (without the program's name), runs the command and returns its exit status.
  package static func run(_ arguments: [String], on console: Console) -> ExitStatus {
    do {
      var parsed = try ExposureCommand.parseAsRoot(arguments)
      if parsed is ExposureCommand {
        console.writeError(ExposureCommand.helpMessage() + "\n")
        return .badInput
      }
      guard let command = parsed as? any ConsoleCommand else {
        // `help` and `--version` belong to ArgumentParser, which prints by throwing.
        try parsed.run()
        return .done
      }
      return try command.run(on: console)
    } catch is InputRefused {
      return .badInput
    } catch let failure as CommandFailure {
      console.writeError("error: \(failure.message)\n")
      if let help = failure.help { console.writeError("  help: \(help)\n") }
      return .badInput
    } catch {
      let message = ExposureCommand.fullMessage(for: error)
      switch ExposureCommand.exitCode(for: error) {
      case .success:
        console.writeOutput(message + "\n")
        return .done
      case .validationFailure:
        console.writeError(message + "\n")
        return .badInput
      default:
        console.writeError("internal error: \(error)\n")
        return .fault
      }
    }
  }
}
