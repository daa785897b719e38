import SourceText

/// OpenLineage events (core 1-0-0 to 2-0-2): run, job and dataset events, in any of the layouts that producers write.
///
/// A namespace becomes a system, a dataset a dataset, a column a field. Columns that are copied or computed are flows;
/// columns that only filter, sort or join are not. Precedence: the `lineage` facet, else `columnLineage`, else every
/// input of a run flows into every output.
enum OpenLineageImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var reader = OpenLineageReader(log)
    var project = DBTProject()
    var hasManifest = false
    for input in inputs {
      // A manifest beside the events of its runs says what these lack.
      guard inputs.count > 1, try DBTImporter.kind(of: input) == "manifest" else {
        try reader.read(input)
        continue
      }
      log.account.files.append(input.name)
      let document = try JSONDocument(try input.open(), log)
      try withExtendedLifetime(document) { try project.read(document.root, input.name, log) }
      hasManifest = true
    }
    guard reader.events > 0 else {
      throw ByteSource.notTheFormat(
        "OpenLineage event", in: inputs,
        help: "an event is an object with 'eventTime' and 'run', 'job' or 'dataset'")
    }
    if hasManifest {
      reader.lineage.join(project, log)
    } else {
      reader.lineage.noteDanglingInputs(log)
    }
    var builder = OpenLineageBuilder(reader, options, log)
    return builder.build()
  }
}

/// A run of a job, or a job by itself.
struct LineageRun {
  var job: UInt32
  /// Events of runs below one parent say the same write more than once.
  var group: UInt32
}

/// Gathers what the events say; names are joined afterwards.
struct OpenLineageReader {
  let log: ImportLog
  var lineage = RawLineage()
  private(set) var events = 0
  private var fingerprints: Set<UInt64> = []

  init(_ log: ImportLog) { self.log = log }

  /// The number of events that are not repeated word for word.
  var distinctEvents: Int { fingerprints.count }

  mutating func read(_ input: ImportInput) throws {
    let source = try input.open()
    let stream = try JSONStream(source)
    log.account.files.append(input.name)
    while true {
      do {
        guard let event = try stream.next() else { return }
        fingerprints.insert(JSONKeys.fingerprint(stream.valueBytes))
        take(event, at: stream.valueLine)
        stream.finish()
      } catch let bad as JSONStream.BadValue {
        log.report(log.failure(bad, in: source, severity: .warning))
        log.account.note(
          "events-not-read", "Lines that are no JSON were left out.", example: "line \(bad.line)")
        guard try stream.recover() else { return }
      }
    }
  }

  private mutating func take(_ event: JSONValueView, at line: Int) {
    guard event.isObject else {
      log.account.note(
        "values-without-event", "Values that are no event were left out.", example: "line \(line)")
      return
    }
    // One pass over the members.
    var job: JSONValueView?
    var run: JSONValueView?
    var dataset: JSONValueView?
    var inputs: JSONValueView?
    var outputs: JSONValueView?
    var type: JSONValueView?
    var producer: JSONValueView?
    for member in event.members {
      if member.key.equals("job") {
        job = member.value
      } else if member.key.equals("run") {
        run = member.value
      } else if member.key.equals("inputs") {
        inputs = member.value
      } else if member.key.equals("outputs") {
        outputs = member.value
      } else if member.key.equals("dataset") {
        dataset = member.value
      } else if member.key.equals("producer") {
        producer = member.value
      } else if member.key.equals("eventType") {
        type = member.value
      }
    }
    guard job?.isObject == true || dataset?.isObject == true else {
      log.account.note(
        "values-without-event", "Values that are no event were left out.", example: "line \(line)")
      return
    }
    events += 1
    lineage.isClaimed = producer.map { parsesSQL($0) } ?? false
    lineage.isPossible = false
    if let job {
      let key = lineage.run(job, run, failed: type.map { $0.equals("FAIL") || $0.equals("ABORT") })
      lineage.begin(key, job["facets"]?["lineage"]?["entries"])
      for input in inputs?.items ?? JSONValueView.noItems { lineage.input(input) }
      for output in outputs?.items ?? JSONValueView.noItems { lineage.output(output) }
    } else if let dataset {
      lineage.described(dataset)
    }
  }

  /// Whether producers take lineage from the text of SQL, so that inputs, outputs and columns may be missing.
  private var parseSQL: [UInt32: Bool] = [:]

  private mutating func parsesSQL(_ producer: JSONValueView) -> Bool {
    guard let symbol = lineage.symbol(producer) else { return false }
    if let known = parseSQL[symbol] { return known }
    let text = lineage.text(symbol)
    let found = [
      "integration/dbt", "integration/airflow", "integration/sql", "providers-openlineage",
    ]
    .contains { text.contains($0) }
    parseSQL[symbol] = found
    return found
  }
}
