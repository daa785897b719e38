package import BreachNotification
package import IncidentFindings
import Lowering
package import TopologyModel

/// The severity of one incident, class by class, with its factors.
package struct SeverityReport: Sendable {
  package let assessment: SeverityAssessment
  let analysis: IncidentAnalysis
  let naming: Naming
  let variant: String?

  /// Creates a report on an assessment. `variant` is the analyzed architecture; nil for the base file.
  package init(
    _ assessment: SeverityAssessment, of analysis: IncidentAnalysis, naming: Naming,
    variant: String?
  ) {
    self.assessment = assessment
    self.analysis = analysis
    self.naming = naming
    self.variant = variant
  }

  var topology: Topology { naming.topology }

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    let title = topology.title.isEmpty ? "Topology" : topology.title
    document.heading(1, .init("Severity: \(title)"))
    addSections(to: &document, level: 2)
    return document
  }

  /// The same content as a section of another report.
  package func addSections(to document: inout ReportDocument, level: Int) {
    guard !assessment.classes.isEmpty else {
      document.paragraph(
        analysis.unlisted.isEmpty && analysis.overlapping.isEmpty
          ? "No personal data was read or made unavailable."
          : "Unknown: the file does not list what was read, and does not name the people.")
      if !assessment.unintelligible.isEmpty {
        document.paragraph(
          .init(
            "The intruder reached data that remains unintelligible: \(naming.datasets(assessment.unintelligible)) (encrypted, key out of reach)."
          ))
      }
      return
    }
    document.list(assessment.classes.map(headline))
    for found in assessment.classes {
      document.heading(level, .init(naming.name(found.personClass)))
      add(found, to: &document)
    }
    document.paragraph(
      .init(
        """
        SE = DPC × EI + CB, from ENISA, Recommendations for a methodology of the assessment of severity of \
        personal data breaches (2013): below 2 low, from 2 medium, from 3 high, from 4 very high. CNIL's \
        levels (Privacy Impact Assessment, Knowledge bases, 2018) are shown in the same order, because both \
        scales describe their four levels by the same consequences. Kinds of data do not say who the people \
        are: if they need protection or are in danger, set 'processing-context' in the incident.
        """, .faint))
  }

  private func headline(_ found: ClassSeverity) -> ReportDocument.Line {
    let emphasis: ReportDocument.Emphasis = found.levels.upperBound >= .high ? .bad : .open
    return .init("\(naming.name(found.personClass)): ")
      + .init(ScoreWording.text(found.levels), emphasis)
      + .init(
        " (\(ScoreWording.text(found.score))); CNIL: \(ScoreWording.cnil(found.levels))")
  }

  private func add(_ found: ClassSeverity, to document: inout ReportDocument) {
    document.paragraph(
      .init(formula(found), .strong)
        + .init(
          ", for \(naming.groups(found.groups, most: 3)) (\(CountWording.text(found.gravest))); \(CountWording.people(found.persons)) affected in total"
        ))
    if !found.atLeast.isEmpty {
      document.paragraph(
        .init(
          "For \(naming.groups(found.atLeast, most: 3)) the score is at least \(ScoreWording.text(found.score.lowerBound)), which is therefore the minimum for the class."
        ))
    }
    document.table(
      [
        .init("factor"), .init("value", numeric: true), .init("set by"),
        .init("reason", wraps: true),
      ],
      found.factors.map(row))
    document.list(flags(found))
  }

  private func formula(_ found: ClassSeverity) -> String {
    let value = found.factors.map { ScoreWording.text($0.value) }
    return
      "SE = \(value[0]) × \(value[1]) + \(ScoreWording.text(found.circumstances)) = \(ScoreWording.text(found.gravestScore))"
  }

  private func row(_ factor: SeverityFactor) -> [ReportDocument.Line] {
    var because = factor.reasons.map(naming.sentence).joined(separator: "; ")
    if let judgement = factor.judgement {
      let source = judgement.source.map { " [\(naming.source($0))]" } ?? ""
      because =
        "\(judgement.because)\(source); from the graph alone: \(ScoreWording.text(factor.derived)): \(because)"
    }
    return [
      .init(factor.factor.words), .init(ScoreWording.text(factor.value), .strong),
      .init(factor.judgement == nil ? "graph" : "file"), .init(because),
    ]
  }

  private func flags(_ found: ClassSeverity) -> [ReportDocument.Line] {
    let many =
      switch found.isOfMany {
      case true?: "yes"
      case false?: "no"
      case nil: "possibly: \(CountWording.text(found.persons))"
      }
    var lines: [ReportDocument.Line] = ["Flag, more than 100 people: \(many)"]
    let datasets = naming.folded(
      found.unintelligible.map { (topology.datasets[$0].id, topology.datasets[$0].member) })
    lines.append(
      datasets.isEmpty
        ? "Flag, unintelligible data: none of the data that was read"
        : .init(
          "Flag, unintelligible data: \(naming.listed(datasets, most: 4)) (encrypted, key out of reach)"
        ))
    return lines
  }

  // MARK: - JSON

  /// The result as JSON, schema `exposure.severity/1`.
  package var json: JSONValue {
    [
      "schema": "exposure.severity/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "incident": .optional(analysis.scenario.incident.map { topology.incidents[$0].id }),
      "classes": .array(assessment.classes.map(json)),
    ]
  }

  private func json(_ found: ClassSeverity) -> JSONValue {
    [
      "class": .string(topology.groups[found.personClass].id),
      "groups": .strings(found.groups.map { topology.groups[$0].id }),
      "gravest": .count(found.gravest),
      "persons": .count(found.persons),
      "score": range(found.score),
      "gravest-score": range(found.gravestScore),
      "at-least": .strings(found.atLeast.map { topology.groups[$0].id }),
      "circumstances": range(found.circumstances),
      "levels": [
        "low": .string(found.levels.lowerBound.words),
        "high": .string(found.levels.upperBound.words),
      ],
      "cnil": [
        "low": .string(found.levels.lowerBound.cnil),
        "high": .string(found.levels.upperBound.cnil),
      ],
      "more-than-100": found.isOfMany.map(JSONValue.boolean) ?? .null,
      "unintelligible": .strings(found.unintelligible.map { topology.datasets[$0].id }.sorted()),
      "factors": .array(
        found.factors.map { factor in
          [
            "factor": .string(factor.factor.rawValue),
            "value": range(factor.value),
            "derived": range(factor.derived),
            "because": .strings(factor.reasons.map(naming.sentence)),
            "set": factor.judgement.map { judgement in
              [
                "because": .string(judgement.because),
                "source": .optional(judgement.source.map { topology.sources[$0].id }),
              ]
            } ?? .null,
          ]
        }),
    ]
  }

  private func range(_ range: ClosedRange<Double>) -> JSONValue {
    ["low": .number(range.lowerBound), "high": .number(range.upperBound)]
  }
}

extension Naming {
  /// The label of a group, or its id.
  func name(_ group: Reference<PeopleGroup>) -> String {
    topology.groups[group].label ?? topology.groups[group].id
  }

  /// The label of a group or a cohort, or its id.
  package func name(_ part: Cohort.Part) -> String {
    switch part {
    case .group(let group): name(group)
    case .cohort(let cohort): topology.cohorts[cohort].label ?? topology.cohorts[cohort].id
    }
  }
}
