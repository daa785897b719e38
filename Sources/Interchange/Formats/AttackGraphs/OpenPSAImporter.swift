/// Fault trees in Open-PSA's Model Exchange Format 2.0 and 3.0: gates and basic events.
///
/// A basic event becomes a system that can be intruded, a gate one that is controlled when its formula holds. The minimal
/// sets of `spof` for the top event are the tree's minimal cut sets, so that one can be checked by the other.
enum OpenPSAImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var reader = OpenPSAReader(log)
    for input in inputs {
      log.account.files.append(input.name)
      try log.readXML(input) { reader.take($0) }
    }
    guard !reader.gates.isEmpty else {
      throw ByteSource.notTheFormat(
        "fault tree", in: inputs, help: "a fault tree has 'define-fault-tree' with 'define-gate'")
    }
    return OpenPSABuilder(reader, options, log).build()
  }
}
