import ArgumentParser
import Foundation

/// Writes a topology whose size is in its flows: twenty flows a system, ten systems an organization.
struct GenerateTopology: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Writes a topology of so many flows.")

  @Argument(help: "Number of flows.")
  var flows: Int

  @Option(name: .shortAndLong, help: "The file to write.")
  var output: String

  func run() throws {
    let fields = 40
    let systems = max(10, flows / 20)
    let organizations = max(1, systems / 10)
    var text = "title: \(flows) flows\norganizations:\n"
    for index in 0..<organizations {
      text += "  org-\(index): { role: processor, intrusion: 2% }\n"
    }
    text += "people:\n  persons: { count: 33M.. }\nfields:\n"
    for index in 0..<fields { text += "  field-\(index): { identifies: none }\n" }
    text += "systems:\n"
    for index in 0..<systems {
      text += """
          sys-\(index):
            organization: org-\(index % organizations)
            datasets:
              rows: { people: persons, fields: [field-\(index % fields), field-\((index + 7) % fields)] }

        """
    }
    text += "flows:\n"
    for index in 0..<flows {
      // Two multiplicative steps spread the ends without a generator to seed.
      let from = index &* 7919 % systems
      let to = (index &* 104_729 &+ 13) % systems
      text += "  f\(index): { from: sys-\(from).rows, to: sys-\(to).rows"
      text += index % 3 == 0 ? ", fields: field-\(from % fields) }\n" : " }\n"
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: output))
  }
}
