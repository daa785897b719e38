import IncidentFindings
import Lowering
import PointAnalysis
import Propagation
import Reports
import TopologyModel

/// What is known about each thing that a picture may show: how the intruder reaches it, and what depends on it.
/// Everything comes from the proofs of the analysis and from what each thing alone exposes and stops.
struct ElementDetails {
  /// One thing; a fleet is one thing.
  struct Element {
    /// The picture's `data-kind` and `data-id`.
    var kind: String
    var id: String
    var label: String
    /// Of a fleet's member its own id, by which a picture knows it where not all members fare alike.
    var member: String?
    var what = ""
    var standing = ""
    var tone = "plain"
    var proof: Proof?
    var facts: [String] = []
    /// The heading of the facts.
    var factsTitle = "What depends on it"
    /// Ids of the person classes and fields that it holds or reveals.
    var classes: Set<String> = []
    var fields: Set<String> = []
    /// What the intruder reaches through it, or what stops without it: kind and id, separated by a colon.
    var hangs: Set<String> = []
  }

  let naming: Naming
  let report: AnalysisReport?
  let points: PointsReport
  let findings: [String: PointFinding]
  private let holdings: [Reference<System>: SystemHoldings]

  init(report: AnalysisReport?, points: PointsReport, lineage: Lineage, naming: Naming) {
    self.naming = naming
    self.report = report
    self.points = points
    holdings = SystemHoldings.all(lineage, in: naming.topology)
    var findings: [String: PointFinding] = [:]
    // The worst member represents the fleet and comes first.
    for finding in points.answer.points.points {
      let key = Self.key(finding.subject, naming.topology)
      if findings[key] == nil { findings[key] = finding }
    }
    self.findings = findings
  }

  var topology: Topology { naming.topology }

  private static func key(_ subject: PointSubject, _ topology: Topology) -> String {
    let id = topology.member(of: subject)?.declared ?? topology.id(of: subject)
    return "\(subject.kind.rawValue):\(id)"
  }

  /// Systems, secrets, organizations, people and services that a picture shows, in the order of the file: one for
  /// each box, whether it stands for a whole fleet, some members or one.
  /// - Complexity: O(proofs × steps × shown things). Of what no picture shows nothing is proven.
  func elements(in picture: PagePicture) -> [Element] {
    var seen: Set<String> = []
    let dependents = ProofDependents(report, shown: shown(in: picture))
    /// Those that the picture shows, each once, although several members of a fleet may be one box.
    func elements<Thing>(
      _ things: [Thing], _ element: (Thing) -> Element,
      _ details: (Thing, inout Element) -> Void = { _, _ in }
    ) -> [Element] {
      things.compactMap { thing in
        var element = element(thing)
        let isMember = element.member.map { picture.shows(element.kind, $0) } ?? false
        let id = isMember ? element.member ?? element.id : element.id
        guard picture.shows(element.kind, id), seen.insert("\(element.kind):\(id)").inserted else {
          return nil
        }
        details(thing, &element)
        element.id = id
        if let count = picture.count(element.kind, id) { element.label += " ×\(count)" }
        return element
      }
    }
    let things =
      elements(Array(topology.systems.references), system) { tell($0, &$1, dependents) }
      + elements(Array(topology.secrets.references), secret) { tell($0, &$1, dependents) }
      + elements(Array(topology.organizations.references), organization) {
        tell($0, &$1, dependents)
      }
    let others =
      report.map { report in
        elements([report], { intruder($0, dependents) })
          + elements(report.analysis.people, { people($0, report) })
      } ?? []
    return things + others + elements(report?.analysis.services ?? [], service)
  }

  /// Systems, secrets and people in a picture, by kind and id in the file; of a fleet if any member is there.
  private func shown(in picture: PagePicture) -> Set<String> {
    var shown: Set<String> = []
    func add(_ kind: String, _ declared: String, _ id: String) {
      if picture.shows(kind, declared) || picture.shows(kind, id) {
        shown.insert("\(kind):\(declared)")
      }
    }
    for system in topology.systems { add("system", system.declaredID, system.id) }
    for secret in topology.secrets { add("secret", secret.declaredID, secret.id) }
    for root in topology.personClasses {
      add("people", topology.groups[root].id, topology.groups[root].id)
    }
    return shown
  }

  // MARK: - Kinds

  /// The start of every path; it has no id.
  private func intruder(_ report: AnalysisReport, _ dependents: ProofDependents) -> Element {
    let analysis = report.analysis
    var element = Element(kind: "intruder", id: "", label: "Intruder")
    element.what = "the attacker"
    element.factsTitle = "What happened"
    element.facts = analysis.scenario.events.map(naming.event)
    for event in analysis.scenario.events {
      switch event {
      case .intrusion(let it):
        element.hangs.formUnion(dependents.hanging(on: "system:\(topology.systems[it].declaredID)"))
      case .theft(let it):
        element.hangs.formUnion(dependents.hanging(on: "secret:\(topology.secrets[it].declaredID)"))
      case .common: break
      }
    }
    element.hangs.formUnion(
      analysis.secrets.map { "secret:\(topology.secrets[$0].declaredID)" }
        + analysis.controlled.map { "system:\(topology.systems[$0].declaredID)" }
        + analysis.datasetsRead.map {
          "system:\(topology.systems[topology.datasets[$0].system].declaredID)"
        }
        + analysis.people.filter { $0.isReached || !$0.overlaps.isEmpty }
        .map { "people:\(topology.groups[$0.personClass].id)" })
    return element
  }

