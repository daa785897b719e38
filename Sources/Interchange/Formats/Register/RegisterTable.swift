/// Reads a register that is a list: a row of headings, and below it a row for each processing, or several.
struct RegisterTable {
  private let sheet: Sheet
  private let header: Int
  private let meanings: [Int: RegisterLabels.Meaning]
  private let language: RegisterLabels.Language?
  private let log: ImportLog

  /// - Parameter own: Headings of the user's.
  /// - Returns: nil if the sheet has no row of headings.
  init?(_ sheet: Sheet, own: [String: RegisterLabels.Meaning], _ log: ImportLog) {
    var best: (row: Int, meanings: [Int: RegisterLabels.Meaning]) = (0, [:])
    for (index, row) in sheet.rows.prefix(200).enumerated() {
      var found: [Int: RegisterLabels.Meaning] = [:]
      for (column, cell) in row.cells.enumerated() {
        guard let meaning = RegisterLabels.meaning(cell, own: own),
          !found.values.contains(meaning)
        else { continue }
        found[column] = meaning
      }
      if found.count > best.meanings.count { best = (index, found) }
    }
    let known = Set(best.meanings.values)
    guard known.count >= 3,
      !known.isDisjoint(with: [.processing, .people, .data, .purpose, .system, .reference])
    else { return nil }
    self.sheet = sheet
    header = best.row
    meanings = best.meanings
    self.log = log
    let languages = Set(sheet.rows[best.row].cells.compactMap(RegisterLabels.language))
    language = languages.count == 1 ? languages.first : nil
  }

  /// The number of the row of the headings, from 1.
  var headerRow: Int { header + 1 }

  /// The first text above the headings.
  var title: String? {
    sheet.rows[..<header].lazy.flatMap(\.cells).first { !$0.isEmpty }
  }

  /// The organization that a block above the table names as the controller.
  var owner: String? {
    for row in sheet.rows[..<header] {
      for (column, cell) in row.cells.enumerated() {
        guard RegisterLabels.meaning(cell) == .controller else { continue }
        if let value = row.cells.dropFirst(column + 1).first(where: { !$0.isEmpty }) {
          return value
        }
      }
    }
    return nil
  }

  /// The processings; rows with the same reference are one.
  func processings() -> [Processing] {
    var result: [Processing] = []
    var places: [String: Int] = [:]
    for row in sheet.rows[(header + 1)...] {
      if row.isBlank { continue }
      var processing = processing(row)
      if processing.key.isEmpty {
        // Merged cells have their value in the first row only.
        if !result.isEmpty, !processing.people.isEmpty || !processing.data.isEmpty {
          result[result.count - 1].add(processing)
        } else {
          log.account.note(
            "rows-without-processing", "Rows that name no processing were left out.",
            example: "row \(row.line)")
        }
        continue
      }
      if processing.reference.isEmpty, let system = processing.systems.first {
        processing.reference = processing.name.isEmpty ? system : processing.name
      }
      if let place = places[processing.key] {
        result[place].add(processing)
      } else {
        places[processing.key] = result.count
        result.append(processing)
      }
    }
    return result
  }

  private func processing(_ row: Sheet.Row) -> Processing {
    var result = Processing()
    result.line = row.line
    result.language = language
    for (column, meaning) in meanings.sorted(by: { $0.key < $1.key }) {
      let cell = row[column]
      if meaning == .sensitive, RegisterCells.isNo(cell) {
        log.account.note(
          "sensitive-said-no", "Rows that say that there are no sensitive data.")
      }
      if meaning == .number, !cell.isEmpty {
        result.numbers = [cell]
        continue
      }
      guard !RegisterCells.isEmpty(cell) else { continue }
      take(cell, meaning, &result, row.line)
    }
    // A table of systems names them, not processings.
    if result.reference.isEmpty, result.name.isEmpty { result.name = result.systems.first ?? "" }
    return result
  }

  private func take(
    _ cell: String, _ meaning: RegisterLabels.Meaning, _ result: inout Processing, _ line: Int
  ) {
    switch meaning {
    case .reference: result.reference = cell
    case .processing: result.name = CellText.firstLine(cell)
    case .controller: result.controllers.append(CellText.firstLine(cell))
    case .joint: result.joint += RegisterCells.list(cell)
    case .client: result.clients += RegisterCells.list(cell)
    case .people: result.people += RegisterCells.list(cell)
    case .number: break
    case .data: result.data += RegisterCells.list(cell)
    case .sensitive:
      if RegisterCells.isYes(cell) {
        result.data.append("Sensitive data (not said which)")
        log.account.note(
          "sensitive-not-said-which", "Rows that say that there are sensitive data, not which.",
          example: "row \(line)")
      } else {
        result.data += RegisterCells.list(cell)
      }
    case .recipients:
      for recipient in RegisterCells.list(cell) {
        if Recipients.isInternal(recipient) {
          result.internalRecipients += 1
        } else {
          result.recipients.append(recipient)
        }
      }
    case .processors: result.processors += RegisterCells.list(cell).filter { !$0.contains("://") }
    case .transfers:
      result.transfers += RegisterCells.list(cell).map { .init(name: "", country: $0) }
    case .retention: result.retention += RegisterCells.list(cell)
    case .role: result.role = cell
    case .system: result.systems += RegisterCells.list(cell)
    case .dataset: result.datasets += RegisterCells.list(cell)
    case .source: result.sources += RegisterCells.list(cell)
    case .purpose, .security, .basis, .representative: break
    }
  }
}

extension CellText {
  /// The first line of a cell; what follows is an address.
  static func firstLine(_ text: String) -> String {
    trimmed(String(text.split(whereSeparator: \.isNewline).first ?? ""))
  }
}
