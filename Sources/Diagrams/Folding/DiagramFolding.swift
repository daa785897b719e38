/// Folds a model until its picture is readable: first what the compromise does not touch, then services, then
/// whole organizations. Folded things appear as a stub that names what it hides, and every fold produces a
/// message.
struct DiagramFolding {
  /// The stages, from no folding to complete folding.
  private enum Stage: Int {
    case whole
    case untouchedFolded
    case servicesFolded
    case organizations
    case largestOrganizations
  }

  /// About the number of boxes that fit on a screen at a glance.
  static let comfortable = 24

  /// The number of boxes that are readable below one another, as the sources of one target are.
  static let oneColumn = 14

  /// The maximum number of readable boxes.
  static let readable = 60

  /// The maximum number of boxes for the layout library, which fails at about 3,000 in frames.
  static let possible = 2_500

  /// The message when more were requested.
  static let beyondPossible =
    "The layout library cannot handle more than 2,500 boxes, so this picture is coarser."

  private let model: DiagramModel
  private let options: DiagramOptions
  private let given: [String]
  private var stage = Stage.whole
  private var limit: Int
  private var reasons: [String] = []

  /// Folds a model as far as its options require.
  /// - Complexity: O(size of the model × log) per stage, with five stages.
  init(_ model: DiagramModel, messages: [String], options: DiagramOptions) {
    self.model = model
    self.options = options
    given = messages
    limit = min(max(1, options.maximumNodes ?? Self.readable), Self.possible)
    if options.maximumNodes ?? 0 > Self.possible, model.nodeCount > Self.possible {
      reasons.append(Self.beyondPossible)
    }
    if options.detail == .organization { stage = .organizations }
    // By default, a picture shows the compromise and not everything around it.
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

  /// Advances one stage, for a reason that the picture states.
  /// - Returns: Whether another stage was available.
  mutating func coarsen(because reason: String) -> Bool {
    let before = folded.model
    // A stage that changes little would only cost another layout.
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

  /// The model as folded so far, its level of detail, and the messages for its reader.
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
    // A single paragraph, to leave room for the picture.
    if !messages.isEmpty { result.notes.append(messages.joined(separator: " ")) }
    return (
      detail == .field ? result.withArrowsBetweenFields : result.withArrowsBetweenDatasets, detail,
      messages
    )
  }

  /// The message that the picture is coarser than requested.
  private func coarser(than asked: DiagramDetail?, _ drawn: DiagramDetail) -> [String] {
    guard let asked, asked > drawn else { return [] }
    return [
      "Drawn at detail \(drawn.rawValue) instead of \(asked.rawValue): the full picture would have "
        + "\(model.nodeCount) boxes, and the limit is \(limit)."
    ]
  }

  private func detail(of folded: DiagramModel) -> DiagramDetail {
    if stage.rawValue >= Stage.organizations.rawValue { return .organization }
    if let detail = options.detail { return detail }
    if model.view == .singlePoints { return .system }
    // About the number of lines that a screen shows in a few columns.
    let datasets = folded.systems.reduce(0) { $0 + $1.datasets.count }
    let fields = folded.systems.reduce(0) { $0 + $1.datasets.reduce(0) { $0 + $1.fields.count } }
    let room = model.view == .lineage ? 120 : 400
    if datasets > 40 || fields > room { return .system }
    return model.view == .lineage && fields <= 30 ? .field : .dataset
  }
}

extension DiagramModel {
  /// The model without edges between datasets where edges between fields show the same movement. Of what is only
  /// possible no edge between fields speaks.
  fileprivate var withArrowsBetweenFields: DiagramModel {
    guard edges.contains(where: \.joinsFields) else { return self }
    var result = self
    result.edges.removeAll { $0.isMovement && !$0.joinsFields && !$0.isPossible }
    return result
  }

  /// The model with edges between fields turned into edges between datasets.
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
