/// A report as blocks of content, independent of text, Markdown or HTML.
package struct ReportDocument: Sendable {
  /// The role of a piece of text, which a renderer may show by weight or color.
  package enum Emphasis: Sendable {
    case plain
    case strong
    case faint
    case exposed
    case derivable
    case possible
    case unknown
    case safe
    case good
    case bad
    case open
  }

  /// A piece of text with one emphasis.
  package struct Span: Sendable {
    /// The text as written in the file; renderers escape it.
    package var text: String
    /// The emphasis.
    package var emphasis: Emphasis

    /// Creates a span.
    package init(_ text: String, _ emphasis: Emphasis = .plain) {
      self.text = text
      self.emphasis = emphasis
    }
  }

  /// A line of spans.
  package struct Line: Sendable, ExpressibleByStringInterpolation {
    /// The spans in order.
    package var spans: [Span]

    /// Creates a line from spans.
    package init(_ spans: [Span]) {
      self.spans = spans
    }

    /// Creates a plain line.
    package init(_ text: String, _ emphasis: Emphasis = .plain) {
      spans = [Span(text, emphasis)]
    }

    /// Creates a plain line.
    package init(stringLiteral value: String) {
      self.init(value)
    }

    /// Concatenates two lines.
    package static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }

    /// The text without emphasis.
    package var text: String { spans.map(\.text).joined() }
  }

  /// A table: columns with headings, and rows of cells.
  package struct Table: Sendable {
    /// A column.
    package struct Column: Sendable {
      /// The heading.
      package var heading: String
      /// Whether the cells are numbers, aligned right.
      package var isNumeric: Bool
      /// Whether cells may wrap when space is short; other columns keep their width.
      package var wraps: Bool

      /// Creates a column.
      package init(_ heading: String, numeric: Bool = false, wraps: Bool = false) {
        self.heading = heading
        isNumeric = numeric
        self.wraps = wraps
      }
    }

    /// The columns.
    package var columns: [Column]
    /// The rows, each with as many cells as there are columns.
    package var rows: [[Line]]

    /// Creates a table.
    package init(_ columns: [Column], _ rows: [[Line]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// A block of the document.
  package enum Block: Sendable {
    /// A heading; level 1 is the report's title.
    case heading(Int, Line)
    /// A paragraph.
    case paragraph(Line)
    /// An unordered list.
    case list([Line])
    /// Numbered steps, each with optional lines below it.
    case steps([(Line, [Line])])
    /// A table.
    case table(Table)
    /// Preformatted text, such as YAML to paste.
    case code(String)
  }

  /// The blocks in order.
  package var blocks: [Block] = []

  /// Creates an empty document.
  package init() {}

  /// Adds a heading.
  package mutating func heading(_ level: Int, _ line: Line) { blocks.append(.heading(level, line)) }
  /// Adds a paragraph.
  package mutating func paragraph(_ line: Line) { blocks.append(.paragraph(line)) }
  /// Adds a list, unless it is empty.
  package mutating func list(_ lines: [Line]) { if !lines.isEmpty { blocks.append(.list(lines)) } }
  /// Adds numbered steps.
  package mutating func steps(_ steps: [(Line, [Line])]) { blocks.append(.steps(steps)) }
  /// Adds a table, unless it has no rows.
  package mutating func table(_ columns: [Table.Column], _ rows: [[Line]]) {
    if !rows.isEmpty { blocks.append(.table(Table(columns, rows))) }
  }
  /// Adds preformatted text.
  package mutating func code(_ text: String) { blocks.append(.code(text)) }
}
