import IncidentFindings
import Interchange
import Lowering
import Reports
import TopologyModel

/// STIX 2.1 (OASIS): organizations and classes of people as identities, systems as infrastructure, secrets as accounts
/// of their holders, flows as relationships, and the incident.
///
/// Ids are made of organization and entry, not of what STIX takes for an account's identity: two organizations may
/// have the same login. The standard has no number of people, so these are properties of our own.
enum STIXExporter: FormatExporter {
  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    var bundle = STIXBundle(request)
    bundle.build()
    var account = ImportAccount(format: "stix")
    account.version = "2.1"
    account.made = bundle.counts
    account.leaveOut(
      request,
      possibleFlows: "a relationship of systems that only these connect has x_exposure_certainty")
    account.note(
      "datasets-as-text", "Datasets are in the description of their system.",
      count: request.topology.datasets.count)
    account.note(
      "access-left-out", "What a condition asks for together is not said: STIX has no such term.",
      count: request.topology.accessRules.count)
    account.note(
      "zones-left-out", "Parts of the network are not in it.",
      count: request.topology.zones.count - 1)
    account.note(
      "services-left-out", "Services and what they need are not in it.",
      count: request.topology.services.count)
    return ExportedFiles("bundle.json", try bundle.json.text(), account)
  }
}

/// One bundle.
private struct STIXBundle {
  private let request: ExportRequest
  private let topology: Topology
  private let reached: ReachedEntries
  private let moment: String
  private var objects: [JSONValue] = []
  private(set) var counts: [(key: String, count: Int)] = []

  init(_ request: ExportRequest) {
    self.request = request
    topology = request.topology
    reached = ReachedEntries(topology, request.analysis)
    moment = Self.moment(request)
  }

  /// The day of the incident; no clock, so that the same topology gives the same bundle.
  private static func moment(_ request: ExportRequest) -> String {
    let incident = request.analysis?.scenario.incident.map { request.topology.incidents[$0] }
    let day = incident?.date.map { $0.prefix(10) } ?? ""
    let isDay = day.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
    return (isDay ? String(day) : "1970-01-01") + "T00:00:00.000Z"
  }

  mutating func build() {
    for reference in topology.organizations.references { add(reference) }
    for reference in topology.groups.references { add(reference) }
    for reference in topology.systems.references { add(reference) }
    for reference in topology.secrets.references { add(reference) }
    addFlows()
    addIncident()
  }

  private func id(_ kind: String, _ names: String) -> String {
    "\(kind)--\(NameBasedUUID.text(kind, names))"
  }

  private func organization(_ reference: Reference<Organization>) -> String {
    id("identity", "organization \(topology.organizations[reference].id)")
  }

  private func people(_ reference: Reference<PeopleGroup>) -> String {
    id("identity", "people \(topology.groups[reference].id)")
  }

  private func system(_ reference: Reference<System>) -> String {
    let entry = topology.systems[reference]
    let owner = entry.organization.map { topology.organizations[$0].id } ?? ""
    return id("infrastructure", "\(owner) \(entry.id)")
  }

  private func secret(_ reference: Reference<Secret>) -> String {
    let entry = topology.secrets[reference]
    return id("user-account", "\(entry.heldBy.map(topology.id) ?? "") \(entry.id)")
  }

  /// An object with what all of its kind have.
  private mutating func add(_ type: String, _ id: String, _ own: [String: JSONValue]) {
    var object = own
    object["type"] = .string(type)
    object["spec_version"] = "2.1"
    object["id"] = .string(id)
    if type != "user-account" {
      object["created"] = .string(moment)
      object["modified"] = .string(moment)
    }
    objects.append(.known(object))
    if let place = counts.firstIndex(where: { $0.key == type }) {
      counts[place].count += 1
    } else {
      counts.append((type, 1))
    }
  }

  private mutating func relate(
    _ from: String, _ kind: String, _ to: String, _ text: String? = nil, isPossible: Bool = false
  ) {
    let words = [text, isPossible ? "only possible: whether data moves is unknown" : nil]
    let description = words.compactMap { $0 }.joined(separator: "; ")
    add(
      "relationship", id("relationship", "\(from) \(kind) \(to) \(text ?? "")"),
      [
        "relationship_type": .string(kind), "source_ref": .string(from), "target_ref": .string(to),
        "description": .optional(description.isEmpty ? nil : description),
        "x_exposure_certainty": isPossible ? "possible" : .null,
      ])
  }

  // MARK: - Entries

