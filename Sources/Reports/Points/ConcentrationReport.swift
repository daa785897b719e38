package import PointAnalysis
import TopologyModel

/// Concentration as a section of a report, and as JSON.
package struct ConcentrationReport: Sendable {
  private let concentration: Concentration
  private let naming: Naming
  private var topology: Topology { naming.topology }

  /// Creates a report on a concentration.
  package init(_ concentration: Concentration, naming: Naming) {
    self.concentration = concentration
    self.naming = naming
  }

  // MARK: - Document

  /// Adds the section, unless nobody's data is held.
  package func add(to document: inout ReportDocument) {
    guard !concentration.direct.holders.isEmpty else { return }
    document.heading(2, "Concentration", .detail)
    var rows = rows("people at direct processors", concentration.direct)
    rows += self.rows("people at ultimate processors", concentration.ultimate)
    if concentration.classes.count > 1 {
      for entry in concentration.classes {
        let name = topology.groups[entry.personClass].id
        rows += self.rows("\(name), direct", entry.direct)
        rows += self.rows("\(name), ultimate", entry.ultimate)
      }
    }
    for entry in concentration.clients {
      rows += self.rows("clients of \(topology.id(of: entry.processor))", entry.controllers)
    }
    document.table(
      [
        .init("counted", wraps: true), .init("number", numeric: true),
        .init("HHI", numeric: true), .init("band", wraps: true), .init("Gini", numeric: true),
        .init("largest share", wraps: true),
      ], rows)
    document.paragraph(
      .init(
        "HHI: Herfindahl–Hirschman index; 10,000 means that one processor holds everything. From 1,500 moderate, from 2,500 high. Ranges cover every number of people within the bounds of the file.",
        .faint))
  }

  private func rows(
    _ name: String, _ distribution: Concentration.Distribution
  ) -> [[ReportDocument.Line]] {
    guard let indices = distribution.indices else { return [] }
    var rows = [row(name, indices, distribution.holders)]
    if let bounded = distribution.bounded, bounded.organizations > 1 {
      rows.append(
        row(
          "  of these, with an upper bound", bounded,
          distribution.holders.filter { $0.people.high != nil }))
    }
    return rows
  }

  private func row(
    _ name: String, _ indices: ConcentrationIndices, _ holders: [Concentration.Holder]
  ) -> [ReportDocument.Line] {
    let bands = bands(indices)
    let share = range(indices.largestShare) { ShareWording.percent($0) }
    let whose =
      indices.isLargestCertain ? self.name(holders[indices.largest]) : "largest unknown:"
    return [
      .init(name), .init("\(indices.organizations)"),
      .init(range(indices.herfindahl) { CountWording.number(Int(saturating: $0.rounded())) }),
      .init(
        bands.joined(separator: " to "),
        bands == ["low"] ? .good : bands == ["high"] ? .bad : .plain),
      .init(range(indices.gini) { "\(($0 * 100).rounded() / 100)" }),
      .init("\(whose) \(share)"),
    ]
  }

  private func name(_ holder: Concentration.Holder) -> String {
    let names = naming.folded(
      holder.organizations.map { (topology.id(of: $0), topology.member(of: $0)) })
    let listed = naming.listed(names, most: 3)
    return holder.event.map { "\(listed) (\(topology.events[$0].id))" } ?? listed
  }

  private func range(_ bounds: ClosedRange<Double>, _ text: (Double) -> String) -> String {
    let (low, high) = (text(bounds.lowerBound), text(bounds.upperBound))
    return low == high ? low : "\(low)..\(high)"
  }

  private func bands(_ indices: ConcentrationIndices) -> [String] {
    func band(_ value: Double) -> String {
      value >= ConcentrationIndices.high
        ? "high" : value >= ConcentrationIndices.moderate ? "moderate" : "low"
    }
    let (low, high) = (
      band(indices.herfindahl.lowerBound), band(indices.herfindahl.upperBound)
    )
    return low == high ? [low] : [low, high]
  }

  // MARK: - JSON

  /// The concentration as JSON, a part of `exposure.points/1`.
  package var json: JSONValue {
    [
      "direct": json(concentration.direct),
      "ultimate": json(concentration.ultimate),
      "classes": .array(
        concentration.classes.map { entry in
          [
            "class": .string(topology.groups[entry.personClass].id),
            "direct": json(entry.direct), "ultimate": json(entry.ultimate),
          ]
        }),
      "clients": .array(
        concentration.clients.map { entry in
          [
            "processor": .string(topology.id(of: entry.processor)),
            "controllers": json(entry.controllers),
          ]
        }),
    ]
  }

  private func json(_ distribution: Concentration.Distribution) -> JSONValue {
    var entries = measures(distribution.indices, distribution.holders)
    entries["unbounded"] = .integer(distribution.unbounded)
    entries["bounded"] =
      distribution.bounded.map {
        .object(measures($0, distribution.holders.filter { $0.people.high != nil }))
      } ?? .null
    entries["holders"] = .array(
      distribution.holders.enumerated().map { index, holder in
        [
          "ids": .strings(holder.organizations.map(topology.id).sorted()),
          "event": .optional(holder.event.map { topology.events[$0].id }),
          "people": .count(holder.people),
          "share": json(distribution.indices?.shares[index]),
        ]
      })
    return .object(entries)
  }

  private func measures(
    _ indices: ConcentrationIndices?, _ holders: [Concentration.Holder]
  ) -> [String: JSONValue] {
    [
      "organizations": .integer(holders.count),
      "hhi": json(indices?.herfindahl),
      "gini": json(indices?.gini),
      "largest": json(indices?.largestShare),
      "largest-ids": .strings(
        indices.map {
          $0.isLargestCertain ? holders[$0.largest].organizations.map(topology.id).sorted() : []
        } ?? []),
      "bands": .strings(indices.map(bands) ?? []),
    ]
  }

  private func json(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { ["low": .number($0.lowerBound), "high": .number($0.upperBound)] } ?? .null
  }
}
