package import Explaining
package import IncidentFindings
import Lowering
import Population
import TopologyModel

/// The proofs of numbers of people as a document and as JSON.
package struct PeopleProofReport: Sendable {
  let explanations: [PeopleExplanation]
  let analysis: IncidentAnalysis
  let naming: Naming
  let variant: String?

  /// A report on explanations; `variant` is the architecture that was asked of, nil for the file as written.
  package init(
    _ explanations: [PeopleExplanation], in analysis: IncidentAnalysis, naming: Naming,
    variant: String?
  ) {
    self.explanations = explanations
    self.analysis = analysis
    self.naming = naming
    self.variant = variant
  }

  var topology: Topology { analysis.lowered.topology }

  /// The document.
  package var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init(topology.title.isEmpty ? "Topology" : topology.title))
    if explanations.isEmpty {
      document.paragraph("Nobody is exposed, so there is no number to prove.")
    }
    for explanation in explanations {
      let root = topology.groups[explanation.personClass]
      let fields = explanation.fields.map { topology.fields[$0].id }
      let of = fields.isEmpty ? "any field" : fields.joined(separator: ", ")
      document.heading(2, .init("\(root.label ?? root.id): \(of)"))
      document.paragraph(
        .init(CountWording.people(explanation.persons), .exposed)
          + .init(" exposed: ") + .init(naming.people(explanation.groups, explanation.overlaps)))
      document.list(lines(explanation))
    }
    return document
  }

  package func lines(_ explanation: PeopleExplanation) -> [ReportDocument.Line] {
    var lines: [ReportDocument.Line] = []
    let words = PeopleProofWording(topology)
    if let proof = explanation.least { lines.append(.init(words.sentence(proof))) }
    if let proof = explanation.most {
      lines.append(.init(words.sentence(proof)))
    } else if explanation.persons.high == nil {
      lines.append("no upper bound: nothing in the file limits how many they are")
    }
    if !explanation.isProved {
      lines.append("no proof was found within the budget: the number may be wider than necessary")
    }
    if let ask = explanation.worthAsking {
      lines.append(
        .init(
          "worth asking: how many there are in \(words.name(ask.part)), \(CountWording.text(ask.size)) now; with an exact answer the number could become \(CountWording.text(ask.becomes))"
        ))
    }
    return lines
  }

  /// The proofs as JSON, schema `exposure.proof/1`.
  package var json: JSONValue {
    [
      "schema": "exposure.proof/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "incident": .optional(analysis.scenario.incident.map { topology.incidents[$0].id }),
      "numbers": .array(explanations.map(json)),
    ]
  }

  private func json(_ explanation: PeopleExplanation) -> JSONValue {
    [
      "class": .string(topology.groups[explanation.personClass].id),
      "fields": .strings(explanation.fields.map { topology.fields[$0].id }),
      "groups": .strings(explanation.groups.map { topology.groups[$0].id }),
      "persons": .count(explanation.persons),
      "proved": .boolean(explanation.isProved),
      "least": explanation.least.map(json) ?? .null,
      "most": explanation.most.map(json) ?? .null,
      "worth-asking": explanation.worthAsking.map { ask in
        [
          "of": .string(topology.id(of: ask.part)), "now": .count(ask.size),
          "becomes": .count(ask.becomes),
        ]
      } ?? .null,
    ]
  }

  private func json(_ proof: PeopleProof) -> JSONValue {
    [
      "value": proof.value.map(JSONValue.integer) ?? .null,
      "divisor": .integer(proof.divisor),
      "counts": .array(
        proof.terms.map { term in
          [
            "of": .string(topology.id(of: term.part)),
            "bound": .string(term.isLower ? "at-least" : "at-most"),
            "count": .integer(term.count),
            "factor": .integer(term.factor),
            "source": .optional(topology.source(of: term.part).map { topology.sources[$0].id }),
          ]
        }),
      "assumptions": .array(proof.assumptions.map(topology.json)),
    ]
  }
}

extension Topology {
  /// What a bound hangs on, as in `exposure.proof/1`.
  func json(_ assumption: PeopleProof.Assumption) -> JSONValue {
    switch assumption {
    case .disjoint(let part): ["kind": "disjoint", "of": .string(id(of: part))]
    case .exhaustive(let group): ["kind": "exhaustive", "of": .string(groups[group].id)]
    case .evenSplit(let group): ["kind": "even-split", "of": .string(groups[group].id)]
    }
  }

  /// What the bounds of a number hang on.
  func json(_ bounds: AssumedBounds) -> JSONValue {
    func basis(_ basis: AssumedBounds.Basis) -> JSONValue {
      switch basis {
      case .nothing: []
      case .assumptions(let assumptions): .array(assumptions.map { json($0) })
      case .undetermined: .null
      }
    }
    return [
      "fields": .strings(bounds.fields.map { fields[$0].id }),
      "persons": .count(bounds.persons),
      "least": basis(bounds.least), "most": basis(bounds.most),
    ]
  }
}
