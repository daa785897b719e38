/// Tells a format by its content.
enum FormatDetector {
  /// The format of a file by its first bytes; nil if it is none of those known.
  static func format(of head: [UInt8]) -> ImportFormat? {
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .register }
    let text = TextDecoding.decode(head).bytes
    switch text.first(where: { $0 > 0x20 }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return json(text)
    case UInt8(ascii: "<"): return xml(text)
    default: return yaml(text) ?? table(text)
    }
  }

  // MARK: - JSON

  private static func json(_ text: [UInt8]) -> ImportFormat? {
    guard let document = JSONDocument(prefix: text) else { return nil }
    let root = document.root
    return withExtendedLifetime(document) {
      if root.isList { return root.items.lazy.compactMap(object).first }
      return object(root)
    }
  }

  /// By keys, not by numbers of versions: these do not always change with the content.
  private static func object(_ root: JSONValueView) -> ImportFormat? {
    guard root.isObject else { return nil }
    func has(_ keys: StaticString...) -> Bool { keys.allSatisfy { root[$0] != nil } }
    if let version = root["metadata"]?.text("dbt_schema_version"), version.contains("manifest") {
      return .dbt
    }
    if let version = root["metadata"]?.text("dbt_schema_version"), version.contains("catalog") {
      return .dbt
    }
    if has("eventTime"), root["run"] != nil || root["job"] != nil || root["dataset"] != nil {
      return .openlineage
    }
    if has("entityUrn", "aspectName") || has("proposedSnapshot") { return .datahub }
    if root["meta"]?["type"] != nil, has("data") { return .bloodhound }
    if root["relationship_kinds"] != nil { return .bloodhound }
    // The description of a long file stands behind what can be looked at.
    if let first = root["data"]?.items.lazy.first(where: { $0.isObject }),
      first["ObjectIdentifier"] != nil || first.text("kind")?.hasPrefix("AZ") == true
    {
      return .bloodhound
    }
    if root["graph"]?["nodes"] != nil || root["graph"]?["edges"] != nil { return .bloodhound }
    if let type = root["type"], type.equals("node") || type.equals("relationship") {
      return .bloodhound
    }
    if has("otmVersion") { return .otm }
    if has("flows", "elements") || has("actors", "assets") { return .pytm }
    if has("bomFormat") { return .cyclonedx }
    if has("detail", "summary") { return .threatDragon }
    if root["source_table_full_name"] != nil || root["target_table_full_name"] != nil {
      return .unityCatalog
    }
    if has("QUERY_ID") || has("query_id", "direct_objects_accessed") { return .snowflake }
    if has("apiVersion", "kind"), root["kind"]?.equals("DataContract") == true { return .odcs }
    if has("format_version"), has("terraform_version") || has("values") || has("planned_values") {
      return .terraform
    }
    if has("metadata", "assets") || has("attack_steps") { return .mal }
    if root["metadata"]?["malVersion"] != nil || root["metadata"]?["langID"] != nil { return .mal }
    return nil
  }

  // MARK: - Others

  private static func xml(_ text: [UInt8]) -> ImportFormat? {
    let head = String(decoding: text.prefix(4096), as: UTF8.self)
    if head.contains("<ThreatModel") { return .tm7 }
    if head.contains("<opsa-mef") || head.contains("<open-psa") { return .openPSA }
    return nil
  }

  /// By the keys at the beginning of lines.
  private static func yaml(_ text: [UInt8]) -> ImportFormat? {
    var keys: Set<String> = []
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
        continue
      }
      let key = String(decoding: line[..<colon], as: UTF8.self)
      if key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }) {
        keys.insert(key)
      }
    }
    if keys.contains("threagile_version") || keys.contains("technical_assets") { return .threagile }
    if keys.contains("otmVersion") { return .otm }
    if keys.contains("dataContractSpecification")
      || (keys.contains("kind") && keys.contains("apiVersion"))
    {
      return .odcs
    }
    let resources: Set = [
      "dataset", "system", "organization", "policy", "data_category", "data_use", "data_subject",
    ]
    if !keys.isDisjoint(with: resources), keys.isDisjoint(with: ["systems", "people", "fields"]) {
      return .fideslang
    }
    if keys.contains("metadata"), keys.contains("assets") { return .mal }
    return nil
  }

  private static func table(_ text: [UInt8]) -> ImportFormat? {
    let rows = DelimitedText(text).sample()
    for row in rows {
      let labels = Set(row.map { $0.lowercased() })
      if labels.contains("source_table_full_name") || labels.contains("target_table_full_name") {
        return .unityCatalog
      }
      if labels.contains("query_id"), labels.contains("direct_objects_accessed") {
        return .snowflake
      }
    }
    return RegisterLabels.recognizes(rows) ? .register : nil
  }
}
