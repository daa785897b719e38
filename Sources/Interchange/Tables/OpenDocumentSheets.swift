/// The sheets of an .ods file.
enum OpenDocumentSheets {
  static func sheets(_ bytes: [UInt8]) throws -> [Sheet] {
    var sheets: [Sheet] = []
    var row = Sheet.Row(line: 0, cells: [])
    var line = 1
    var rowRepeats = 1
    var cell = (repeats: 1, text: "", isOpen: false)
    var paragraphs = 0
    var annotations = 0
    var count = 0
    func append(_ text: String, _ times: Int) throws {
      // Blank cells are repeated by thousands at the end of a row.
      guard !text.isEmpty || times <= WorkbookReader.columnLimit else { return }
      guard row.cells.count + times <= WorkbookReader.columnLimit else {
        if text.isEmpty { return }
        throw WorkbookReader.TooLarge(
          message: "a row has more than \(WorkbookReader.columnLimit) cells")
      }
      if !text.isEmpty { count += times }
      guard count <= WorkbookReader.cellLimit else {
        throw WorkbookReader.TooLarge(
          message: "a sheet has more than \(WorkbookReader.cellLimit) cells")
      }
      row.cells += [String](repeating: text, count: times)
    }
    try XMLEvents.read(bytes) { event in
      switch event {
      case .start("table", let attributes):
        sheets.append(Sheet(name: attributes["name"] ?? "", rows: []))
        line = 1
      case .start("table-row", let attributes):
        row = Sheet.Row(line: line, cells: [])
        rowRepeats = attributes["number-rows-repeated"].flatMap { Int($0) } ?? 1
      case .start("table-cell", let attributes), .start("covered-table-cell", let attributes):
        let repeats = attributes["number-columns-repeated"].flatMap { Int($0) } ?? 1
        cell = (max(1, repeats), "", true)
        paragraphs = 0
        // Numbers are shown in the language of the sheet; the value is not.
        switch attributes["value-type"] {
        case "float", "currency": cell.text = attributes["value"] ?? ""
        case "date": cell.text = String((attributes["date-value"] ?? "").prefix(10))
        case "boolean": cell.text = attributes["boolean-value"] ?? ""
        default: break
        }
        if !cell.text.isEmpty { cell.isOpen = false }
      case .start("annotation", _): annotations += 1
      case .end("annotation"): annotations -= 1
      case .start("p", _):
        if cell.isOpen, annotations == 0 {
          if paragraphs > 0 { cell.text += "\n" }
          paragraphs += 1
        }
      case .start("s", _): if cell.isOpen, annotations == 0 { cell.text += " " }
      case .start("line-break", _): if cell.isOpen, annotations == 0 { cell.text += "\n" }
      case .text(let text): if cell.isOpen, annotations == 0, paragraphs > 0 { cell.text += text }
      case .end("table-cell"), .end("covered-table-cell"):
        cell.isOpen = false
        try append(CellText.trimmed(cell.text), cell.repeats)
      case .end("table-row"):
        while row.cells.last?.isEmpty == true { row.cells.removeLast() }
        // A blank row may stand for a million; a row with content is repeated as it is, once.
        if !sheets.isEmpty {
          if row.cells.isEmpty {
            if rowRepeats == 1 { sheets[sheets.count - 1].rows.append(row) }
          } else {
            sheets[sheets.count - 1].rows.append(row)
          }
        }
        line += max(1, rowRepeats)
      default: break
      }
    }
    return sheets
  }
}
