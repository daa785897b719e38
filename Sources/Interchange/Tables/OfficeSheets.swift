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
