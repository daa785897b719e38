/// A place in one of the files of a run.
///
/// Lines and columns count from 1. A column counts Unicode scalars, as in YAML. The file is an index into
/// `SourceFiles`, which keeps a position at twelve bytes.
public struct SourcePosition: Hashable, Comparable, Sendable {
  /// The index of the file in `SourceFiles`.
  public var file: UInt32
  /// The line, from 1.
  public var line: UInt32
  /// The column in Unicode scalars, from 1.
  public var column: UInt32

  /// Creates a position from its parts.
  public init(file: UInt32, line: UInt32, column: UInt32) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// Orders by file, then line, then column.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
