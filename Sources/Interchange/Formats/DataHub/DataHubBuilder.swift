import TopologyLanguage

/// Makes datasets and flows of DataHub's aspects.
struct DataHubBuilder {
  private let entities: DataHubEntities
  private let options: ImportOptions
  private let log: ImportLog
  private var warehouse = WarehouseLineage()
  /// The identifier to use for one, where several are one dataset.
  private var same: [String: String] = [:]

  init(_ entities: DataHubEntities, _ options: ImportOptions, _ log: ImportLog) {
    self.entities = entities
    self.options = options
    self.log = log
  }

  /// The draft.
  mutating func build() -> TopologyDraft {
    log.account.count("datasets", entities.datasets.count)
    joinSiblings()
    for dataset in entities.datasets {
      guard let object = object(dataset.urn) else { continue }
      for field in dataset.fields { _ = warehouse.column(object, field) }
      addMarks(dataset)
    }
    for dataset in entities.datasets { addLineage(dataset) }
    var options = options
    // Marks are categories of columns by name here: a column with a known mark has its meaning.
    for (column, names) in marks.sorted(by: { $0.key < $1.key }) {
      if let meaning = options.categories.meaning(of: names) {
        options.categories.set(column, meaning)
      }
    }
    return warehouse.draft("DataHub import", options, log)
  }

  private var marks: [String: [String]] = [:]

  private mutating func addMarks(_ dataset: DataHubEntities.Dataset) {
    for (path, names) in dataset.marks {
      marks[path, default: []] += names
      log.account.note(
        "marks", "Columns with tags or glossary terms; --map says what they mean.", count: 1,
        example: "\(path): \(names.joined(separator: ", "))")
    }
  }

  /// A model and the table that it makes are two datasets of DataHub and one of the world: the table's name is used.
  private mutating func joinSiblings() {
    for dataset in entities.datasets {
      for sibling in dataset.siblings {
        let pair = [dataset.urn, sibling].sorted()
        let table = pair.first { DataHubURN.dataset($0)?.platform != "dbt" } ?? pair[0]
        for urn in pair where urn != table && same[urn] == nil {
          same[urn] = table
          log.account.note(
            "siblings-joined", "Datasets that DataHub lists twice, such as a model and its table.",
            example: urn)
        }
      }
    }
  }

  private mutating func object(_ urn: String) -> UInt32? {
    let urn = same[urn] ?? urn
    guard let (platform, name, environment) = DataHubURN.dataset(urn) else {
      log.account.note(
        "names-not-read", "Identifiers of datasets that cannot be read.", example: urn)
      return nil
    }
    let system = environment == "PROD" ? platform : "\(platform) \(environment)"
    return warehouse.object(urn) { .init(system: system, name: name) }
  }

  private mutating func addLineage(_ dataset: DataHubEntities.Dataset) {
    guard let target = object(dataset.urn) else { return }
    var explained: Set<UInt32> = []
    for step in dataset.steps.uniqued() {
      guard let from = DataHubURN.column(step.from), let to = DataHubURN.column(step.to),
        let source = object(from.dataset), let end = object(to.dataset)
      else { continue }
      guard source != end else { continue }
      explained.insert(source)
      warehouse.lineage.move(
        warehouse.column(source, from.path), warehouse.column(end, to.path), masks: false, label: 0)
    }
    if dataset.isGuessed {
      log.account.note(
        "lineage-guessed",
        "Datasets of which a parser guessed the columns (confidence below 1): everything flows as well.",
        example: dataset.urn)
    }
    for upstream in dataset.upstreams {
      guard let source = object(upstream), source != target else { continue }
      if explained.contains(source), !dataset.isGuessed { continue }
      warehouse.lineage.pass(source, target, label: 0)
    }
  }
}
