import Foundation

/// The one rule by which a name of another tool becomes an id of a topology.
///
/// An id is letters and digits of all scripts, `_`, `-`, `/` and `:`. Everything else becomes a hyphen, several
/// hyphens one, and none is left at an end. The name itself stays as the label.
enum Slug {
  /// What a full stop becomes.
  enum Stop {
    /// A hyphen, as everything else.
    case hyphen
    /// A slash, in names of tables.
    case slash
  }

  /// The id for a name; `unnamed` for a name without letters and digits.
  /// - Complexity: O(length).
  static func of(_ name: String, stop: Stop = .hyphen, lowercase: Bool = false) -> String {
    if let plain = plain(name, stop, lowercase) { return plain }
    let composed = name.precomposedStringWithCanonicalMapping
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = "-"
    for scalar in (lowercase ? composed.lowercased() : composed).unicodeScalars {
      var next: Unicode.Scalar = "-"
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "/", ":": next = scalar
      case ".": next = stop == .slash ? "/" : "-"
      default: if !scalar.isASCII, isLetterOrDigit(scalar) { next = scalar }
      }
      if next == "-", previous == "-" { continue }
      result.append(next)
      previous = next
    }
    while result.last == "-" { result.removeLast() }
    return result.isEmpty ? "unnamed" : String(result)
  }

  /// The name, if it is an id already and ASCII, as most are.
  private static func plain(_ name: String, _ stop: Stop, _ lowercase: Bool) -> String? {
    var needsChange = name.isEmpty
    var previous = UInt8(ascii: "-")
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A, 0x5F, 0x2F, 0x3A: break
      case 0x41...0x5A: if lowercase { needsChange = true }
      case 0x2D: if previous == 0x2D { needsChange = true }
      default: needsChange = true
      }
      previous = byte
    }
    return needsChange || previous == 0x2D ? nil : name
  }

  /// The language's letters and digits: letters and marks of all scripts, decimal digits.
  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber:
      true
    default: false
    }
  }
}
