import TopologyModel

extension CategoryMap {
  /// Reads a map from marks and columns to categories:
  ///
  /// ```yaml
  /// pii: user.contact
  /// email: user.contact.email
  /// nir: { category: user.government_id, identifies: alone }
  /// ```
  package static func read(path: String) throws(ImportFailure) -> CategoryMap {
    let log = ImportLog(format: "")
    let document = try Document(ImportInput(path: path), log)
    var result = CategoryMap()
    guard document.root.isMap else {
      throw ByteSource.failure(
        "wrong-type", "'\(path)' is no map from marks and columns to categories",
        help: "write 'email: user.contact.email', one a line")
    }
    for (name, value) in document.root.members {
      if let category = value.text {
        result.set(name, Meaning(category: category))
      } else if let category = value.text("category") {
        let identifies = value.text("identifies")
        let known = identifies.flatMap { DataField.Identification(rawValue: $0) }
        guard identifies == nil || known != nil else {
          throw ByteSource.failure(
            "unknown-value", "'identifies' of '\(name)' in '\(path)' is alone, combined or none")
        }
        result.set(name, Meaning(category: category, identifies: known))
      } else {
        throw ByteSource.failure(
          "wrong-type", "'\(name)' in '\(path)' has no category",
          help: "write a category, such as 'user.contact.email', or { category: … }")
      }
    }
    return result
  }
}

extension ImportOptions {
  /// Reads the user's headings of a register: a map from what they mean to what the file calls it.
  package static func columns(path: String) throws(ImportFailure) -> [String: String] {
    let log = ImportLog(format: "")
    let document = try Document(ImportInput(path: path), log)
    var result: [String: String] = [:]
    for (meaning, label) in document.root.members {
      guard let text = label.text else {
        throw ByteSource.failure(
          "wrong-type", "'\(meaning)' in '\(path)' is no heading",
          help: "write 'people: Betroffene'")
      }
      result[meaning] = text
    }
    return result
  }
}
