import ArgumentParser
import TopologyLanguage
import TopologyModel

/// A share on the command line, `20%` or `0.2`: 0 … 1.
struct Share: ExpressibleByArgument {
  var value: Double

  init(value: Double) { self.value = value }

  init?(argument: String) {
    guard let value = try? LikelihoodNotation.parse(argument) else { return nil }
    self.value = value
  }

  var defaultValueDescription: String { "\(Int(saturating: (value * 100).rounded()))%" }
}
