import Explaining
import IncidentFindings
import Lowering
import Population
import Reports
import TopologyModel

/// Every class and every field: exposed, derivable or safe, how many people, and why.
struct PeopleSection {
  let report: AnalysisReport
  let plain: PlainNaming

  private var analysis: IncidentAnalysis { report.analysis }
  private var naming: Naming { report.naming }
  private var topology: Topology { naming.topology }

  var section: ReportPage.Section {
    let body = PageTemplates.render(
      "people", ["classes": .list(analysis.people.map(value))])
    return ReportPage.Section(id: "people", heading: "People and their data", body: body)
  }

  private func value(_ finding: ClassFinding) -> PageValue {
    let root = topology.groups[finding.personClass]
    let isReached = finding.isReached
    let isPossible = !isReached && !finding.overlaps.isEmpty
    let isUnknown = !isReached && !isPossible && !finding.unknown.isEmpty
    let others =
      !finding.unknown.isEmpty
      ? "; what the file does not list may be of \(plain.names(of: finding.unknown, most: 8)), too"
      : ""
    let size = root.size == .unknown ? "of an unknown number" : "of \(PageWording.text(root.size))"
    let ways = self.ways(finding)
    let closings = report.closings(finding).map(\.text)
    let proofs = numberProofs(finding)
    let combinations = TierCombination.all(of: finding, in: analysis)
    let assumed = report.assumed(finding)
    let fields = FieldStatus.allCases.sorted().flatMap { status in
      finding.fields.filter { $0.status == status }
    }
    return [
      "anchor": .text(PageAnchor.people(root.id)), "name": .text(root.label ?? root.id),
      "tone": .text(
        isReached ? "exposed" : isPossible ? "possible" : isUnknown ? "unknown" : "safe"),
      "figure": .text(
        isReached
          ? PageWording.sentence(finding.persons) + " people exposed"
          : isPossible
            ? "Possibly \(PageWording.text(finding.persons)) people exposed"
            : isUnknown ? "Unknown whether anybody is exposed" : "Nobody exposed"),
      "of": .text(
        isReached || isPossible
          ? "\(size): \(plain.names(of: finding.groups, finding.overlaps, most: 8))\(others).\(gravity(finding))"
          : "\(size)\(others)."),
      "has-ways": .flag(!ways.isEmpty),
      "ways": .list(ways.prefix(Self.waysShown).map(value)),
      "has-more-ways": .flag(ways.count > Self.waysShown),
      "more-ways-title": .text(
        "\(PageWording.counted(max(0, ways.count - Self.waysShown), "more way"))"),
      "more-ways": .list(ways.dropFirst(Self.waysShown).map(value)),
      "has-closings": .flag(!closings.isEmpty), "closings": .list(closings.map(PageValue.text)),
      "has-assumed": .flag(!assumed.isEmpty), "assumed": .list(assumed.map(PageValue.text)),
      "has-number-proofs": .flag(!proofs.isEmpty), "number-proofs": .list(proofs),
      "has-combinations": .flag(!combinations.isEmpty),
      "combinations": .list(combinations.map(value)),
      "has-combinations-note": .flag(!combinations.allSatisfy(\.isExact)),
      "combinations-note": "Numbers may be wider than necessary.",
      "has-fields": .flag(!fields.isEmpty),
      "has-proofs": .flag(fields.contains { $0.status != .safe }),
      "fields": .list(fields.map(value)),
    ]
  }

  /// Why the numbers of a class are what they are.
  private func numberProofs(_ finding: ClassFinding) -> [PageValue] {
    let explanations = PeopleExplanation.all(of: finding, in: analysis)
    let proofs = PeopleProofReport(explanations, in: analysis, naming: naming, variant: nil)
    return explanations.map { explanation in
      let fields = explanation.fields.map { topology.fields[$0].label ?? topology.fields[$0].id }
      return [
        "of": .text(fields.isEmpty ? "Any field" : fields.joined(separator: ", ")),
        "people": .text(CountWording.people(explanation.persons)),
        "lines": .list(proofs.lines(explanation).map { .text($0.text) }),
      ]
    }
  }

  private func value(_ combination: TierCombination) -> PageValue {
    [
      "tiers": .text(combination.tiers.map(\.rawValue).joined(separator: " and ")),
      "people": .text(CountWording.text(combination.persons)),
    ]
  }

  /// The number of people by the gravity of what came out, as a sentence.
  private func gravity(_ finding: ClassFinding) -> String {
    let words = GravityWording.text(finding.tiers)
    return words.isEmpty ? "" : " Of whom something at least as grave: \(words)."
  }

  private static let waysShown = 8

  private struct Way {
    var places: [String]
    var persons: CountInterval
  }

  private func value(_ way: Way) -> PageValue {
    [
      "places": .list(
        way.places.enumerated().map { ["first": .flag($0 == 0), "place": .text($1)] }),
      "count": .text(CountWording.text(way.persons)),
    ]
  }

  /// Each way by which data of the class is exposed; ways that differ only in a fleet's member are combined.
  private func ways(_ finding: ClassFinding) -> [Way] {
    var order: [[String]] = []
    var people: [[String]: PeopleUnion] = [:]
    for field in finding.fields where field.status == .exposed {
      for way in report.proofs.ways(field) {
        let places = plain.chain(way.proof)
        if people[places] == nil { order.append(places) }
        people[places, default: PeopleUnion([])].formUnion(
          PeopleUnion(way.groups, overlaps: way.overlaps.map(\.groups)))
      }
    }
    return order.map { places in
      let reached = people[places] ?? PeopleUnion([])
      return Way(
        places: places, persons: analysis.lowered.people.count(reached, in: finding.personClass))
    }
  }

  private func value(_ field: FieldFinding) -> PageValue {
    let entry = topology.fields[field.field]
    let ways = report.proofs.ways(field)
    return [
      "id": .text(entry.id), "label": .text(entry.label ?? entry.id),
      "named": .flag(entry.label != nil && entry.label != entry.id),
      "status": .text(field.status.rawValue),
      "people": .text(field.status == .safe ? "" : CountWording.text(field.persons)),
      "because": .text(report.because(field)), "has-proof": .flag(!ways.isEmpty),
      "proofs": .list(
        ways.map { way in
          [
            "has-groups": .flag(ways.count > 1),
            "groups": .text("For \(naming.people(way.groups, way.overlaps)):"),
            "steps": naming.steps(way.proof),
          ]
        }),
    ]
  }
}

/// Fragments of the page.
enum PageAnchor {
  static func people(_ id: String) -> String { "class-\(id)" }
  static func element(_ kind: String, _ id: String) -> String { "about-\(kind)-\(id)" }
}

extension Naming {
  /// A proof's steps for a template. Of a long one the first and the last, with the number of those between them.
  func steps(_ proof: Proof) -> PageValue {
    let most = Self.mostSteps
    func values(_ steps: some Sequence<Proof.Step>) -> [PageValue] {
      steps.map { step in
        let place = self.place(step)
        return [
          "sentence": .text(sentence(step)), "has-place": .flag(place != nil),
          "place": .text(place.map { "[\($0)]" } ?? ""),
        ]
      }
    }
    guard proof.steps.count > most else { return .list(values(proof.steps)) }
    let omitted = CountWording.number(proof.steps.count - most)
    let gap: PageValue = [
      "sentence": .text("… \(omitted) more steps …"), "has-place": .flag(false), "place": .text(""),
    ]
    return .list(
      values(proof.steps.prefix(most / 2)) + [gap] + values(proof.steps.suffix(most / 2)))
  }

  /// The most steps of a proof that a page lists.
  private static let mostSteps = 100
}