  private func system(_ reference: Reference<System>) -> Element {
    let system = topology.systems[reference]
    let id = system.declaredID
    return Element(
      kind: "system", id: id, label: system.label ?? id,
      member: system.member == nil ? nil : system.id)
  }

  private func tell(
    _ reference: Reference<System>, _ element: inout Element, _ dependents: ProofDependents
  ) {
    let system = topology.systems[reference]
    let owner = system.organization.map {
      topology.organizations[$0].label ?? topology.organizations[$0].id
    }
    element.what = [system.kind, owner].compactMap { $0 }.joined(separator: ", ")
    element.classes = holdings[reference]?.classes ?? []
    element.fields = holdings[reference]?.fields ?? []
    if let report {
      let analysis = report.analysis
      let way = dependents.way(to: "system:\(element.id)")
      if analysis.controlled.contains(reference) {
        (element.standing, element.tone) = ("The intruder controls it.", "exposed")
      } else if analysis.datasetsRead.contains(where: {
        topology.datasets[$0].system == reference
      }) {
        (element.standing, element.tone) = ("The intruder reads from it.", "exposed")
      } else if isLetIn(reference, analysis), way != nil {
        (element.standing, element.tone) = ("The intruder is let in.", "exposed")
      } else {
        (element.standing, element.tone) = ("The intruder cannot enter it.", "safe")
      }
      if analysis.scenario.stopped.contains(reference) {
        element.standing += " It is out of service."
      }
      element.proof = report.proofs.proofOfControl(of: reference)
      if element.proof == nil, element.tone == "exposed" { element.proof = way }
    }
    describe(&element, dependents)
  }

  /// Whether a rule of the system itself opens, not of another member of its fleet.
  private func isLetIn(_ system: Reference<System>, _ analysis: IncidentAnalysis) -> Bool {
    topology.accessRules.references.contains { rule in
      topology.accessRules[rule].system == system
        && analysis.world.holds(analysis.lowered.exposure.open[rule.index])
    }
  }

  private func secret(_ reference: Reference<Secret>) -> Element {
    let secret = topology.secrets[reference]
    let id = secret.declaredID
    return Element(
      kind: "secret", id: id, label: secret.label ?? id,
      member: secret.member == nil ? nil : secret.id)
  }

  private func tell(
    _ reference: Reference<Secret>, _ element: inout Element, _ dependents: ProofDependents
  ) {
    let kind = topology.secrets[reference].kind
    element.what = kind.map { $0 == .other ? "secret" : $0.rawValue } ?? "secret"
    if let report {
      let isHeld = report.analysis.secrets.contains(reference)
      element.standing = isHeld ? "The intruder has it." : "The intruder does not have it."
      element.tone = isHeld ? "exposed" : "safe"
      element.proof = report.proofs.proofOfHaving(reference)
    }
    describe(&element, dependents)
    takeReach(&element)
  }

  private func organization(_ reference: Reference<Organization>) -> Element {
    let organization = topology.organizations[reference]
    return Element(
      kind: "organization", id: organization.id, label: organization.label ?? organization.id)
  }

  private func tell(
    _ reference: Reference<Organization>, _ element: inout Element, _ dependents: ProofDependents
  ) {
    element.what = topology.organizations[reference].role?.rawValue ?? "organization"
    let own = topology.systems.references.filter {
      topology.systems[$0].organization == reference
    }
    element.hangs = Set(own.map { "system:\(topology.systems[$0].declaredID)" })
    for system in own {
      element.classes.formUnion(holdings[system]?.classes ?? [])
      element.fields.formUnion(holdings[system]?.fields ?? [])
    }
    describe(&element, dependents)
  }

  private func people(_ finding: ClassFinding, _ report: AnalysisReport) -> Element {
    let root = topology.groups[finding.personClass]
    var element = Element(kind: "people", id: root.id, label: root.label ?? root.id)
    element.what = "people"
    let isReached = finding.isReached
    let isPossible = !isReached && finding.mayBeReached
    element.tone = isReached ? "exposed" : isPossible ? "open" : "safe"
    element.standing =
      isReached
      ? "\(CountWording.people(finding.persons)) exposed."
      : isPossible
        ? "Possibly \(CountWording.people(finding.persons)) exposed." : "Nobody is exposed."
    element.classes = [root.id]
    element.fields = Set(finding.fields.map { topology.fields[$0.field].id })
    element.factsTitle = "How the intruder gets to it"
    element.facts = report.ways(finding).map { "\($0.chain): \($0.count)" }
    return element
  }

  private func service(_ finding: ServiceFinding) -> Element {
    let service = topology.services[finding.service]
    let id = service.declaredID
    var element = Element(
      kind: "service", id: id, label: service.label ?? id,
      member: service.member == nil ? nil : service.id)
    element.what = "service"
    element.tone = finding.state == .up ? "safe" : "bad"
    element.standing = "State: \(finding.state.rawValue)."
    if !finding.because.isEmpty {
      element.factsTitle = "Why"
      element.facts = ["Out of service: \(naming.systems(finding.because))."]
    }
    return element
  }
}
