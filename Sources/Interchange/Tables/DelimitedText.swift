/// A table of text: rows of cells, each with its line.
struct Sheet {
  /// A row.
  struct Row {
    /// The line of its first cell, from 1; in a workbook the number of the row.
    var line: Int
    var cells: [String]

    /// The cell at a place; empty beyond the end.
    subscript(_ column: Int) -> String { column < cells.count ? cells[column] : "" }
    /// Whether no cell has anything.
    var isBlank: Bool { cells.allSatisfy { $0.isEmpty } }
  }

  /// The name of the sheet; of the file where there is only one.
  var name: String
  var rows: [Row]
}

/// Reads delimited text (RFC 4180 and what spreadsheets make of it). The delimiter is found by evidence: the one by which
/// most rows have the same number of cells, quotes respected.
struct DelimitedText {
  private let bytes: [UInt8]
  private let start: Int
  /// The delimiter.
  let separator: UInt8
  /// How the text was encoded.
  let encoding: TextDecoding.Encoding

  /// An opening quote without a closing one.
  struct OpenQuote: Error {
    var line: Int
  }

  /// - Parameter raw: The bytes of the file, in any encoding that `TextDecoding` knows.
  init(_ raw: [UInt8]) {
    let (text, encoding) = TextDecoding.decode(raw)
    bytes = text
    self.encoding = encoding
    if let said = Self.saidSeparator(text) {
      (separator, start) = said
    } else {
      start = 0
      separator = Self.likelySeparator(text)
    }
  }

  /// All rows, cells without the blanks around them.
  func sheet(_ name: String) throws(OpenQuote) -> Sheet {
    var rows: [Sheet.Row] = []
    try forEachRow { line, cells in
      rows.append(Sheet.Row(line: line, cells: cells.map(CellText.trimmed)))
    }
    return Sheet(name: name, rows: rows)
  }

  /// Calls `body` with each row that is not wholly empty.
  func forEachRow(_ body: (_ line: Int, _ cells: [String]) -> Void) throws(OpenQuote) {
    try Self.rows(bytes, from: start, separator, limit: .max) { line, cells in
      if cells.count > 1 || !(cells[0].isEmpty) { body(line, cells) }
      return true
    }
  }

  /// The text of a line, to show it.
  func line(_ number: Int) -> [UInt8] {
    let lines = bytes.split(
      maxSplits: number, omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A })
    return number <= lines.count ? Array(lines[number - 1].prefix(400)) : []
  }

  /// The first rows, as far as quotes are closed.
  func sample() -> [[String]] {
    var result: [[String]] = []
    try? Self.rows(bytes, from: start, separator, limit: 60) { _, cells in
      result.append(cells.map(CellText.trimmed))
      return true
    }
    return result
  }

  // MARK: - The delimiter

  /// `sep=;` in the first line, which spreadsheets take for themselves.
  private static func saidSeparator(_ bytes: [UInt8]) -> (UInt8, Int)? {
    guard bytes.count > 4,
      bytes.starts(with: Array("sep=".utf8)) || bytes.starts(with: Array("SEP=".utf8))
    else { return nil }
    var at = 5
    while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
    guard at <= 6 else { return nil }
    if at < bytes.count, bytes[at] == 0x0D { at += 1 }
    if at < bytes.count, bytes[at] == 0x0A { at += 1 }
    return (bytes[4], at)
  }

  private static func likelySeparator(_ bytes: [UInt8]) -> UInt8 {
    var best: (rows: Int, cells: Int, separator: UInt8) = (0, 0, UInt8(ascii: ","))
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")] {
      var sizes: [Int: Int] = [:]
      // An open quote at the end of the sample is none of the sample's.
      try? rows(bytes, from: 0, separator, limit: 400) { _, cells in
        if cells.count > 1 { sizes[cells.count, default: 0] += 1 }
        return true
      }
      let likely = sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }
      guard let likely else { continue }
      if (likely.value, likely.key) > (best.rows, best.cells) {
        best = (likely.value, likely.key, separator)
      }
    }
    return best.separator
  }

  // MARK: - Rows

  private static func rows(
    _ bytes: [UInt8], from start: Int, _ separator: UInt8, limit: Int,
    _ body: (Int, [String]) -> Bool
  ) throws(OpenQuote) {
    var at = start
    var line = 1 + bytes[..<start].count { $0 == 0x0A }
    var rowLine = line
    var cells: [String] = []
    var cell: [UInt8] = []
    var quoteLine: Int?
    var count = 0
    let quote = UInt8(ascii: "\"")

    func take() {
      cells.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    while at < bytes.count {
      let byte = bytes[at]
      if quoteLine != nil {
        if byte == quote {
          if at + 1 < bytes.count, bytes[at + 1] == quote {
            cell.append(quote)
            at += 2
            continue
          }
          quoteLine = nil
        } else {
          if byte == 0x0A || (byte == 0x0D && !(at + 1 < bytes.count && bytes[at + 1] == 0x0A)) {
            line += 1
          }
          cell.append(byte)
        }
        at += 1
        continue
      }
      switch byte {
      case quote where cell.allSatisfy({ $0 == 0x20 }):
        cell.removeAll(keepingCapacity: true)
        quoteLine = line
      case separator: take()
      case 0x0A, 0x0D:
        if byte == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
        take()
        line += 1
        count += 1
        guard body(rowLine, cells), count < limit else { return }
        cells = []
        rowLine = line
      default: cell.append(byte)
      }
      at += 1
    }
    if let quoteLine { throw OpenQuote(line: quoteLine) }
    if !cell.isEmpty || !cells.isEmpty {
      take()
      _ = body(rowLine, cells)
    }
  }
}
