/// Folds a model until a person can read its picture: first what the compromise does not touch, then
/// services, then whole organizations. What is folded stands in the picture as a stub that says what it
/// hides, and every fold is a message.
struct DiagramFolding {
  /// What was done so far, from nothing to everything.
  private enum Stage: Int {
    case whole
    case untouchedFolded
    case servicesFolded
    case organizations
    case largestOrganizations
  }

  /// About as many boxes as are read at a glance on one screen.
  static let comfortable = 24

  /// As many as are read one below the other, which is how sources of one target stand.
  static let oneColumn = 14

  /// As many as can be read at all.
  static let readable = 60

  /// As many as the layout library places; it fails at about 3,000 in frames.
  static let possible = 2_500

  /// What is said when more were asked for.
  static let beyondPossible =
    "More than 2,500 boxes are beyond the layout library, so this is coarser."

  private let model: DiagramModel
  private let options: DiagramOptions
  private let given: [String]
  private var stage = Stage.whole
  private var limit: Int
  private var reasons: [String] = []

  /// A model folded as far as its options ask.
  /// - Complexity: O(size of the model × log) per stage; there are five.
  init(_ model: DiagramModel, messages: [String], options: DiagramOptions) {
    self.model = model
    self.options = options
    given = messages
    limit = min(max(1, options.maximumNodes ?? Self.readable), Self.possible)
    if options.maximumNodes ?? 0 > Self.possible, model.nodeCount > Self.possible {
      reasons.append(Self.beyondPossible)
    }
    if options.detail == .organization { stage = .organizations }
    // Unasked, a picture shows the compromise and not everything around it.
    let isOpen =
      options.maximumNodes == nil && (options.detail == nil || model.view == .singlePoints)
    if isOpen, stage == .whole {
      switch model.view {
      case .lineage: if model.nodeCount > Self.oneColumn { stage = .organizations }
      case .singlePoints: if model.nodeCount > Self.oneColumn { stage = .servicesFolded }
      case .exposure, .comparison:
        if model.nodeCount > Self.comfortable { stage = .servicesFolded }
      }
    }
    while folded.model.nodeCount > limit, advance() {}
  }

  /// Goes one stage further, for a reason that the picture then states.
  /// - Returns: Whether there was a stage left.
  mutating func coarsen(because reason: String) -> Bool {
    let before = folded.model
    // A stage that changes little would only take as long again.
    repeat {
      if stage == .largestOrganizations {
        guard limit > 4 else { return false }
        limit = min(limit, before.nodeCount) / 2
      } else {
        _ = advance()
      }
    } while folded.model.layoutSize > before.layoutSize / 2
    if reasons.last != reason { reasons.append(reason) }
    return true
  }

  private mutating func advance() -> Bool {
    guard let next = Stage(rawValue: stage.rawValue + 1) else { return false }
    stage = next
    return true
  }

  /// The model as folded so far, how closely its picture looks, and what its reader must be told.
  var folded: (model: DiagramModel, detail: DiagramDetail, messages: [String]) {
    var folds = DiagramFolds(model)
    let isAboutPoints = model.view == .singlePoints && options.maximumNodes == nil
    if isAboutPoints, stage.rawValue >= Stage.organizations.rawValue {
      folds.foldUntouched(keeping: model.touchedNodes.union(model.nodesOfOrganizations))
    }
    if stage == .untouchedFolded || stage == .servicesFolded { folds.foldUntouched() }
    if stage.rawValue >= Stage.servicesFolded.rawValue { folds.foldServices() }
    if stage.rawValue >= Stage.organizations.rawValue { folds.foldOrganizations() }
    if isAboutPoints, stage.rawValue >= Stage.organizations.rawValue {
      folds.foldUnmarkedOrganizations()
    }
    if stage == .largestOrganizations { folds.keepLargest(limit: limit) }
    var result = folds.model
    let detail = detail(of: result)
    let messages = given + folds.messages + reasons + coarser(than: options.detail, detail)
    // One paragraph, so that the picture has the room.
    if !messages.isEmpty { result.notes.append(messages.joined(separator: " ")) }
    return (
      detail == .field ? result.withArrowsBetweenFields : result.withArrowsBetweenDatasets, detail,
      messages
    )
  }

  /// Says that a picture looks less closely than it was asked to.
  private func coarser(than asked: DiagramDetail?, _ drawn: DiagramDetail) -> [String] {
    guard let asked, asked > drawn else { return [] }
    return [
      "Drawn by \(drawn.rawValue), not by \(asked.rawValue): one by one there would be "
        + "\(model.nodeCount) boxes, and at most \(limit) are drawn."
    ]
  }

  private func detail(of folded: DiagramModel) -> DiagramDetail {
    if stage.rawValue >= Stage.organizations.rawValue { return .organization }
    if let detail = options.detail { return detail }
    if model.view == .singlePoints { return .system }
    // About as many lines as a screen holds in a few columns.
    let datasets = folded.systems.reduce(0) { $0 + $1.datasets.count }
    let fields = folded.systems.reduce(0) { $0 + $1.datasets.reduce(0) { $0 + $1.fields.count } }
    let room = model.view == .lineage ? 120 : 400
    if datasets > 40 || fields > room { return .system }
    return model.view == .lineage && fields <= 30 ? .field : .dataset
  }
}

extension DiagramModel {
  /// The model without what moves from dataset to dataset, where it says which field moves.
  fileprivate var withArrowsBetweenFields: DiagramModel {
    guard edges.contains(where: \.joinsFields) else { return self }
    var result = self
    result.edges.removeAll { $0.isMovement && !$0.joinsFields }
    return result
  }

  /// The model without edges of single fields; a change of name is said between their datasets.
  fileprivate var withArrowsBetweenDatasets: DiagramModel {
    func joined(_ endpoint: Endpoint) -> Endpoint {
      if case .field(let dataset, _) = endpoint { .dataset(dataset) } else { endpoint }
    }
    var result = self
    result.edges.removeAll { $0.joinsFields && $0.kind != .becomes }
    for index in result.edges.indices {
      result.edges[index].from = joined(result.edges[index].from)
      result.edges[index].to = joined(result.edges[index].to)
    }
    result.edges.removeAll { $0.kind == .becomes && $0.from == $0.to }
    return result
  }
}

extension DiagramModel.Edge {
  /// Whether an end is a single field.
  var joinsFields: Bool {
    [from, to].contains { if case .field = $0 { true } else { false } }
  }

  /// Whether it is data that moves.
  fileprivate var isMovement: Bool { kind == .flow || kind == .via || kind == .becomes }
}
