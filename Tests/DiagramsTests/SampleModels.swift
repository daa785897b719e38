@testable import Diagrams
import TestSupport

/// Models that tests draw: the breach of January 2024 written out by hand, and generated ones.
enum SampleModels {
  typealias Edge = DiagramModel.Edge

  static func fields(
    _ exposure: DiagramModel.Exposure, _ labels: String...
  ) -> [DiagramModel.Field] {
    labels.map { DiagramModel.Field(id: $0.lowercased(), label: $0, exposure: exposure) }
  }

  static var thirdPartyPayment: DiagramModel {
    var model = DiagramModel(
      title: "French third-party payment, January 2024",
      subtitle: "Attack on Viamedis and Almerys · 29 January 2024 · as the file was written",
      notes: [
        "Exposed: at least 33M people with complementary insurance; at least 200k professionals."
      ],
      view: .exposure)
    model.organizations = [
      .init(
        id: "viamedis", label: "Viamedis", detail: "processor for 85 insurers", standing: .opened),
      .init(
        id: "almerys", label: "Almerys (be-ys)", detail: "processor for 50 insurers",
        standing: .opened),
      .init(id: "pacifica", label: "Pacifica (Crédit Agricole)", detail: "controller"),
      .init(id: "viasante", label: "Viasanté (AG2R La Mondiale)", detail: "controller"),
      .init(
        id: "viamedis-insurers", label: "Other clients of Viamedis", detail: "controller",
        members: 81),
      .init(id: "mandatory", label: "Mandatory health insurance", detail: "controller"),
    ]
    let shown = fields(
      .exposed, "Civil status (names and first names)", "Birth date",
      "Social security number (NIR)",
      "Name of the insurer", "Guarantees of the contract", "Member number")
    let contract = fields(
      .safe, "Civil status", "Birth date", "Social security number (NIR)", "Name of the insurer",
      "Guarantees of the contract", "Postal address", "Telephone number", "Email address",
      "Bank account")
    func insurer(_ id: String, _ label: String, holds: String, members: Int? = nil)
      -> DiagramModel.System
    {
      .init(
        id: "\(id)-system", label: label, detail: "insurance", organization: id, members: members,
        datasets: [
          .init(id: "\(id)-system.contracts", label: "Contracts", holds: holds, fields: contract),
          .init(
            id: "\(id)-system.paid", label: "Paid", holds: holds,
            fields: fields(.safe, "Social security number (NIR)", "Reimbursements")),
        ])
    }
    model.systems = [
      .init(
        id: "viamedis-portal", label: "Portal for professionals", detail: "portal",
        organization: "viamedis", standing: .opened, stopped: "contained"),
      .init(
        id: "viamedis-core", label: "Rights service (Visiodroits)", detail: "core",
        organization: "viamedis", stopped: "contained",
        datasets: [
          .init(id: "viamedis-core.rights", label: "Rights", holds: "20M insured", fields: shown),
          .init(
            id: "viamedis-core.transport", label: "Transport invoices",
            holds: "at most 49 patients",
            fields: fields(.exposed, "Civil status", "Invoice of medical transport")),
        ]),
      .init(
        id: "viamedis-directory", label: "Professionals' directory", detail: "directory",
        organization: "viamedis",
        datasets: [
          .init(
            id: "viamedis-directory.professionals", label: "Professionals",
            holds: "at least 200k professionals",
            fields: fields(
              .exposed, "Name", "Email address", "Login name", "Telephone number", "Bank account"))
        ]),
      .init(
        id: "viamedis-payments", label: "Payments", detail: "payments", organization: "viamedis",
        datasets: [
          .init(
            id: "viamedis-payments.claims", label: "Claims and payments", holds: "20M insured",
            isEncrypted: true,
            fields: fields(.safe, "Social security number (NIR)", "Reimbursements"))
        ]),
      .init(
        id: "almerys-portal", label: "Portal for professionals", detail: "portal",
        organization: "almerys", standing: .opened, stopped: "contained",
        datasets: [
          .init(
            id: "almerys-portal.view", label: "Read-only copy of the rights",
            holds: "13M–20M insured",
            fields: fields(
              .exposed, "Civil status", "Birth date", "Birth rank (of twins)",
              "Social security number (NIR)", "Name of the insurer", "Contract number"))
        ]),
      .init(
        id: "almerys-core", label: "Management system", detail: "core", organization: "almerys",
        datasets: [
          .init(
            id: "almerys-core.rights", label: "Rights", holds: "13M–20M insured",
            fields: fields(.safe, "Civil status", "Guarantees of the contract"))
        ]),
      insurer("pacifica", "Insurance system of Pacifica", holds: "unknown number of insured"),
      insurer("viasante", "Insurance system of Viasanté", holds: "at most 7M insured"),
      .init(
        id: "viasante-enrolment", label: "Online creation of accounts", detail: "portal",
        organization: "viasante", stopped: "contained"),
      insurer(
        "viamedis-insurers", "Insurance system of another client of Viamedis",
        holds: "at most 246,914 insured each", members: 81),
      .init(
        id: "mandatory-system", label: "System of the mandatory insurance", detail: "insurance",
        organization: "mandatory",
        datasets: [
          .init(
            id: "mandatory-system.care", label: "Care and reimbursements", holds: "64M insured",
            fields: fields(.safe, "Social security number (NIR)", "Medical data", "Reimbursements"))
        ]),
    ]
    model.secrets = [
      .init(
        id: "viamedis-login", label: "A professional's password at Viamedis",
        detail: "password, held by professionals registered with Viamedis", standing: .controlled),
      .init(
        id: "almerys-login", label: "A professional's password at Almerys",
        detail: "password, held by professionals registered with Almerys", standing: .controlled),
      .init(
        id: "viamedis-portal-key", label: "Key by which the portal asks the core", detail: "key",
        organization: "viamedis"),
      .init(
        id: "viamedis-admin-password", label: "Administrator's password at Viamedis",
        detail: "password", organization: "viamedis"),
    ]
    model.people = [
      .init(
        id: "insured", label: "People with complementary insurance, and their families",
        detail: "at least 33M of 64M exposed",
        fields: fields(
          .exposed, "Birth date", "Civil status", "Contract number", "Guarantees of the contract",
          "Name of the insurer", "Member number", "Social security number (NIR)")
          + fields(.derivable, "Sex", "Birth year", "Birth month", "Commune of birth", "Name")
          + fields(
            .safe, "Bank account", "Medical data", "Reimbursements", "Postal address",
            "Telephone number", "Email address")),
      .init(
        id: "professionals", label: "Health professionals", detail: "at least 200k exposed",
        fields: fields(.exposed, "Name", "Email address", "Telephone number", "Bank account")),
    ]
    model.services = [
      .init(id: "optical", label: "Approval of glasses", detail: "for opticians", state: .down),
      .init(
        id: "pharmacy", label: "Third-party payment at the pharmacy", detail: "for pharmacists",
        state: .degraded),
      .init(id: "doctor", label: "Third-party payment at the doctor's", detail: "for doctors"),
    ]
    model.edges = [
      Edge(
        from: .intruder, to: .secret("viamedis-login"), kind: .event, label: "stolen",
        isOnPath: true),
      Edge(
        from: .intruder, to: .secret("almerys-login"), kind: .event, label: "stolen", isOnPath: true
      ),
      Edge(
        from: .secret("viamedis-login"), to: .system("viamedis-portal"), kind: .access,
        label: "Professional's login", isOnPath: true),
      Edge(
        from: .secret("almerys-login"), to: .system("almerys-portal"), kind: .access,
        label: "Professional's login", isOnPath: true),
      Edge(
        from: .system("viamedis-portal"), to: .dataset("viamedis-core.rights"), kind: .reads,
        label: "shows 6 fields", isOnPath: true),
      Edge(
        from: .system("viamedis-portal"), to: .dataset("viamedis-core.transport"), kind: .reads,
        label: "shows 2 fields", isOnPath: true),
      Edge(
        from: .system("viamedis-portal"), to: .dataset("viamedis-directory.professionals"),
        kind: .reads, label: "shows 5 fields", isOnPath: true),
      Edge(
        from: .dataset("viamedis-core.rights"), to: .people("insured"), kind: .about, isOnPath: true
      ),
      Edge(
        from: .dataset("almerys-portal.view"), to: .people("insured"), kind: .about, isOnPath: true),
      Edge(
        from: .dataset("viamedis-directory.professionals"), to: .people("professionals"),
        kind: .about, isOnPath: true),
      Edge(
        from: .dataset("pacifica-system.contracts"), to: .dataset("viamedis-core.rights"),
        kind: .flow),
      Edge(
        from: .dataset("viasante-system.contracts"), to: .dataset("viamedis-core.rights"),
        kind: .flow),
      Edge(
        from: .dataset("viasante-system.contracts"), to: .dataset("almerys-core.rights"),
        kind: .flow),
      Edge(
        from: .dataset("viamedis-insurers-system.contracts"), to: .dataset("viamedis-core.rights"),
        kind: .flow, weight: 81),
      Edge(
        from: .dataset("almerys-core.rights"), to: .dataset("almerys-portal.view"), kind: .flow),
      Edge(
        from: .dataset("viamedis-payments.claims"), to: .dataset("pacifica-system.paid"),
        kind: .flow),
      Edge(
        from: .dataset("mandatory-system.care"), to: .dataset("viamedis-payments.claims"),
        kind: .flow),
      Edge(
        from: .system("viamedis-portal"), to: .secret("viamedis-portal-key"), kind: .keeps),
      Edge(
        from: .secret("viamedis-portal-key"), to: .system("viamedis-core"), kind: .access,
        label: "The portal's questions"),
      Edge(
        from: .secret("viamedis-admin-password"), to: .system("viamedis-core"), kind: .access,
        label: "Administration"),
      Edge(from: .service("optical"), to: .system("viamedis-portal"), kind: .needs),
      Edge(from: .service("optical"), to: .system("almerys-portal"), kind: .needs),
      Edge(from: .service("pharmacy"), to: .system("viamedis-portal"), kind: .needs),
      Edge(from: .system("viamedis-portal"), to: .system("viamedis-core"), kind: .needs),
    ]
    return model
  }

