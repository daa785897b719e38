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

  /// What a piece of text is, so that no renderer has to read it.
  package enum Role: Sendable, Equatable {
    /// Part of a sentence.
    case words
    /// How to ask the command line for more, which does not apply to a page.
    case commandHint
    /// The id of an entry with this label, which readers who do not know the file see first.
    case id(label: String)
  }

  /// A piece of text with one emphasis and one role.
  package struct Span: Sendable {
    /// The text as written in the file; renderers escape it.
    package var text: String
    /// The emphasis.
    package var emphasis: Emphasis
    /// The role.
    package var role: Role

    /// Creates a span.
    package init(_ text: String, _ emphasis: Emphasis = .plain, _ role: Role = .words) {
      self.text = text
      self.emphasis = emphasis
      self.role = role
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

    /// Creates the name of an entry: its id, perhaps with a number of members, and its label; nil if it has none.
    package init(id: String, label: String?, _ emphasis: Emphasis = .plain) {
      let label = label == id ? nil : label
      spans = [Span(id, emphasis, label.map { .id(label: $0) } ?? .words)]
    }

    /// Creates a hint on options of the command line.
    package static func commandHint(_ text: String, _ emphasis: Emphasis = .plain) -> Line {
      Line([Span(text, emphasis, .commandHint)])
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

  /// How much the reader of a page needs what is below a heading.
  package enum Weight: Sendable {
    /// It belongs to the answer.
    case answer
    /// It is a basis or a detail, which a page may fold.
    case detail
  }

  /// A block of the document.
  package enum Block: Sendable {
    /// A heading; level 1 is the report's title.
    case heading(Int, Line, Weight)
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
  /// Whether Markdown of it is for a comment: details are folded, and it is as short as a comment must be.
  package var isComment = false

  /// Creates an empty document.
  package init() {}

  /// Adds a heading.
  package mutating func heading(_ level: Int, _ line: Line, _ weight: Weight = .answer) {
    blocks.append(.heading(level, line, weight))
  }
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
