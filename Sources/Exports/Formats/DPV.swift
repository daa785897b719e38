import IncidentFindings
import Interchange
import Lowering
import Reports
import TopologyModel

/// A register of processing in terms of the Data Privacy Vocabulary (DPV 2.2, W3C Community Group), and of an incident
/// the breach, as JSON-LD with its context within, so that no reader asks the network.
enum DPVExporter: FormatExporter {
  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    var writer = DPVWriter(request)
    writer.build()
    var account = ImportAccount(format: "dpv")
    account.version = "2.2"
    account.made = [
      ("processes", request.topology.datasets.count), ("breaches", request.analysis == nil ? 0 : 1),
      ("nodes", writer.nodes.count),
    ]
    account.leaveOut(
      request, possibleFlows: "who may receive data stands as a recipient; DPV has no word for it")
    account.note(
      "own-terms",
      "DPV has no number of people between two bounds: these are properties of Exposure's own.",
      count: request.topology.groups.count)
    account.note(
      "purposes-unknown", "A topology does not say why data is processed: no purpose is written.",
      count: request.topology.datasets.count)
    account.note(
      "systems-left-out", "What opens a system is not in a register.",
      count: request.topology.accessRules.count)
    return ExportedFiles("register.jsonld", try writer.document.text(), account)
  }
}

/// The graph.
private struct DPVWriter {
  private let request: ExportRequest
  private let topology: Topology
  private let controllers: ControllerTable
  private(set) var nodes: [JSONValue] = []

  init(_ request: ExportRequest) {
    self.request = request
    topology = request.topology
    controllers = ControllerTable(topology)
  }

  mutating func build() {
    addRegister()
    for organization in topology.organizations { add(organization) }
    for reference in topology.groups.references { add(reference) }
    for field in topology.fields {
      nodes.append(
        Self.node(
          "field", field.id, "dpv:PersonalData",
          [
            "label": .string(field.label ?? field.id), "category": .optional(field.category),
            "identifies": .optional(field.identifies?.rawValue),
          ]))
    }
    for reference in topology.datasets.references { add(reference) }
    addBreach()
  }

  // MARK: - Names

  /// An id as the end of a name of the kind `urn:exposure:`, in which everything else is a percent escape.
  private static func name(_ kind: String, _ id: String) -> JSONValue {
    var escaped = ""
    for byte in id.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F:
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return .string("urn:exposure:\(kind):\(escaped)")
  }

  private static func node(
    _ kind: String, _ id: String, _ type: JSONValue, _ own: [String: JSONValue]
  ) -> JSONValue {
    .known(own.merging(["@id": name(kind, id), "@type": type]) { own, _ in own })
  }

  private func organizations(_ references: some Sequence<Reference<Organization>>) -> JSONValue {
    let names = Set(references).sorted().map {
      Self.name("organization", topology.organizations[$0].id)
    }
    return names.isEmpty ? .null : .array(names)
  }

  // MARK: - Entries

  private mutating func addRegister() {
    nodes.append(
      Self.node(
        "register", "register", "dpv:ROPA",
        [
          "label": topology.title.isEmpty ? .null : .string(topology.title),
          "processes": .array(topology.datasets.map { Self.name("process", $0.id) }),
        ]))
  }

  private mutating func add(_ entry: Organization) {
    let type: JSONValue =
      switch entry.role {
      case .controller: ["dpv:Organisation", "dpv:DataController"]
      case .jointController: ["dpv:Organisation", "dpv:JointDataControllers"]
      case .processor: ["dpv:Organisation", "dpv:DataProcessor"]
      case .subProcessor: ["dpv:Organisation", "dpv:DataSubProcessor"]
      case .authority: ["dpv:Organisation", "dpv:DataProtectionAuthority"]
      case .provider, .other, nil: "dpv:Organisation"
      }
    nodes.append(
      Self.node(
        "organization", entry.id, type,
        [
          "name": .string(entry.label ?? entry.id), "contact": .optional(entry.contact),
          "authority": entry.supervisedBy.map { organizations([$0]) } ?? .null,
        ]))
  }

  private mutating func add(_ reference: Reference<PeopleGroup>) {
    let entry = topology.groups[reference]
    nodes.append(
      Self.node(
        "people", entry.id, "dpv:DataSubject",
        [
          "label": .string(entry.label ?? entry.id), "low": .integer(entry.size.low),
          "high": entry.size.high.map(JSONValue.integer) ?? .null,
          "partOf": entry.parent.map { Self.name("people", topology.groups[$0].id) } ?? .null,
        ]))
  }

