import CYaml
import SourceText

extension YAMLReader {
  /// The parser's own words about what it could not read, with the place and what often causes it.
  func reportSyntax(_ parser: yaml_parser_t, _ findings: inout Findings) {
    let problem = parser.problem.map { String(cString: $0) } ?? "unreadable"
    guard parser.error != YAML_MEMORY_ERROR else {
      findings.add(.tooManyValues, "there is not enough memory to read this file", at: nil)
      return
    }
    if problem.contains("exceeded maximum nesting") || problem.contains("aximum nesting level") {
      findings.add(
        .tooDeep, "lists and maps are nested more than \(limits.depth) deep",
        at: position(parser.problem_mark))
      return
    }
    var notes: [Diagnostic.Note] = []
    if let context = parser.context {
      notes.append(
        Diagnostic.Note(String(cString: context), at: position(parser.context_mark)))
    }
    findings.add(
      .yamlSyntax, "this is not YAML: \(problem)", at: position(parser.problem_mark),
      help: Self.help(for: problem), notes: notes)
  }

  private static func help(for problem: String) -> String? {
    if problem.contains("cannot start any token") {
      return "indent with spaces, not tabs, and put text that begins with '@', '`' or '%' in quotes"
    }
    if problem.contains("mapping values are not allowed") {
      return "put text that contains ': ' in quotes, and check the indentation"
    }
    if problem.contains("could not find expected ':'") {
      return "a key is followed by ': ', with the space"
    }
    if problem.contains("did not find expected key") || problem.contains("block end") {
      return "entries of one map begin in one column"
    }
    if problem.contains("expected ',' or") {
      return "a list ends with ']', a map with '}', and entries are parted by ','"
    }
    return nil
  }
}