  private mutating func add(_ reference: Reference<Organization>) {
    let entry = topology.organizations[reference]
    add(
      "identity", organization(reference),
      [
        "name": .string(entry.label ?? entry.id), "identity_class": "organization",
        "contact_information": .optional(entry.contact), "x_exposure_id": .string(entry.id),
        "x_exposure_role": .optional(entry.role?.rawValue),
      ])
    for other in entry.actsFor {
      relate(organization(reference), "acts-for", organization(other))
    }
  }

  private mutating func add(_ reference: Reference<PeopleGroup>) {
    let entry = topology.groups[reference]
    let exposed = reached.exposedPeople(reference)
    add(
      "identity", people(reference),
      [
        "name": .string(entry.label ?? entry.id), "identity_class": "class",
        "x_exposure_id": .string(entry.id), "x_exposure_people_low": .integer(entry.size.low),
        "x_exposure_people_high": entry.size.high.map(JSONValue.integer) ?? .null,
        "x_exposure_exposed_low": exposed.map { .integer($0.low) } ?? .null,
        "x_exposure_exposed_high": exposed?.high.map(JSONValue.integer) ?? .null,
        "x_exposure_reached": .string(reached.answer(reference).rawValue),
      ])
    if let parent = entry.parent { relate(people(reference), "part-of", people(parent)) }
    if let controller = entry.controller {
      relate(organization(controller), "controls-data-of", people(reference))
    }
  }

  private mutating func add(_ reference: Reference<System>) {
    let entry = topology.systems[reference]
    let datasets = entry.datasets.map { dataset in
      let entry = topology.datasets[dataset]
      let fields = entry.listsFields ? topology.ids(entry.fields) : "fields unknown"
      return "\(entry.label ?? entry.id): \(fields)"
    }
    add(
      "infrastructure", system(reference),
      [
        "name": .string(entry.label ?? entry.id), "x_exposure_id": .string(entry.id),
        "description": datasets.isEmpty ? .null : .string(datasets.joined(separator: "; ")),
        "x_exposure_kind": .optional(entry.kind),
        "x_exposure_reached": .string(reached.answer(reference).rawValue),
      ])
    if let owner = entry.organization {
      relate(organization(owner), "owns", system(reference))
    }
    let groups = topology.groups(naming: entry.datasets.flatMap { topology.datasets[$0].people })
    for group in groups { relate(system(reference), "holds-data-of", people(group)) }
    for secret in entry.secrets { relate(system(reference), "keeps", self.secret(secret)) }
    let openers = entry.access.flatMap { topology.atoms(topology.accessRules[$0].requires) }
    var seen: Set<Reference<Secret>> = []
    for (part, isEnough) in openers {
      guard case .secret(let secret) = part, seen.insert(secret).inserted else { continue }
      relate(
        self.secret(secret), "opens", system(reference), isEnough ? nil : "with others")
    }
  }

  private mutating func add(_ reference: Reference<Secret>) {
    let entry = topology.secrets[reference]
    add(
      "user-account", secret(reference),
      [
        "account_login": .string(entry.id), "display_name": .optional(entry.label),
        "x_exposure_kind": .optional(entry.kind?.rawValue),
        "x_exposure_held_by": .optional(entry.heldBy.map(topology.id)),
        "x_exposure_reached": .string(reached.answer(reference).rawValue),
      ])
  }

  private mutating func addFlows() {
    var seen: Set<[Int]> = []
    // Systems that a certain flow connects are surely connected.
    let flows = topology.flows
    for flow in flows.filter({ $0.certainty == .certain })
      + flows.filter({ $0.certainty == .possible })
    {
      let (from, to) = (topology.datasets[flow.from].system, topology.datasets[flow.to].system)
      guard from != to, seen.insert([from.index, to.index]).inserted else { continue }
      relate(
        system(from), "communicates-with", system(to), flow.label,
        isPossible: flow.certainty == .possible)
    }
  }

  private mutating func addIncident() {
    guard let analysis = request.analysis else { return }
    let entry = analysis.scenario.incident.map { topology.incidents[$0] }
    let events = analysis.scenario.events.map { topology.id(of: $0) }
    let name = entry.map { $0.label ?? $0.id } ?? events.joined(separator: ", ")
    let incident = id("incident", entry?.id ?? "supposed \(events.joined(separator: " "))")
    add(
      "incident", incident,
      [
        "name": .string(name.isEmpty ? "Nothing happens" : name),
        "x_exposure_events": .strings(events), "x_exposure_date": .optional(entry?.date),
      ])
    for reference in analysis.controlled { relate(incident, "impacts", system(reference)) }
    for found in analysis.people where found.persons != .zero {
      relate(incident, "impacts", people(found.personClass))
    }
  }

  var json: JSONValue {
    let id = "bundle--\(NameBasedUUID.text("bundle", topology.title, moment))"
    return ["type": "bundle", "id": .string(id), "objects": .array(objects)]
  }
}
