import ArgumentParser

/// A share on the command line, `20%` or `0.2`: 0 … 1.
struct Share: ExpressibleByArgument {
  var value: Double

  init(value: Double) { self.value = value }

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument) else {
      return nil
    }
    value = isPercent ? number / 100 : number
    guard (0...1).contains(value) else { return nil }
  }

  var defaultValueDescription: String { "\(Int((value * 100).rounded()))%" }
}
