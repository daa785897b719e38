/// The stable codes of problems with JSON.
enum JSONProblem: String, CaseIterable {
  case syntax = "json-syntax"
  case duplicateKey = "duplicate-key"
  case tooDeep = "too-deep"
  case notUTF8 = "not-utf-8"
  case tooLarge = "file-too-large"
}
