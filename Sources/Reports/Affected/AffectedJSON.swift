import BreachNotification
import IncidentFindings
import Lowering
import TopologyModel

extension AffectedReport {
  /// The answer as JSON, schema `exposure.affected/1`.
  package var json: JSONValue {
    let document: JSONValue = [
      "schema": "exposure.affected/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "incident": .optional(analysis.scenario.incident.map { topology.incidents[$0].id }),
      "about": .string(who),
      "meaning": .string(meaning.rawValue),
      "groups": ids(answer.groups),
      "size": .count(answer.size),
      "concerned": .string(answer.concern.rawValue),
      "persons": .count(answer.persons),
      "certain": .count(answer.certain),
      "perhaps-of": ids(answer.perhaps),
      "controllers": .strings(answer.controllers.map(topology.id(of:))),
      "exposed": ids(answer.exposed),
      "perhaps": .array(
        answer.overlaps.map { overlap in
          [
            "fields": ids(overlap.fields), "among": ids(overlap.among),
            "persons": .count(overlap.persons),
          ]
        }),
      "unknown": ids(answer.unknown),
      "unlisted": .array(answer.unlisted.map(topology.json)),
      "safe": ids(answer.safe),
      "unintelligible": .strings(answer.unintelligible.map { topology.datasets[$0].id }.sorted()),
      "ways": .array(answer.ways.map(json)),
      "derived": .array(
        answer.derived.map { derived in
          [
            "from": ids(derived.from), "gives": ids(derived.gives),
            "certainty": .optional(derived.certainty?.rawValue),
            "source": source(derived.source),
          ]
        }),
      "leaks": .array(
        answer.leaks.map { joined in
          [
            "leak": .string(topology.leaks[joined.leak].id), "adds": ids(joined.adds),
            "in-it": .string(joined.isIn.rawValue),
            "source": source(topology.leaks[joined.leak].source),
          ]
        }),
      "consequences": .array(
        answer.following.map { following in
          [
            "consequence": .string(following.consequence.id), "fields": ids(following.fields),
            "of-all": .boolean(following.isOfAll),
            "follows": .string(filled(following.consequence.follows, following.fields)),
            "advice": .string(filled(following.consequence.advice, following.fields)),
          ]
        }),
      "said-by": .strings(answer.saidBy.map { topology.sources[$0].id }.sorted()),
      "contacts": .array(
        answer.contacts.map { contact in
          let entry = topology.organizations[contact]
          return [
            "organization": .string(entry.id), "advice": .optional(entry.advice),
            "contact": .optional(entry.contact),
          ]
        }),
      "number": numberJSON,
    ]
    return document.withEvenSplits(evenSplits, of: topology)
  }

  func json(_ way: AffectedAnswer.Way) -> JSONValue {
    [
      "at": .optional(way.holder.map(topology.id(of:))),
      "fields": ids(way.fields),
      "groups": ids(way.groups),
      "persons": .count(way.persons),
      "because": .optional(way.proof.map(naming.chain)),
      "kept-too-long": .strings(way.kept.map { naming.sentence($0.dataset, $0.kept) }),
    ]
  }

  func ids(_ fields: [Reference<DataField>]) -> JSONValue {
    .strings(fields.map { topology.fields[$0].id })
  }

  func ids(_ groups: [Reference<PeopleGroup>]) -> JSONValue {
    .strings(groups.map { topology.groups[$0].id }.sorted())
  }

  private func source(_ source: Reference<Source>?) -> JSONValue {
    .optional(source.map { topology.sources[$0].id })
  }
}
