import Foundation

/// Finds names that people cannot tell apart although their characters differ.
package enum LookAlike {
  /// What a name looks like: two names with the same skeleton are told apart by no reader.
  ///
  /// The skeleton is the name's compatibility decomposition (Unicode Standard Annex 15, form NFKD), in which letters of
  /// other scripts that look like a Latin letter are that letter, without characters that are not shown. It follows the idea of "skeleton" in Unicode Technical
  /// Standard 39, section 4, for letters that are alike in most typefaces; it does not join letters of one script, such
  /// as `l` and `I`.
  /// - Complexity: O(scalars); an ASCII name is its own skeleton.
  package static func skeleton(of name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name }
    var result = String.UnicodeScalarView()
    for scalar in name.decomposedStringWithCompatibilityMapping.unicodeScalars
    where !scalar.properties.isDefaultIgnorableCodePoint {
      result.append(latin[scalar] ?? scalar)
    }
    return String(result)
  }

  /// The first place where two names differ, as code points: `U+00E9` and `U+0065 U+0301`.
  package static func difference(_ first: String, _ second: String) -> (String, String) {
    let (one, other) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
    let start = zip(one, other).prefix { $0 == $1 }.count
    let most = min(one.count, other.count) - start
    let end = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.prefix(most).count
    return (points(one[start..<(one.count - end)]), points(other[start..<(other.count - end)]))
  }

  private static func points(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    guard !scalars.isEmpty else { return "nothing" }
    let shown = scalars.prefix(4).map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return shown.joined(separator: " ") + (scalars.count > 4 ? " …" : "")
  }

  /// Letters of other scripts that look like a Latin letter (Unicode Technical Standard 39, `confusables.txt`).
  private static let latin: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs: [(others: String, latin: String)] = [
      // Cyrillic.
      ("АВЕЅІЈКМНОРСТХҮԌԚԜ", "ABESIJKMHOPCTXYGQW"),
      ("асеоріјхуѕһԁԛԝҽ", "aceopijxyshdqwe"),
      // Greek.
      ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ", "ABEZHIKMNOPTYXCM"),
      ("αιονρυϲϳ", "aiovpucj"),
      // Armenian.
      ("ՍՏՕսօոհցզ", "USOuonhgq"),
      // Cherokee.
      ("ᎪᎢᎡᎳᎻᏃᏟᏴᏢᎠᏞ", "AITWMZCBPDL"),
      // Latin letters that are drawn without what tells them apart.
      ("ıȷɑɡ", "ijag"),
    ]
    var result: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (others, latin) in pairs {
      for (other, letter) in zip(others.unicodeScalars, latin.unicodeScalars) {
        result[other] = letter
      }
    }
    return result
  }()
}
