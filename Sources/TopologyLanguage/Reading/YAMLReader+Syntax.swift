import CYaml
import SourceText

extension YAMLReader {
  /// Reports the parser's own message with its place and the usual cause.
  func reportSyntax(_ parser: yaml_parser_t, _ findings: inout Findings) {
    let problem = parser.problem.map { String(cString: $0) } ?? "unreadable"
    guard parser.error != YAML_MEMORY_ERROR else {
      findings.add(.tooManyValues, "not enough memory to read this file", at: nil)
      return
    }
    if problem.contains("exceeded maximum nesting") || problem.contains("aximum nesting level") {
      findings.add(
        .tooDeep, "lists and maps are nested more than \(limits.depth) levels deep",
        at: position(parser.problem_mark))
      return
    }
    var notes: [Diagnostic.Note] = []
    if let context = parser.context {
      notes.append(
        Diagnostic.Note(String(cString: context), at: position(parser.context_mark)))
    }
    findings.add(
      .yamlSyntax, "invalid YAML: \(problem)", at: position(parser.problem_mark),
      help: Self.help(for: problem), notes: notes)
  }

  private static func help(for problem: String) -> String? {
    if problem.contains("cannot start any token") {
      return "indent with spaces instead of tabs, and quote text that begins with '@', '`' or '%'"
    }
    if problem.contains("mapping values are not allowed") {
      return "quote text that contains ': ', and check the indentation"
    }
    if problem.contains("could not find expected ':'") {
      return "write ': ' after a key, with the space"
    }
    if problem.contains("did not find expected key") || problem.contains("block end") {
      return "start all entries of a map in the same column"
    }
    if problem.contains("expected ',' or") {
      return "close a list with ']' and a map with '}', and separate entries with ','"
    }
    return nil
  }
}
