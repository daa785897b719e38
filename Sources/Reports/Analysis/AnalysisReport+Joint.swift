import IncidentFindings
import Lowering
import TopologyModel

/// How many people have several fields exposed at once.
extension AnalysisReport {
  func addJoint(to document: inout ReportDocument) {
    for finding in joint ?? [] {
      let root = topology.groups[finding.personClass]
      let names = finding.fields.map { topology.fields[$0].id }
      let question =
        finding.atLeast == names.count
        ? names.joined(separator: " and ")
        : "\(finding.atLeast) or more of \(names.joined(separator: ", "))"
      document.heading(2, .init("\(root.label ?? root.id): \(question)"))
      var line: ReportDocument.Line =
        .init(CountWording.people(finding.persons), .exposed)
        + .init(" have \(finding.atLeast == names.count ? "all of these" : "that many") exposed.")
      if !finding.isExact { line = line + .init(" Numbers may be wider than necessary.") }
      document.paragraph(line)
      document.table(
        [.init("exposed", wraps: true), .init("people", numeric: true)],
        finding.combinations.map { combination in
          let fields = combination.fields.map { topology.fields[$0].id }
          let only = fields.count == names.count ? "" : "only "
          return [
            .init(only + fields.joined(separator: " and ")),
            .init(CountWording.text(combination.persons)),
          ]
        }
          + finding.exactly.filter { $0.fields < names.count && $0.persons.high != 0 }.map {
            [.init("exactly \($0.fields) of these"), .init(CountWording.text($0.persons))]
          })
    }
  }

  /// The same as JSON; nil when nothing was asked.
  var jointJSON: JSONValue? {
    guard let joint else { return nil }
    return .array(
      joint.map { finding in
        [
          "class": .string(topology.groups[finding.personClass].id),
          "fields": .strings(finding.fields.map { topology.fields[$0].id }),
          "at-least": .integer(finding.atLeast),
          "persons": .count(finding.persons),
          "exact": .boolean(finding.isExact),
          "exactly": .array(
            finding.exactly.map {
              ["fields": .integer($0.fields), "persons": .count($0.persons)]
            }),
          "combinations": .array(
            finding.combinations.map { combination in
              [
                "fields": .strings(combination.fields.map { topology.fields[$0].id }),
                "persons": .count(combination.persons),
              ]
            }),
        ]
      })
  }
}
