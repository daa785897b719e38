import TopologyLanguage

/// What a dataset says of itself: columns, other names, marks, changes.
extension RawLineage {
  mutating func describe(_ dataset: UInt32, _ facets: JSONValueView) {
    for facet in facets.members {
      if facet.key.equals("schema") {
        if let fields = facet.value["fields"] { schema(fields, dataset, under: nil) }
      } else if facet.key.equals("symlinks") {
        symlinks(facet.value, dataset)
      } else if facet.key.equals("tags") {
        tags(facet.value, dataset)
      } else if facet.key.equals("lifecycleStateChange") {
        change(facet.value, dataset)
      }
    }
  }

  /// Columns; of a structure its innermost ones.
  mutating func schema(
    _ fields: JSONValueView, _ dataset: UInt32, under path: String?
  ) {
    for field in fields.items {
      guard let name = field["name"] else { continue }
      let nested = field["fields"]
      if let nested, nested.isList, nested.count > 0 {
        let text = name.text ?? ""
        schema(nested, dataset, under: path.map { "\($0)/\(text)" } ?? text)
      } else if let path {
        let whole = "\(path)/\(name.text ?? "")"
        _ = column(dataset, symbols.intern(whole).index)
      } else if let symbol = symbol(name) {
        _ = column(dataset, symbol)
      }
    }
  }

  mutating func symlinks(_ facet: JSONValueView, _ dataset: UInt32) {
    for identifier in facet["identifiers"]?.items ?? JSONValueView.noItems {
      guard let other = self.dataset(identifier) else { continue }
      if identifier["type"]?.equals("TABLE") == true { tables.insert(other) }
      if other != dataset { links.append((dataset, other)) }
    }
  }

  mutating func tags(_ facet: JSONValueView, _ dataset: UInt32) {
    for tag in facet["tags"]?.items ?? JSONValueView.noItems {
      guard let key = tag.text("key"), let field = tag["field"].flatMap({ symbol($0) }) else {
        continue
      }
      let value = tag["value"]?.word
      if value == "false" { continue }
      let column = column(dataset, field)
      let mark = value == nil || value == "true" ? key : "\(key)=\(value ?? "")"
      if marks[column]?.contains(mark) != true { marks[column, default: []].append(mark) }
    }
  }

  mutating func change(_ facet: JSONValueView, _ dataset: UInt32) {
    guard let kind = facet["lifecycleStateChange"] else { return }
    if kind.equals("DROP") { dropped.insert(dataset) }
    guard kind.equals("RENAME"), let previous = facet["previousIdentifier"],
      let other = self.dataset(previous), other != dataset
    else { return }
    links.append((dataset, other))
    former.insert(other)
  }
}
