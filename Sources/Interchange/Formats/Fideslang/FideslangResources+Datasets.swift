/// Datasets with their collections and innermost fields.
extension FideslangResources {
  mutating func dataset(_ entry: DocumentNode) {
    guard let key = key(entry, "dataset") else { return }
    let own = entry.words("data_categories")
    let subjects = entry.words("data_subjects").map { subject($0) }
    datasets.append(
      Dataset(
        key: key, name: entry.text("name"),
        collections: entry.items("collections").compactMap { collection in
          guard let name = collection.text("name") else { return nil }
          let given = collection.words("data_categories")
          let above = checked(given.isEmpty ? own : given)
          let people = collection.words("data_subjects").map { subject($0) }
          var columns: [Column] = []
          for field in collection.items("fields") {
            walk(field, [], above, people.isEmpty ? subjects : people, &columns)
          }
          return Collection(
            name: name, columns: columns,
            subjects: (people.isEmpty ? subjects : people) + columns.flatMap(\.subjects))
        }))
  }

  /// The innermost fields below a field; each has the nearest categories.
  func walk(
    _ field: DocumentNode, _ path: [String], _ above: [String], _ people: [String],
    _ columns: inout [Column]
  ) {
    guard let name = field.text("name") else { return }
    let own = checked(field.words("data_categories"))
    let subjects = field.words("data_subjects").map { subject($0) }
    let inner = field.items("fields")
    for meta in ["fides_meta", "fidesops_meta"] {
      log.account.note(
        "references-that-are-joins",
        "References between fields join records for requests; nothing moves.",
        count: field[meta]?.items("references").count ?? 0, example: name)
    }
    guard inner.isEmpty else {
      for below in inner {
        walk(
          below, path + [name], own.isEmpty ? above : own, subjects.isEmpty ? people : subjects,
          &columns)
      }
      return
    }
    log.account.note("columns", "Columns; each category of a dataset is one field.")
    if !own.isEmpty {
      log.account.note("columns-with-own-category", "Columns that have categories of their own.")
    } else if !above.isEmpty {
      log.account.note(
        "inherited-category", "Columns with the category of what encloses them.", example: name)
    } else {
      log.account.note(
        "columns-without-category",
        "Columns without a category, which are not free of personal data for that.",
        example: name)
    }
    columns.append(
      Column(
        path: path + [name], categories: own.isEmpty ? above : own,
        subjects: subjects.isEmpty ? people : subjects))
  }
}
