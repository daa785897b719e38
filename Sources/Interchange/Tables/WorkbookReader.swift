/// Reads the sheets of a workbook: Office Open XML (.xlsx, ECMA-376) and OpenDocument (.ods, 1.2).
enum WorkbookReader {
  /// Cells of one sheet that have something.
  static let cellLimit = 5_000_000
  /// Columns of one sheet: as many as a spreadsheet has.
  static let columnLimit = 16_384

  static func sheets(_ bytes: [UInt8], in source: ByteSource) throws(ImportFailure) -> [Sheet] {
    do {
      let archive = try ZIPReader(bytes)
      if archive["xl/workbook.xml"] != nil { return try OfficeSheets(archive).sheets() }
      if let content = archive["content.xml"] {
        return try OpenDocumentSheets.sheets(try archive.unpack(content))
      }
    } catch let failure as ZIPReader.Failure {
      throw source.failure("archive-unreadable", failure.message, help: failure.help)
    } catch let failure as XMLEvents.Failure {
      throw source.failure(
        "xml-syntax", "the workbook is broken: line \(failure.line): \(failure.message)")
    } catch let failure as TooLarge {
      throw source.failure("file-too-large", failure.message)
    } catch {
      throw source.failure("file-unreadable", "cannot read '\(source.name)'")
    }
    throw source.failure(
      "not-the-format", "'\(source.name)' is a ZIP file without a workbook",
      help: "a register is CSV, .xlsx or .ods")
  }

  /// A sheet beyond a limit.
  struct TooLarge: Error {
    var message: String
  }
}

/// The sheets of an .xlsx file.
struct OfficeSheets {
  private let archive: ZIPReader
  private var shared: [String] = []
  /// Whether the number format of a cell style is a date.
  private var dateStyles: [Bool] = []

  init(_ archive: ZIPReader) throws {
    self.archive = archive
    if let member = archive["xl/sharedStrings.xml"] {
      shared = try Self.strings(try archive.unpack(member))
    }
    if let member = archive["xl/styles.xml"] {
      dateStyles = try Self.dates(try archive.unpack(member))
    }
  }

  func sheets() throws -> [Sheet] {
    try names().compactMap { name, path in
      guard let member = archive[path] else { return nil }
      return Sheet(name: name, rows: try rows(try archive.unpack(member)))
    }
  }

  /// The names of the sheets in their order, with their files.
  private func names() throws -> [(String, String)] {
    var targets: [String: String] = [:]
    if let member = archive["xl/_rels/workbook.xml.rels"] {
      try XMLEvents.read(try archive.unpack(member)) { event in
        if case .start("Relationship", let attributes) = event, let id = attributes["Id"],
          let target = attributes["Target"]
        {
          targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
        }
      }
    }
    var result: [(String, String)] = []
    guard let member = archive["xl/workbook.xml"] else { return [] }
    try XMLEvents.read(try archive.unpack(member)) { event in
      // `r:id`, of which the prefix is gone; the sheet's own number is `sheetId`.
      if case .start("sheet", let attributes) = event, let id = attributes["id"],
        let target = targets[id]
      {
        result.append((attributes["name"] ?? target, target))
      }
    }
    return result
  }

  private static func strings(_ bytes: [UInt8]) throws -> [String] {
    var result: [String] = []
    var text = ""
    var depth = 0
    var isPhonetic = false
    try XMLEvents.read(bytes) { event in
      switch event {
      case .start("si", _): text = ""
      case .start("t", _): depth += 1
      case .start("rPh", _): isPhonetic = true
      case .end("rPh"): isPhonetic = false
      case .end("t"): depth -= 1
      case .end("si"): result.append(text)
      case .text(let more): if depth > 0, !isPhonetic { text += more }
      default: break
      }
    }
    return result
  }

  private static func dates(_ bytes: [UInt8]) throws -> [Bool] {
    var formats: Set<Int> = Set(14...22)
    var result: [Bool] = []
    var isInside = false
    try XMLEvents.read(bytes) { event in
      switch event {
      case .start("numFmt", let attributes):
        let code = (attributes["formatCode"] ?? "").lowercased()
        if let id = attributes["numFmtId"].flatMap({ Int($0) }), code.contains("yy") {
          formats.insert(id)
        }
      case .start("cellXfs", _): isInside = true
      case .end("cellXfs"): isInside = false
      case .start("xf", let attributes):
        if isInside {
          result.append(formats.contains(attributes["numFmtId"].flatMap { Int($0) } ?? 0))
        }
      default: break
      }
    }
    return result
  }

  private func rows(_ bytes: [UInt8]) throws -> [Sheet.Row] {
    var rows: [Sheet.Row] = []
    var row = Sheet.Row(line: 0, cells: [])
    var cell = (column: 0, type: "", style: 0, value: "")
    var takesText = false
    var count = 0
    try XMLEvents.read(bytes) { event in
      switch event {
      case .start("row", let attributes):
        row = Sheet.Row(line: attributes["r"].flatMap { Int($0) } ?? row.line + 1, cells: [])
      case .start("c", let attributes):
        cell = (
          attributes["r"].flatMap(Self.column) ?? row.cells.count, attributes["t"] ?? "",
          attributes["s"].flatMap { Int($0) } ?? 0, ""
        )
      case .start("v", _), .start("t", _): takesText = true
      case .end("v"), .end("t"): takesText = false
      case .text(let text): if takesText { cell.value += text }
      case .end("c"):
        let text = text(of: cell.value, cell.type, cell.style)
        guard !text.isEmpty else { return }
        count += 1
        guard count <= WorkbookReader.cellLimit, cell.column < WorkbookReader.columnLimit else {
          throw WorkbookReader.TooLarge(
            message:
              "a sheet has more than \(WorkbookReader.cellLimit) cells or \(WorkbookReader.columnLimit) columns"
          )
        }
        while row.cells.count < cell.column { row.cells.append("") }
        row.cells.append(text)
      case .end("row"): rows.append(row)
      default: break
      }
    }
    return rows
  }

  private func text(of value: String, _ type: String, _ style: Int) -> String {
    switch type {
    case "s":
      return Int(value).flatMap { shared.indices.contains($0) ? CellText.trimmed(shared[$0]) : nil }
        ?? ""
    case "b": return value == "1" ? "true" : "false"
    case "e": return ""
    case "", "n":
      if dateStyles.indices.contains(style), dateStyles[style], let days = Double(value),
        days >= 1, days < 2_958_466
      {
        return SerialDate.text(Int(days))
      }
      // 12500 may be written 12500.0 or 1.25E4.
      if let number = Double(value), number == number.rounded(), abs(number) < 9e15 {
        return String(Int(number))
      }
      return value
    default: return CellText.trimmed(value)
    }
  }

  /// The column of a reference such as `AB12`, from 0.
  private static func column(_ reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      guard (0x41...0x5A).contains(byte) else { break }
      column = column * 26 + Int(byte - 0x40)
      guard column <= WorkbookReader.columnLimit else { return WorkbookReader.columnLimit }
    }
    return column == 0 ? nil : column - 1
  }
}

/// Days since 30 December 1899, as spreadsheets count.
enum SerialDate {
  /// The date as ISO 8601 (Hinnant 2014, civil from days).
  static func text(_ serial: Int) -> String {
    let days = serial - 25_569 + 719_468
    let era = days / 146_097
    let ofEra = days - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}

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
