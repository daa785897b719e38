/// A place in one of the files of a run: where an entry was written, where a finding lands.
///
/// Lines and columns count from 1; a column counts Unicode scalars, as YAML does.
/// The file is an index into the `SourceFiles` of the run, so that a position stays twelve bytes.
public struct SourcePosition: Hashable, Comparable, Sendable {
  /// Index of the file in `SourceFiles`.
  public var file: UInt32
  /// Line, from 1.
  public var line: UInt32
  /// Column in Unicode scalars, from 1.
  public var column: UInt32

  /// A position from its parts.
  public init(file: UInt32, line: UInt32, column: UInt32) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// File first, then line, then column.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