  /// Organizations of equally many systems, one in five of which the intruder gets into; data moves from
  /// each system to the next.
  static func grid(organizations: Int, systems: Int) -> DiagramModel {
    var model = DiagramModel(title: "Grid", view: .exposure)
    for organization in 0..<organizations {
      model.organizations.append(
        .init(id: "o\(organization)", label: "Organization \(organization)"))
      for system in 0..<systems {
        let number = organization * systems + system
        let isOpened = number % 5 == 0
        model.systems.append(
          .init(
            id: "s\(number)", label: "System \(number)", organization: "o\(organization)",
            standing: isOpened ? .opened : .untouched,
            datasets: [
              .init(
                id: "s\(number).d", label: "Data \(number)",
                fields: fields(isOpened ? .exposed : .safe, "Name", "Birth date"))
            ]))
        guard number > 0 else { continue }
        model.edges.append(
          Edge(from: .dataset("s\(number - 1).d"), to: .dataset("s\(number).d"), kind: .flow))
      }
    }
    return model
  }

  /// A small model of any shape: with and without organizations, secrets, services and a path.
  static func random(_ generator: inout SplitMix64) -> DiagramModel {
    var model = DiagramModel(
      title: "Random", view: Bool.random(using: &generator) ? .exposure : .lineage)
    let organizations = Int.random(in: 0...8, using: &generator)
    for organization in 0..<organizations {
      model.organizations.append(
        .init(id: "o\(organization)", label: "Organization \(organization)"))
    }
    var ends: [DiagramModel.Endpoint] = [.intruder]
    for system in 0..<Int.random(in: 1...40, using: &generator) {
      let organization = Int.random(in: 0...organizations, using: &generator)
      let exposure = DiagramModel.Exposure.allCases.randomElement(using: &generator) ?? .safe
      model.systems.append(
        .init(
          id: "s\(system)", label: "System \(system)",
          organization: organization == organizations ? nil : "o\(organization)",
          standing: Int.random(in: 0..<4, using: &generator) == 0 ? .opened : .untouched,
          datasets: [.init(id: "s\(system).d", label: "Data", fields: fields(exposure, "Name"))]))
      ends += [.system("s\(system)"), .dataset("s\(system).d")]
    }
    for secret in 0..<Int.random(in: 0...6, using: &generator) {
      model.secrets.append(.init(id: "k\(secret)", label: "Secret \(secret)"))
      ends.append(.secret("k\(secret)"))
    }
    for service in 0..<Int.random(in: 0...6, using: &generator) {
      let state = DiagramModel.Service.State.allCases.randomElement(using: &generator) ?? .up
      model.services.append(.init(id: "v\(service)", label: "Service \(service)", state: state))
      ends.append(.service("v\(service)"))
    }
    for _ in 0..<Int.random(in: 0...60, using: &generator) {
      guard let from = ends.randomElement(using: &generator),
        let to = ends.dropFirst().randomElement(using: &generator), from != to,
        let kind = Edge.Kind.allCases.randomElement(using: &generator)
      else { continue }
      model.edges.append(
        Edge(
          from: from, to: to, kind: kind, isOnPath: Int.random(in: 0..<5, using: &generator) == 0))
    }
    return model
  }
}
