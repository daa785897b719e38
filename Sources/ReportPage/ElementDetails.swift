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
  private let dependents: ProofDependents
  private let findings: [String: PointFinding]
  private let holdings: [Reference<System>: SystemHoldings]

  init(report: AnalysisReport?, points: PointsReport, lineage: Lineage, naming: Naming) {
    self.naming = naming
    self.report = report
    self.points = points
    dependents = ProofDependents(report)
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
  func elements(in picture: PagePicture) -> [Element] {
    var elements = systems + secrets + organizations
    if let report {
      elements.append(intruder(report))
      elements += report.analysis.people.map { people($0, report) }
    }
    elements += services
    var seen: Set<String> = []
    return elements.compactMap { element in
      var element = element
      if let member = element.member, picture.shows(element.kind, member) { element.id = member }
      guard picture.shows(element.kind, element.id),
        seen.insert("\(element.kind):\(element.id)").inserted
      else { return nil }
      if let count = picture.count(element.kind, element.id) { element.label += " ×\(count)" }
      return element
    }
  }

  // MARK: - Kinds

  /// The start of every path; it has no id.
  private func intruder(_ report: AnalysisReport) -> Element {
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

  private var systems: [Element] {
    return topology.systems.references.map { reference in
      let system = topology.systems[reference]
      let id = system.declaredID
      var element = Element(
        kind: "system", id: id, label: system.label ?? id,
        member: system.member == nil ? nil : system.id)
      let owner = system.organization.map {
        topology.organizations[$0].label ?? topology.organizations[$0].id
      }
      element.what = [system.kind, owner].compactMap { $0 }.joined(separator: ", ")
      element.classes = holdings[reference]?.classes ?? []
      element.fields = holdings[reference]?.fields ?? []
      if let report {
        let analysis = report.analysis
        if analysis.controlled.contains(reference) {
          (element.standing, element.tone) = ("The intruder controls it.", "exposed")
        } else if analysis.datasetsRead.contains(where: {
          topology.datasets[$0].system == reference
        }) {
          (element.standing, element.tone) = ("The intruder reads from it.", "exposed")
        } else if isLetIn(reference, analysis), dependents.way(to: "system:\(id)") != nil {
          (element.standing, element.tone) = ("The intruder is let in.", "exposed")
        } else {
          (element.standing, element.tone) = ("The intruder cannot enter it.", "safe")
        }
        if analysis.scenario.stopped.contains(reference) {
          element.standing += " It is out of service."
        }
        element.proof = report.proofs.proofOfControl(of: reference)
        if element.proof == nil, element.tone == "exposed" {
          element.proof = dependents.way(to: "system:\(id)")
        }
      }
      describe(&element)
      return element
    }
  }

  /// Whether a rule of the system itself opens, not of another member of its fleet.
  private func isLetIn(_ system: Reference<System>, _ analysis: IncidentAnalysis) -> Bool {
    topology.accessRules.references.contains { rule in
      topology.accessRules[rule].system == system
        && analysis.world.holds(analysis.lowered.exposure.open[rule.index])
    }
  }

  private var secrets: [Element] {
    topology.secrets.references.map { reference in
      let secret = topology.secrets[reference]
      let id = secret.declaredID
      var element = Element(
        kind: "secret", id: id, label: secret.label ?? id,
        member: secret.member == nil ? nil : secret.id)
      element.what = secret.kind.map { $0 == .other ? "secret" : $0.rawValue } ?? "secret"
      if let report {
        let isHeld = report.analysis.secrets.contains(reference)
        element.standing = isHeld ? "The intruder has it." : "The intruder does not have it."
        element.tone = isHeld ? "exposed" : "safe"
        element.proof = report.proofs.proofOfHaving(reference)
      }
      describe(&element)
      takeReach(&element)
      return element
    }
  }

  private var organizations: [Element] {
    topology.organizations.references.map { reference in
      let organization = topology.organizations[reference]
      let id = organization.id
      var element = Element(kind: "organization", id: id, label: organization.label ?? id)
      element.what = organization.role?.rawValue ?? "organization"
      let own = topology.systems.references.filter {
        topology.systems[$0].organization == reference
      }
      element.hangs = Set(own.map { "system:\(topology.systems[$0].declaredID)" })
      for system in own {
        element.classes.formUnion(holdings[system]?.classes ?? [])
        element.fields.formUnion(holdings[system]?.fields ?? [])
      }
      describe(&element)
      return element
    }
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

  private var services: [Element] {
    (report?.analysis.services ?? []).map { finding in
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

  // MARK: - Dependents

  private func describe(_ element: inout Element) {
    element.hangs.formUnion(dependents.hanging(on: "\(element.kind):\(element.id)"))
    guard let finding = findings["\(element.kind):\(element.id)"] else { return }
    if !finding.fields.isEmpty {
      let reach = finding.classes.map(points.people).joined(separator: ", ")
      let fields = naming.listed(finding.fields.map(naming.field), most: 12)
      let verb = element.kind == "secret" ? "Stolen alone" : "Intruded alone"
      element.facts.append(
        "\(verb), it exposes \(reach.isEmpty ? "data of organizations" : reach): \(fields).")
    }
    func names(_ services: [Reference<Service>]) -> String {
      naming.listed(
        services.map { topology.services[$0].label ?? topology.services[$0].id }, most: 8)
    }
    if !finding.down.isEmpty {
      element.facts.append("Disconnected alone, it takes down: \(names(finding.down)).")
    }
    if !finding.degraded.isEmpty {
      element.facts.append("Disconnected alone, it degrades: \(names(finding.degraded)).")
    }
    for reach in finding.classes {
      element.hangs.insert("people:\(topology.groups[reach.personClass].id)")
    }
    for service in finding.down + finding.degraded {
      element.hangs.insert("service:\(topology.services[service].declaredID)")
    }
  }

  /// The classes and fields that a secret alone exposes, for the filter.
  private func takeReach(_ element: inout Element) {
    guard let finding = findings["\(element.kind):\(element.id)"] else { return }
    element.fields.formUnion(finding.fields.map { topology.fields[$0].id })
    element.classes.formUnion(finding.classes.map { topology.groups[$0.personClass].id })
  }
}
