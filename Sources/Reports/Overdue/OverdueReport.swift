package import Explaining
import IncidentFindings
import Lowering
import TopologyModel

/// The people held too long, as a document and as JSON.
package struct OverdueReport: Sendable {
  private let answer: OverdueAnswer
  private let naming: Naming

  /// A report on an answer.
  package init(_ answer: OverdueAnswer, naming: Naming) {
    self.answer = answer
    self.naming = naming
  }

  private var topology: Topology { naming.topology }
  private var verb: String { answer.scenario == nil ? "held" : "exposed" }

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    let incident = answer.scenario?.incident.map { topology.incidents[$0] }
    document.heading(
      1, .init("Held too long on \(answer.day)" + (incident.map { ": \($0.label ?? $0.id)" } ?? ""))
    )
    guard !answer.classes.isEmpty else {
      document.paragraph(.init("Nobody is \(verb)."))
      return document
    }
    document.table(
      [
        .init("people", wraps: true), .init(verb, numeric: true),
        .init("of them held too long", numeric: true),
        .init("nobody should have held", numeric: true),
        .init("no period stated", numeric: true),
      ],
      answer.classes.map { finding in
        [
          .init(naming.group(finding.personClass)), .init(CountWording.text(finding.concerned)),
          .init(CountWording.text(finding.heldTooLong)),
          .init(CountWording.text(finding.nobodyShould)),
          .init(CountWording.text(finding.noPeriodStated)),
        ]
      })
    document.paragraph(
      "Held too long: by a dataset after the end of its period for them. Nobody should have held: no dataset holds them within its period either; where one states no period, that is not known."
    )
    let loose = answer.classes.filter { !$0.isExact }.map { naming.group($0.personClass) }
    if !loose.isEmpty {
      document.paragraph(
        .init(
          "Periods and groups cut across each other in too many ways to count \(loose.joined(separator: ", ")) exactly: the numbers may be wider than necessary."
        ))
    }
    guard !answer.entries.isEmpty else {
      document.paragraph("No dataset states a period that had ended.")
      return document
    }
    document.heading(2, "Where, and since when")
    document.table(
      [
        .init("dataset", wraps: true), .init("people", wraps: true),
        .init("number", numeric: true), .init("until"), .init("because", wraps: true),
        .init("held by", wraps: true),
      ],
      rows.map { entry in
        [
          .init(topology.datasets[entry.dataset].declaredID),
          .init(naming.groups(entry.kept.groups, most: 4)),
          .init(entry.persons.map { CountWording.text($0.count) }.joined(separator: " + ")),
          .init(entry.kept.until), .init(because(entry)), .init(holder(entry.dataset) ?? "unknown"),
        ]
      })
    return document
  }

  /// The entries, of a fleet's datasets the first.
  private var rows: [OverdueAnswer.Entry] {
    var seen: Set<String> = []
    return answer.entries.filter { entry in
      let dataset = topology.datasets[entry.dataset]
      return dataset.member == nil
        || seen.insert("\(dataset.declaredID) \(entry.kept.until)").inserted
    }
  }

  private func because(_ entry: OverdueAnswer.Entry) -> String {
    let source = entry.kept.source.map { "(\(naming.source($0)))" }
    return [entry.kept.because, source].compactMap(\.self).joined(separator: " ")
  }

  private func holder(_ dataset: Reference<Dataset>) -> String? {
    topology.systems[topology.datasets[dataset].system].organization
      .map { topology.organizations[$0].id }
  }

  /// The answer as JSON, schema `exposure.overdue/1`.
  package var json: JSONValue {
    [
      "schema": "exposure.overdue/1",
      "title": .string(topology.title),
      "day": .string(answer.day),
      "of": .string(verb),
      "incident": .optional(answer.scenario?.incident.map { topology.incidents[$0].id }),
      "classes": .array(
        answer.classes.map { finding in
          [
            "class": .string(topology.groups[finding.personClass].id),
            "persons": .count(finding.concerned),
            "held-too-long": .count(finding.heldTooLong),
            "nobody-should": .count(finding.nobodyShould),
            "no-period-stated": .count(finding.noPeriodStated),
            "exact": .boolean(finding.isExact),
          ]
        }),
      "entries": .array(answer.entries.map(json)),
    ]
  }

  private func json(_ entry: OverdueAnswer.Entry) -> JSONValue {
    [
      "dataset": .string(topology.datasets[entry.dataset].id),
      "organization": .optional(holder(entry.dataset)),
      "groups": .strings(entry.kept.groups.map { topology.groups[$0].id }.sorted()),
      "people": .array(
        entry.persons.map { persons in
          [
            "class": .string(topology.groups[persons.personClass].id),
            "persons": .count(persons.count),
          ]
        }),
      "until": .string(entry.kept.until),
      "because": .optional(entry.kept.because),
      "source": .optional(entry.kept.source.map { topology.sources[$0].id }),
    ]
  }

  /// One row for each class; one for each dataset, period and class.
  package var tables: ReportTables {
    ReportTables(
      "overdue",
      CSVTable(
        json, rowsOf: ["classes"],
        [
          "class", .bounds("persons", named: "persons"),
          .bounds("held-too-long", named: "held-too-long"),
          .bounds("nobody-should", named: "nobody-should"),
          .bounds("no-period-stated", named: "no-period-stated"), "exact",
        ])
    ).with(
      "held-too-long",
      CSVTable(
        json, rowsOf: ["entries", "people"],
        [
          "dataset", "organization", "class", .bounds("persons"), "groups", "until", "because",
          "source",
        ]))
  }
}
