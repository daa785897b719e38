/// Registers of processing activities (GDPR Article 30): lists and forms, as text in any dialect and encoding, and as
/// workbooks.
enum RegisterImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var processings: [Processing] = []
    var title: String?
    var owner: String?
    let own = try labels(options)
    for input in inputs {
      log.account.files.append(input.name)
      for sheet in try sheets(input, log) {
        log.account.note(
          "blank-rows", "Rows without anything.", count: sheet.rows.count { $0.isBlank })
        if let table = RegisterTable(sheet, own: own, log) {
          log.account.count("header-row", table.headerRow)
          title = title ?? table.title
          owner = owner ?? table.owner
          processings += table.processings()
        } else if let form = RegisterForm(sheet, own: own, log) {
          title = title ?? form.title
          log.account.note(
            "labels-in-first-column", "Forms: their labels stand in the first column.",
            example: sheet.name)
          processings.append(form.processing())
        } else if !sheet.rows.allSatisfy(\.isBlank) {
          log.account.note(
            "sheets-without-register", "Sheets in which no headings of a register were found.",
            example: sheet.name)
        }
      }
    }
    guard !processings.isEmpty else {
      throw ByteSource.notTheFormat(
        "register of processing", in: inputs,
        help:
          "a list needs three known headings, such as 'Processing activity', 'Categories of data subjects' and 'Categories of personal data'; --columns names your own"
      )
    }
    log.account.count("processings", processings.count)
    let builder = RegisterBuilder(options, log)
    return builder.build(processings, title: title, owner: owner)
  }

  /// The user's own headings.
  private static func labels(
    _ options: ImportOptions
  ) throws(ImportFailure) -> [String: RegisterLabels.Meaning] {
    var result: [String: RegisterLabels.Meaning] = [:]
    for (meaning, label) in options.columns.sorted(by: { $0.key < $1.key }) {
      guard let known = RegisterLabels.Meaning(rawValue: meaning) else {
        let names = RegisterLabels.Meaning.allCases.map(\.rawValue)
        throw ByteSource.failure(
          "unknown-key", "a register has no column '\(meaning)'",
          help: "columns are \(names.joined(separator: ", "))")
      }
      result[CellText.folded(label)] = known
    }
    return result
  }

  private static func sheets(
    _ input: ImportInput, _ log: ImportLog
  ) throws(ImportFailure) -> [Sheet] {
    let source = try input.open()
    let bytes = try source.readAll()
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return try WorkbookReader.sheets(bytes, in: source)
    }
    let text = DelimitedText(bytes)
    do throws(DelimitedText.OpenQuote) {
      return [try text.sheet(input.baseName)]
    } catch {
      throw log.failure(
        "open-quote", "a cell begins with a quote here that is not closed", in: source.name,
        line: error.line, text: text.line(error.line),
        help: "close it with \", or write quotes within a cell twice")
    }
  }
}
