import ArchitectureAnalysis
import ArgumentParser
import SourceText

/// What to add or switch off before the question is answered.
struct WhatIfOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Add a control first, of the kinds that harden knows: second-factor:vpn.login. Separate with commas or repeat.",
      valueName: "kind:id,…"))
  var with: [String] = []

  @Option(
    help: ArgumentHelp(
      "Switch something off first: a flow, an access rule (system.rule), a secret, a system, or a control that there is (second-factor:system.rule, encryption:system.dataset). Separate with commas or repeat.",
      valueName: "id,…"))
  var without: [String] = []

  var whatIf: WhatIf { WhatIf(with: Self.names(with), without: Self.names(without)) }

  private static func names(_ given: [String]) -> [String] {
    given.flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// The error for a name that means nothing in the file.
  static func failure(_ unknown: WhatIf.UnknownName) -> CommandFailure {
    let near = NearName.near(to: unknown.name, among: unknown.known)
    let rest = unknown.known.count > 8 ? " and \(unknown.known.count - 8) more" : ""
    return CommandFailure(
      "no \(unknown.kind) '\(unknown.name)' in this topology",
      help: !near.isEmpty
        ? "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?"
        : unknown.known.isEmpty
          ? "the topology has none"
          : "available: \(unknown.known.prefix(8).joined(separator: ", "))\(rest)")
  }
}
