/// Folds services, which rarely matter individually.
extension DiagramFolds {
  /// Combines several services in the same state into one node that names them.
  mutating func foldServices() {
    if model.view == .singlePoints { return foldServicesByPoints() }
    for state in DiagramModel.Service.State.allCases {
      let services = model.services.filter { $0.state == state }
      guard services.count > 1 else { continue }
      let word = ["run", "are degraded", "are down"][state.rawValue]
      let id = "services that \(word)"
      for service in services { moved[.service(service.id)] = .service(id) }
      model.services.removeAll { $0.state == state }
      // Names that do not fit are in the title of the element.
      model.services.append(
        DiagramModel.Service(
          id: id, label: "\(services.count) services \(word)",
          detail: services.map(\.label).joined(separator: "; "), state: state))
    }
    lead()
    let stopped = Set(
      model.systems.filter { $0.stopped != nil }.map { DiagramModel.Endpoint.system($0.id) }
        + model.services.filter { $0.state != .up }.map { .service($0.id) })
    guard !stopped.isEmpty else { return }
    leaveOut("to running services") { edge in
      edge.kind == .needs && !stopped.contains(edge.to)
    }
  }

  /// Combines services with the same single points into one node, and services without single points into a stub.
  /// Removes data flows, which are not about single points, unless something is reached only through them.
  private mutating func foldServicesByPoints() {
    var groups: [(points: [String], services: [DiagramModel.Service])] = []
    for service in model.services {
      if let place = groups.firstIndex(where: { $0.points == service.points }) {
        groups[place].services.append(service)
      } else {
        groups.append((service.points ?? [], [service]))
      }
    }
    for (points, services) in groups where services.count > 1 {
      let gone = Set(services.map(\.id))
      model.services.removeAll { gone.contains($0.id) }
      let id = "services of " + points.joined(separator: " ")
      for service in services {
        moved[.service(service.id)] = points.isEmpty ? .stub(id) : .service(id)
      }
      if points.isEmpty {
        model.stubs.append(
          DiagramModel.Stub(
            id: id, label: "\(services.count) services",
            detail: "no single point takes them down", hidden: services.map(\.label)))
        messages.append("Folded: \(services.count) services without a single point of failure.")
      } else {
        model.services.append(
          DiagramModel.Service(
            id: id, label: "\(services.count) services",
            detail: services.map(\.label).joined(separator: "; "), points: points))
      }
    }
    lead()
    leaveOut("for data flows") { edge in
      (edge.kind == .flow || edge.kind == .via) && edge.chokes.isEmpty
    }
    leaveOut("to folded things") { edge in
      guard edge.chokes.isEmpty else { return false }
      if case .stub = edge.from { return true }
      if case .stub = edge.to { return true }
      return false
    }
  }

  /// Combines each group of services, given by id, into one node.
  mutating func foldServices(alike groups: [[String]]) {
    let byID = Dictionary(
      model.services.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for group in groups {
      let services = group.compactMap { byID[$0] }
      guard services.count > 1, let first = services.first else { continue }
      var node = first
      node.id = "services " + group.joined(separator: " ")
      node.label = "\(services.count) services"
      let present = services.filter { $0.change != .absent }
      (node.members, node.fleet, node.change) = (nil, nil, present.isEmpty ? .absent : nil)
      node.state = present.map(\.state).max() ?? .up
      node.tally = [
        Self.count(present.filter { $0.state == .down }),
        Self.count(present.filter { $0.state != .up }),
      ]
      node.points = Set(present.flatMap { $0.points ?? [] }).sorted()
      if present.allSatisfy({ $0.points == nil }) { node.points = nil }
      node.label = Self.counted(present) ?? node.label
      node.detail = Self.named(present)
      for id in group { moved[.service(id)] = .service(node.id) }
      if let place = model.services.firstIndex(where: { $0.id == first.id }) {
        model.services[place] = node
      }
      messages.append("Drawn as one node: \(services.count) services.")
      let gone = Set(group.dropFirst())
      model.services.removeAll { gone.contains($0.id) }
    }
    lead()
  }

  /// The number of services in each state, worst first; nil if all are in one state.
  private static func counted(_ services: [DiagramModel.Service]) -> String? {
    let counts = DiagramModel.Service.State.allCases.reversed().compactMap { state -> String? in
      let count = Self.count(services.filter { $0.state == state })
      return count == 0 ? nil : "\(count) \(["run", "degraded", "down"][state.rawValue])"
    }
    return counts.count > 1 ? "Services: " + counts.joined(separator: ", ") : nil
  }

  private static func count(_ services: [DiagramModel.Service]) -> Int {
    services.reduce(0) { $0 + ($1.members ?? 1) }
  }

  /// The names of the services; if they are in several states, only those in the worst.
  private static func named(_ services: [DiagramModel.Service]) -> String {
    let worst = services.map(\.state).max()
    let named = services.filter { $0.state == worst }
    return named.map { $0.label + ($0.members.map { " ×\($0)" } ?? "") }.joined(separator: "; ")
  }
}
