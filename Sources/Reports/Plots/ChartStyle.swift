/// The line styles of charts in light and dark mode. Dashes vary independently of colors, so that more lines
/// can be told apart than there are colors.
package enum ChartStyle {
  /// Line colors with a contrast of at least 3 against the background, for light and dark mode.
  private static let lightColors = [
    "#0072b2", "#d55e00", "#00825f", "#b0568c", "#1a1d21", "#9a6a00", "#2b86b8",
  ]
  private static let darkColors = [
    "#56b4e9", "#ff8a3d", "#2fc79a", "#e39bc4", "#eceff2", "#e69f00", "#8fd0f5",
  ]
  static let dashes = [
    "", "11 5", "2.5 4", "14 4 2.5 4", "22 6", "7 3", "14 4 2.5 4 2.5 4",
  ]

  /// The style rules for charts on a page. Print always uses the light colors.
  package static let ofPages = sheet(
    within: ".curves ", dark: "screen and (prefers-color-scheme: dark)")

  /// Builds the style rules.
  /// - Parameters:
  ///   - scope: A prefix for every selector; empty for a standalone picture.
  ///   - dark: The media query that selects the dark colors.
  static func sheet(within scope: String, dark: String) -> String {
    var rules = [
      (".ground", "fill:#ffffff"), (".ink", "fill:#1a1d21"), (".muted", "fill:#565d66"),
      (".axis", "stroke:#565d66;stroke-width:1.2"), (".grid", "stroke:#dfe3e7;stroke-width:1"),
      (".leader", "stroke:#868f99;stroke-width:1;fill:none"),
      (".line", "fill:none;stroke-width:2.6;stroke-linejoin:round"),
    ]
    for index in lightColors.indices {
      rules.append((".line\(index)", "stroke:\(lightColors[index])"))
      rules.append((".marker\(index)", "stroke:\(lightColors[index]);stroke-width:1.8"))
      if !dashes[index].isEmpty {
        rules.append((".dash\(index)", "stroke-dasharray:\(dashes[index])"))
      }
      rules.append((".band\(index)", "fill:\(lightColors[index]);fill-opacity:0.12"))
    }
    var darkRules = [
      (".ground", "fill:#14171a"), (".ink", "fill:#eceff2"), (".muted", "fill:#a5adb6"),
      (".axis", "stroke:#a5adb6"), (".grid", "stroke:#2b3137"), (".leader", "stroke:#7b848e"),
    ]
    for index in darkColors.indices {
      for kind in ["line", "marker"] {
        darkRules.append((".\(kind)\(index)", "stroke:\(darkColors[index])"))
      }
      darkRules.append((".band\(index)", "fill:\(darkColors[index])"))
    }
    func text(_ rules: [(String, String)]) -> [String] {
      rules.map { "\(scope)\($0.0){\($0.1)}" }
    }
    return (text(rules) + ["@media \(dark){"] + text(darkRules) + ["}"]).joined(separator: "\n")
  }
}
