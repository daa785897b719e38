/// Reads a form: labels in the first column, values beside them, and small tables below headings, as in the form of the
/// CNIL for one processing.
struct RegisterForm {
  private let sheet: Sheet
  private let own: [String: RegisterLabels.Meaning]
  private let log: ImportLog

  /// - Returns: nil if the sheet is no form.
  init?(_ sheet: Sheet, own: [String: RegisterLabels.Meaning], _ log: ImportLog) {
    let known = Set(sheet.rows.compactMap { RegisterLabels.meaning($0[0], own: own) })
    guard known.count >= 5 else { return nil }
    self.sheet = sheet
    self.own = own
    self.log = log
  }

  /// The title of the form.
  var title: String? { sheet.rows.first { !$0.isBlank }?[0] }

  /// The processing of the form.
  func processing() -> Processing {
    var result = Processing()
    result.line = sheet.rows.first?.line ?? 1
    // The heading under which the rows stand.
    var section: RegisterLabels.Meaning?
    for row in sheet.rows where !row.isBlank {
      let label = row[0]
      let meaning = RegisterLabels.meaning(label, own: own)
      if Self.isNumbered(label), let section {
        item(row, section, &result)
        continue
      }
      if let meaning, Self.opens(meaning), isHeading(row) {
        section = meaning
        continue
      }
      if let section, section == .data || section == .sensitive, meaning == nil {
        category(row, &result)
        continue
      }
      guard let meaning, !RegisterCells.isEmpty(row[1]) else { continue }
      section = nil
      take(row, meaning, &result)
    }
    return result
  }

  /// Meanings whose label heads a small table.
  private static func opens(_ meaning: RegisterLabels.Meaning) -> Bool {
    [.data, .sensitive, .people, .recipients, .security, .transfers, .purpose, .processors]
      .contains(meaning)
  }

  /// Whether the cells beside a label are headings, or nothing.
  private func isHeading(_ row: Sheet.Row) -> Bool {
    let words: Set = [
      "description", "duree de conservation", "precisions", "type", "type de destinataire", "pays",
      "destinataire", "nom", "details", "country", "name", "retention period",
    ]
    return row.cells.dropFirst().allSatisfy { $0.isEmpty || words.contains(CellText.folded($0)) }
  }

  /// "Destinataire 2": a label and a number.
  private static func isNumbered(_ label: String) -> Bool {
    guard let last = CellText.folded(label).split(separator: " ").last else { return false }
    return last.allSatisfy(\.isNumber)
  }

  private func category(_ row: Sheet.Row, _ result: inout Processing) {
    guard row.cells.dropFirst().contains(where: { !RegisterCells.isEmpty($0) }) else {
      log.account.note(
        "empty-categories", "Categories of data that the form lists and leaves empty.",
        example: row[0])
      return
    }
    result.data.append(row[0])
    if !RegisterCells.isEmpty(row[2]) { result.retention.append(row[2]) }
  }

  private func item(
    _ row: Sheet.Row, _ section: RegisterLabels.Meaning, _ result: inout Processing
  ) {
    guard !RegisterCells.isEmpty(row[1]) || !RegisterCells.isEmpty(row[2]) else { return }
    switch section {
    case .people:
      result.people.append(row[1])
      if row[2].contains(where: \.isNumber) {
        log.account.note(
          "numbers-in-remarks", "Numbers among the remarks on people were not read as counts.",
          example: row[2])
      }
    case .recipients:
      let type = CellText.folded(row[1])
      let name = row[2].isEmpty ? row[1] : row[2]
      if type.contains("sous traitant") || type.contains("processor") {
        result.processors.append(name)
      } else if type.contains("interne") || type.contains("internal") || Recipients.isInternal(name)
      {
        result.internalRecipients += 1
      } else {
        result.recipients.append(name)
      }
    case .processors: result.processors.append(row[1])
    case .transfers: result.transfers.append(.init(name: row[1], country: row[2]))
    default: break
    }
  }

  private func take(
    _ row: Sheet.Row, _ meaning: RegisterLabels.Meaning, _ result: inout Processing
  ) {
    let cell = row[1]
    switch meaning {
    case .reference: result.reference = cell
    case .processing: result.name = cell
    case .controller: result.controllers.append(CellText.firstLine(cell))
    case .joint: result.joint.append(CellText.firstLine(cell))
    case .people: result.people += RegisterCells.list(cell)
    case .number: result.numbers = [cell]
    case .data, .sensitive: result.data += RegisterCells.list(cell)
    case .processors: result.processors += RegisterCells.list(cell)
    case .recipients:
      result.recipients += RegisterCells.list(cell).filter { !Recipients.isInternal($0) }
    case .retention: result.retention += RegisterCells.list(cell)
    case .system: result.systems += RegisterCells.list(cell)
    default: break
    }
  }
}
