import BreachNotification
import TopologyModel

/// Explains what a social security number reveals about its holder.
extension AffectedReport {
  func addNumber(to document: inout ReportDocument) {
    guard let number else { return }
    document.heading(2, "What your number itself reveals")
    if answer.concern == .unknown {
      document.paragraph("It is not known whether it came out. Anyone who has it knows:")
    } else if !isNumberOut {
      document.paragraph("It did not come out, so nobody learns this from it.")
      return
    } else if !isNumberOutOfAll {
      document.paragraph("It came out for some of the people in question. Anyone who has it knows:")
    }
    document.list(Self.lines(number).map { .init($0) })
  }

  /// Whether a number of this kind is among the exposed fields.
  var isNumberOut: Bool {
    answer.exposed.contains {
      topology.fields[$0].category == "user.government_id.national_identification_number"
    }
  }

  /// Whether it is exposed for everybody in question.
  private var isNumberOutOfAll: Bool {
    answer.ways.contains { way in
      way.groups == answer.groups
        && way.fields.contains {
          topology.fields[$0].category == "user.government_id.national_identification_number"
        }
    }
  }

  static func lines(_ number: FrenchSocialSecurityNumber) -> [String] {
    let year = number.yearOfCentury < 10 ? "0\(number.yearOfCentury)" : "\(number.yearOfCentury)"
    let place =
      switch number.birthplace {
      case .commune(let department, let commune):
        "Place of birth: commune \(commune) of department \(department)"
      case .country(let country): "Place of birth: abroad, country \(country)"
      }
    return [
      "Sex: \(number.sex.rawValue)", "Year of birth: ending in \(year)",
      number.month.map { "Month of birth: \($0)" } ?? "Month of birth: unknown", place,
      "Order among the births registered there that month: \(number.order)",
      "Day of birth: not part of the number",
      "Check key: \(number.key < 10 ? "0" : "")\(number.key), which anybody can calculate",
    ]
  }

  var numberJSON: JSONValue {
    guard let number, isNumberOut || answer.concern == .unknown else { return .null }
    var entries: [String: JSONValue] = [
      "sex": .string(number.sex.rawValue), "year-of-century": .integer(number.yearOfCentury),
      "month": number.month.map(JSONValue.integer) ?? .null, "order": .integer(number.order),
      "key": .integer(number.key), "day": .null,
    ]
    switch number.birthplace {
    case .commune(let department, let commune):
      entries["birthplace"] = [
        "department": .string(department), "commune": .string(commune), "country": .null,
      ]
    case .country(let country):
      entries["birthplace"] = ["department": .null, "commune": .null, "country": .string(country)]
    }
    return .object(entries)
  }
}
