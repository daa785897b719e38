/// The content of an HTML-like label as a tree of values, so that text is escaped in a single place.
/// See https://graphviz.org/doc/info/shapes.html#html.
struct DOTTable {
  var attributes: DOTAttributes
  var rows: [DOTRow]

  init(_ attributes: DOTAttributes = [:], rows: [DOTRow]) {
    self.attributes = attributes
    self.rows = rows
  }

  func write(to output: inout String) {
    output += "<TABLE"
    attributes.writeMarkup(to: &output)
    output += ">"
    // An empty table is a syntax error.
    for row in rows.isEmpty ? [DOTRow.cells([DOTCell()])] : rows { row.write(to: &output) }
    output += "</TABLE>"
  }
}

/// A row of cells, or a line between rows.
enum DOTRow {
  case cells([DOTCell])
  case rule

  /// A row with one cell.
  static func cell(_ cell: DOTCell) -> DOTRow { .cells([cell]) }

  func write(to output: inout String) {
    switch self {
    case .rule: output += "<HR/>"
    case .cells(let cells):
      output += "<TR>"
      for cell in cells { cell.write(to: &output) }
      output += "</TR>"
    }
  }
}

/// A cell that contains lines of text or a table.
struct DOTCell {
  enum Content {
    case lines([[DOTRun]])
    case table(DOTTable)
  }

  var attributes: DOTAttributes = [:]
  var content: Content = .lines([])

  init(_ attributes: DOTAttributes = [:], lines: [[DOTRun]]) {
    self.attributes = attributes
    content = .lines(lines)
  }

  init(_ attributes: DOTAttributes = [:], _ runs: DOTRun...) {
    self.init(attributes, lines: [runs])
  }

  init(_ attributes: DOTAttributes = [:], table: DOTTable) {
    self.attributes = attributes
    content = .table(table)
  }

  func write(to output: inout String) {
    output += "<TD"
    attributes.writeMarkup(to: &output)
    output += ">"
    switch content {
    case .table(let table): table.write(to: &output)
    case .lines(let lines):
      for (index, line) in lines.enumerated() {
        for run in line { run.write(to: &output) }
        guard lines.count > 1 else { continue }
        // The break that ends a line determines its alignment.
        output +=
          index == lines.count - 1 && !isLeft ? "" : isLeft ? "<BR ALIGN=\"LEFT\"/>" : "<BR/>"
      }
    }
    output += "</TD>"
  }

  private var isLeft: Bool {
    attributes.entries.contains { $0.name.description == "BALIGN" }
  }
}

/// Text in a single style.
struct DOTRun {
  var text: String
  var color: Color?
  var size: Double?
  var isBold = false

  init(_ text: String, color: Color? = nil, size: Double? = nil, isBold: Bool = false) {
    self.text = text
    self.color = color
    self.size = size
    self.isBold = isBold
  }

  func write(to output: inout String) {
    // An element without text is a syntax error.
    let text = self.text.isEmpty ? "&#160;" : DOTText.markup(self.text)
    let styled = color != nil || size != nil
    if styled {
      output += "<FONT"
      if let color { output += " COLOR=\"\(color.hexadecimal)\"" }
      if let size { output += " POINT-SIZE=\"\(DOTValue.format(size))\"" }
      output += ">"
    }
    output += isBold ? "<B>\(text)</B>" : text
    if styled { output += "</FONT>" }
  }
}