  private mutating func add(_ reference: Reference<Dataset>) {
    let entry = topology.datasets[reference]
    let groups = topology.groups(naming: entry.people)
    let deciding = Set(
      groups.flatMap { controllers.shares(of: $0) }.compactMap(\.controller?.organization))
    let holder = topology.systems[entry.system].organization
    let receivers = topology.flows.filter { $0.from == reference }.compactMap {
      topology.systems[topology.datasets[$0.to].system].organization
    }
    var process: [String: JSONValue] = [
      "label": .string(entry.label ?? entry.id), "controllers": organizations(deciding),
      "subjects": groups.isEmpty
        ? .null : .array(groups.map { Self.name("people", topology.groups[$0].id) }),
      "personalData": entry.fields.isEmpty
        ? .null : .array(entry.fields.map { Self.name("field", topology.fields[$0].id) }),
      "peopleKnown": .boolean(entry.listsPeople), "dataKnown": .boolean(entry.listsFields),
      "recipients": organizations(receivers.filter { $0 != holder }),
      "measures": entry.encryptedWith.isEmpty ? .null : ["dpv:EncryptionAtRest"],
    ]
    if let holder {
      // Who holds data for another processes it; whose own they are decides.
      process[deciding.contains(holder) ? "holder" : "processors"] = organizations([holder])
    }
    if !entry.retained.isEmpty {
      process["storage"] = .array(
        entry.retained.map { retention in
          [
            "@type": "dpv:StorageCondition",
            "duration": ["@type": "dpv:UntilTimeDuration", "value": .string(retention.until)],
          ]
        })
    }
    nodes.append(Self.node("process", entry.id, "dpv:Process", process))
  }

  private mutating func addBreach() {
    guard let analysis = request.analysis else { return }
    let incident = analysis.scenario.incident.map { topology.incidents[$0] }
    let stopped = analysis.services.contains { $0.state != .up }
    let isRead = !analysis.datasetsRead.isEmpty
    var types: [JSONValue] = ["gdpr:DataBreach"]
    if isRead { types.append("gdpr:ConfidentialityBreach") }
    if stopped { types.append("gdpr:AvailabilityBreach") }
    let concerned = analysis.people.filter { $0.persons != .zero }
    let fields = Set(
      concerned.flatMap { $0.fields.filter { $0.status == .exposed }.map(\.field) })
    nodes.append(
      Self.node(
        "incident", incident?.id ?? "supposed", .array(types),
        [
          "label": .string(incident.map { $0.label ?? $0.id } ?? "Supposed events"),
          "date": .optional(incident?.date),
          "controllers": organizations(
            concerned.flatMap { $0.groups.flatMap { controllers.shares(of: $0) } }
              .compactMap(\.controller?.organization)),
          "concerned": concerned.isEmpty
            ? .null
            : .array(
              concerned.map { found in
                .known([
                  "subject": Self.name("people", topology.groups[found.personClass].id),
                  "low": .integer(found.persons.low),
                  "high": found.persons.high.map(JSONValue.integer) ?? .null,
                ])
              }),
          "subjects": concerned.isEmpty
            ? .null
            : .array(concerned.map { Self.name("people", topology.groups[$0.personClass].id) }),
          "personalData": fields.isEmpty
            ? .null : .array(fields.sorted().map { Self.name("field", topology.fields[$0].id) }),
          "affected": analysis.datasetsRead.isEmpty
            ? .null
            : .array(analysis.datasetsRead.map { Self.name("process", topology.datasets[$0].id) }),
        ]))
  }

  // MARK: - The document

  var document: JSONValue { ["@context": Self.context, "@graph": .array(nodes)] }

  private static let context: JSONValue = {
    func link(_ term: String) -> JSONValue { ["@id": .string(term), "@type": "@id"] }
    func own(_ term: String, _ type: String? = nil) -> JSONValue {
      type.map { ["@id": .string("exposure:\(term)"), "@type": .string($0)] }
        ?? ["@id": .string("exposure:\(term)")]
    }
    return [
      "dpv": "https://w3id.org/dpv#", "gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
      "exposure": "urn:exposure:vocabulary:", "xsd": "http://www.w3.org/2001/XMLSchema#",
      "label": "http://www.w3.org/2000/01/rdf-schema#label", "name": "dpv:hasName",
      "date": "http://purl.org/dc/terms/date", "contact": "dpv:hasContact",
      "processes": link("dpv:hasProcess"), "controllers": link("dpv:hasDataController"),
      "processors": link("dpv:hasDataProcessor"), "subjects": link("dpv:hasDataSubject"),
      "personalData": link("dpv:hasPersonalData"), "recipients": link("dpv:hasRecipient"),
      "measures": link("dpv:hasTechnicalMeasure"), "authority": link("dpv:hasAuthority"),
      "storage": "dpv:hasStorageCondition", "duration": "dpv:hasDuration",
      "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
      "holder": link("exposure:heldBy"), "partOf": link("exposure:partOf"),
      "affected": link("exposure:affectedProcess"), "concerned": own("concerned"),
      "subject": link("exposure:subject"), "low": own("personsLow", "xsd:integer"),
      "high": own("personsHigh", "xsd:integer"), "category": own("category"),
      "identifies": own("identifies"), "peopleKnown": own("peopleKnown"),
      "dataKnown": own("dataKnown"),
    ]
  }()
}
