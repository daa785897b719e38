/// What all builders of a draft start with; a builder adds what its format says.
class DraftBuilder {
  let options: ImportOptions
  let log: ImportLog
  var namer: Namer
  var draft = TopologyDraft()

  init(_ options: ImportOptions, _ log: ImportLog) {
    self.options = options
    self.log = log
    namer = Namer(options.earlier, log)
  }
}
