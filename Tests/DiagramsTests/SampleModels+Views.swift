@testable import Diagrams

/// The sample as single points of failure and as architectures side by side.
extension SampleModels {
  /// Every sort of mark once: for exposure, for availability, for both, and on every way.
  static var singlePoints: DiagramModel {
    var model = thirdPartyPayment
    model.view = .singlePoints
    model.subtitle = "Single points of failure"
    model.notes = ["No choke point, nothing alone is on every way to: Medical data of insured."]
    model.people = []
    model.edges.removeAll { $0.from == .intruder || $0.kind == .about }
    for index in model.edges.indices { model.edges[index].isOnPath = false }
    for index in model.systems.indices {
      model.systems[index].standing = .untouched
      model.systems[index].stopped = nil
      for dataset in model.systems[index].datasets.indices {
        for field in model.systems[index].datasets[dataset].fields.indices {
          model.systems[index].datasets[dataset].fields[field].exposure = .unsaid
        }
      }
    }
    let both = DiagramModel.PointMark(
      isForExposure: true, isForAvailability: true,
      exposes: ["31 % of insured: 20M", "all transport-patients: at most 49"],
      exposesBelow: ["Health professionals: unknown"], takesDown: ["Approval of glasses"],
      chokes: ["Invoice of medical transport of transport-patients"])
    let exposure = DiagramModel.PointMark(
      isForExposure: true, exposes: ["20 % of insured: 13M..20M"])
    let availability = DiagramModel.PointMark(
      isForAvailability: true, exposesBelow: ["insured: at most 7M"],
      takesDown: ["Approval of glasses", "Third-party payment at the pharmacy"])
    func mark(_ id: String, _ mark: DiagramModel.PointMark) {
      for index in model.systems.indices where model.systems[index].id == id {
        model.systems[index].mark = mark
        model.systems[index].standing = .critical
      }
      for index in model.organizations.indices where model.organizations[index].id == id {
        model.organizations[index].mark = mark
        model.organizations[index].standing = .critical
      }
    }
    for index in model.organizations.indices {
      model.organizations[index].standing = .untouched
      model.organizations[index].mark = DiagramModel.PointMark()
    }
    mark("viamedis-portal", both)
    mark("viamedis-core", both)
    mark("almerys-portal", exposure)
    mark("viasante-enrolment", availability)
    mark("viamedis", both)
    mark("almerys", exposure)
    mark("viasante", availability)
    for index in model.secrets.indices {
      let isPoint = model.secrets[index].standing == .controlled
      model.secrets[index].mark = isPoint ? exposure : DiagramModel.PointMark()
      model.secrets[index].standing = isPoint ? .critical : .untouched
    }
    for index in model.services.indices {
      model.services[index].state = .up
      model.services[index].points = index == 2 ? [] : ["viamedis-portal", "viamedis-core"]
    }
    model.causes = [
      .init(
        id: "flaw", label: "A flaw in a product that both operators run", detail: "1 % a year",
        mark: both)
    ]
    model.edges += [
      Edge(from: .cause("flaw"), to: .system("viamedis-portal"), kind: .hits),
      Edge(from: .cause("flaw"), to: .system("almerys-portal"), kind: .hits),
    ]
    for index in model.edges.indices where model.edges[index].label == "shows 2 fields" {
      model.edges[index].chokes = ["Invoice of medical transport of transport-patients"]
    }
    return model
  }

  /// The sample, beside itself with rights that are not hosted, and with a second factor.
  static var comparison: DiagramModel {
    var model = DiagramModel(
      title: "French third-party payment, January 2024",
      subtitle: "Architectures side by side · Attack on Viamedis and Almerys",
      notes: ["Signs of change are against the first: As it was."], view: .comparison)
    let base = thirdPartyPayment
    var notHosted = base
    for index in notHosted.systems.indices {
      if notHosted.systems[index].id == "viamedis-core" {
        notHosted.systems[index].datasets.removeFirst()
      }
      if notHosted.systems[index].id == "pacifica-system" {
        notHosted.systems[index].standing = .opened
        notHosted.systems[index].datasets[0].fields = fields(.exposed, "Civil status")
      }
    }
    notHosted.edges.removeAll {
      $0.to == .dataset("viamedis-core.rights") || $0.from == .dataset("viamedis-core.rights")
    }
    notHosted.edges.append(
      Edge(
        from: .secret("viamedis-login"), to: .system("pacifica-system"), kind: .access,
        isOnPath: true))
    var factor = base
    factor.secrets.append(.init(id: "code", label: "One-time code", detail: "second factor"))
    for index in factor.systems.indices {
      factor.systems[index].standing = .untouched
      for dataset in factor.systems[index].datasets.indices {
        for field in factor.systems[index].datasets[dataset].fields.indices {
          factor.systems[index].datasets[dataset].fields[field].exposure = .safe
        }
      }
    }
    for index in factor.people.indices {
      factor.people[index].detail = "nobody exposed"
      for field in factor.people[index].fields.indices {
        factor.people[index].fields[field].exposure = .safe
      }
    }
    for index in factor.edges.indices where factor.edges[index].from != .intruder {
      factor.edges[index].isOnPath = false
    }
    factor.services.removeLast()
    model.panels = [
      .init(
        id: "as-it-was", label: "As it was", figure: "insured: 33M..40M reached",
        figures: ["Health professionals: unknown", "of 3 services 1 down, 1 degraded"], model: base),
      .init(
        id: "not-hosted", label: "Rights stay with each insurer",
        figure: "insured: 33M..40M reached", model: notHosted),
      .init(
        id: "factor", label: "A second factor", figure: "insured: nobody reached", model: factor),
    ]
    return model
  }

  /// One for each view.
  static var views: [DiagramModel] {
    var lineage = thirdPartyPayment
    lineage.view = .lineage
    (lineage.secrets, lineage.people, lineage.services) = ([], [], [])
    lineage.edges.removeAll { $0.kind != .flow }
    return [thirdPartyPayment, lineage, singlePoints, comparison]
  }
}
