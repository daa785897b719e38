@testable import ExposureCommands
import Testing

/// Paths are split as the system reads them.
@Suite struct FilePathTests {
  @Test(arguments: [
    ("x", "", "x", "x", ""), ("a/x.svg", "a", "x.svg", "x", "svg"), ("/x", "/", "x", "x", ""),
    ("a/b/", "a", "b", "b", ""), ("a//b//", "a", "b", "b", ""), (".x", "", ".x", ".x", ""),
    ("/", "/", "", "", ""), ("//", "/", "", "", ""), ("", "", "", "", ""), (".", "", ".", ".", ""),
    ("a/..", "a", "..", ".", ""), ("é/ü.y", "é", "ü.y", "ü", "y"),
    ("a/\u{301}b", "a", "\u{301}b", "\u{301}b", ""), ("a.b.c", "", "a.b.c", "a.b", "c"),
  ]) func parts(_ path: String, _ folder: String, _ name: String, _ stem: String, _ kind: String) {
    let found = FilePath(path)
    #expect(found.folder == folder && found.name == name && found.stem == stem)
    #expect(found.kind == kind)
  }
}
