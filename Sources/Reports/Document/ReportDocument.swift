/// A report before it is text, Markdown or a page: what is said, in blocks, without how it looks.
public struct ReportDocument: Sendable {
  /// What a piece of text is, which a renderer may show by weight or colour.
  public enum Emphasis: Sendable {
    case plain
    case strong
    case faint
    case exposed
    case derivable
    case unknown
    case safe
    case good
    case bad
    case open
  }

  /// A piece of text of one emphasis.
  public struct Span: Sendable {
    /// The text, as the file has it; renderers make it harmless.
    public var text: String
    /// What it is.
    public var emphasis: Emphasis

    /// A span.
    public init(_ text: String, _ emphasis: Emphasis = .plain) {
      self.text = text
      self.emphasis = emphasis
    }
  }

  /// A line of spans.
  public struct Line: Sendable, ExpressibleByStringInterpolation {
    /// The pieces, one behind the other.
    public var spans: [Span]

    /// A line of spans.
    public init(_ spans: [Span]) {
      self.spans = spans
    }

    /// A plain line.
    public init(_ text: String, _ emphasis: Emphasis = .plain) {
      spans = [Span(text, emphasis)]
    }

    /// A plain line.
    public init(stringLiteral value: String) {
      self.init(value)
    }

    /// One line behind the other.
    public static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }

    /// Only the text.
    public var text: String { spans.map(\.text).joined() }
  }

  /// A table: columns with headings, rows of cells.
  public struct Table: Sendable {
    /// One column.
    public struct Column: Sendable {
      /// Its heading.
      public var heading: String
      /// Numbers stand right.
      public var isNumeric: Bool
      /// May be wrapped over several lines when space is short; the others are kept whole.
      public var wraps: Bool

      /// A column.
      public init(_ heading: String, numeric: Bool = false, wraps: Bool = false) {
        self.heading = heading
        isNumeric = numeric
        self.wraps = wraps
      }
    }

    /// The columns.
    public var columns: [Column]
    /// The rows, each with as many cells as columns.
    public var rows: [[Line]]

    /// A table.
    public init(_ columns: [Column], _ rows: [[Line]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// One block.
  public enum Block: Sendable {
    /// A heading; 1 is the report's title.
    case heading(Int, Line)
    /// A paragraph.
    case paragraph(Line)
    /// Points, in no order.
    case list([Line])
    /// Steps, numbered from 1; each may have further lines below it.
    case steps([(Line, [Line])])
    /// A table.
    case table(Table)
    /// Text that is shown as it is, such as YAML to paste.
    case code(String)
  }

  /// The blocks in order.
  public var blocks: [Block] = []

  /// Nothing yet.
  public init() {}

  /// Adds a heading.
  public mutating func heading(_ level: Int, _ line: Line) { blocks.append(.heading(level, line)) }
  /// Adds a paragraph.
  public mutating func paragraph(_ line: Line) { blocks.append(.paragraph(line)) }
  /// Adds points, if there are any.
  public mutating func list(_ lines: [Line]) { if !lines.isEmpty { blocks.append(.list(lines)) } }
  /// Adds numbered steps.
  public mutating func steps(_ steps: [(Line, [Line])]) { blocks.append(.steps(steps)) }
  /// Adds a table, if it has rows.
  public mutating func table(_ columns: [Table.Column], _ rows: [[Line]]) {
    if !rows.isEmpty { blocks.append(.table(Table(columns, rows))) }
  }
  /// Adds text as it is.
  public mutating func code(_ text: String) { blocks.append(.code(text)) }
}
