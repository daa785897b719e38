import IncidentFindings
import Lowering
import TopologyModel

/// The people who are counted, if the reader asked for other than everybody with anything exposed.
extension AnalysisReport {
  /// How many people of a class count.
  func counted(_ finding: ClassFinding) -> CountInterval {
    switch measure {
    case .people, nil: finding.persons
    case .tier(let tier):
      // Counts are cumulative: of the tiers that are held and at least as grave, the mildest counts them all.
      finding.tiers.last { $0.tier >= tier }?.persons ?? .zero
    case .field(let field):
      finding.fields.first { $0.field == field && $0.status != .derivable }?.persons ?? .zero
    }
  }

  /// The number asked for as JSON; nil if none was.
  var countedJSON: JSONValue? {
    measure.map { measure in
      [
        "measure": .string(naming.id(measure)),
        "classes": .array(
          analysis.people.map { finding in
            [
              "class": .string(topology.groups[finding.personClass].id),
              "persons": .count(counted(finding)),
            ]
          }),
      ]
    }
  }
}

extension Naming {
  /// Who is counted, in words; nil for everybody with anything exposed.
  func counted(_ measure: ExposureMeasure?) -> String? {
    switch measure {
    case .tier(let tier): "Counted: people with something at least \(tier.rawValue) exposed"
    case .field(let field): "Counted: people with \(self.field(field)) exposed"
    case .people, nil: nil
    }
  }

  /// A measure as it is written on the command line.
  func id(_ measure: ExposureMeasure) -> String {
    switch measure {
    case .people: "people"
    case .tier(let tier): "tier:\(tier.rawValue)"
    case .field(let field): "field:\(topology.fields[field].id)"
    }
  }
}
