/// Reads the files of a Threagile model into assets, systems and links.
struct ThreagileReader {
  private(set) var model = AssetModel()
  private let options: ImportOptions
  private let log: ImportLog
  private var known: Set<String> = []

  init(_ options: ImportOptions, _ log: ImportLog) {
    self.options = options
    self.log = log
  }

  mutating func read(_ root: DocumentNode) {
    if let title = root.text("title"), model.title.isEmpty { model.title = title }
    if let version = root.text("threagile_version") { log.account.version = version }
    for (title, asset) in root["data_assets"]?.members ?? [] { data(asset, title) }
    for (title, asset) in root["technical_assets"]?.members ?? [] { system(asset, title) }
    for (title, runtime) in root["shared_runtimes"]?.members ?? [] {
      model.runtimes.append(
        AssetModel.Runtime(
          id: runtime.text("id") ?? title, label: title,
          parts: runtime.words("technical_assets_running")))
    }
    log.account.note(
      "trust-boundaries", "Trust boundaries: where a system stands says nothing of what opens it.",
      count: root["trust_boundaries"]?.members.count ?? 0)
    let risks = ["individual_risk_categories", "custom_risk_categories", "risk_tracking"]
    log.account.note(
      "risks-not-taken", "Risks that the model tracks are judgements and no part of a topology.",
      count: risks.reduce(0) { $0 + (root[$1]?.members.count ?? 0) })
  }

  private mutating func data(_ asset: DocumentNode, _ title: String) {
    log.account.count("data-assets")
    let id = asset.text("id") ?? title
    guard known.insert("data \(id)").inserted else { return twice(id) }
    if let quantity = asset.text("quantity") {
      log.account.note(
        "quantities-not-counts", "Quantities are words of a scale and no numbers of people.",
        example: "\(id): \(quantity)")
    }
    model.assets.append(
      AssetModel.Asset(
        id: id, label: title, marks: [asset.text("confidentiality")].compactMap { $0 }))
  }

  private func twice(_ id: String) {
    log.account.note(
      "defined-twice", "What is defined a second time; the first is used.", example: id)
  }

  private mutating func system(_ asset: DocumentNode, _ title: String) {
    log.account.count("technical-assets")
    let id = asset.text("id") ?? title
    guard known.insert("system \(id)").inserted else { return twice(id) }
    model.parts.append(
      AssetModel.Part(
        id: id, label: title,
        kind: asset.text("technology") ?? asset.words("technologies").first ?? asset.text("type"),
        owner: asset.text("owner"), stored: asset.words("data_assets_stored"),
        processed: asset.words("data_assets_processed"),
        encryption: encryption(asset.text("encryption") ?? "none", id)))
    for (title, link) in asset["communication_links"]?.members ?? [] {
      log.account.note(
        "links",
        "Communication links: what they carry flows, and the source may ask for what it receives.",
        example: "\(id): \(title)")
      add(link, title, from: id)
    }
  }

  private func encryption(_ word: String, _ id: String) -> AssetModel.Encryption? {
    switch word {
    case "none": return nil
    case "transparent":
      log.account.note(
        "transparent-encryption-not-counted",
        "Transparent encryption protects a lost disk; who controls the system reads the data.",
        example: id)
      return nil
    case "data-with-symmetric-shared-key", "data-with-asymmetric-shared-key":
      return AssetModel.Encryption(label: word, isKeyElsewhere: false)
    case "data-with-enduser-individual-key":
      return AssetModel.Encryption(label: word, isKeyElsewhere: true)
    default:
      log.account.note(
        "unknown-values", "Values that Threagile does not define; they protect nothing.",
        example: "encryption: \(word)")
      return nil
    }
  }

  // MARK: - Links

  private mutating func add(_ link: DocumentNode, _ title: String, from source: String) {
    let way = link.text("protocol") ?? ""
    let authentication = link.text("authentication") ?? "none"
    var entry = AssetModel.Entry()
    entry.secretKind = Self.secrets[authentication]
    entry.secretLabel = "\(authentication) for \(title)"
    if entry.secretKind == nil, authentication != "none" {
      log.account.note(
        "unknown-values", "Values that Threagile does not define; they protect nothing.",
        example: "authentication: \(authentication)")
    }
    let isAdministration =
      ["ssh", "ssh-tunnel", "rdp"].contains(way)
      || link.text("usage") == "devops" && link.text("authorization") == "technical-user"
    entry.controls = isAdministration && options.choices.contains(.adminLinks)
    model.links.append(
      AssetModel.Link(
        source: source, target: link.text("target") ?? "", title: title,
        sent: link.words("data_assets_sent"), received: link.words("data_assets_received"),
        isEncrypted: Self.isEncrypted(way), entry: entry))
  }

  /// The kind of secret behind a way of authentication.
  private static let secrets = [
    "credentials": "password", "session-id": "token", "token": "token",
    "client-certificate": "certificate", "two-factor": "second-factor", "externalized": "token",
  ]

  private static func isEncrypted(_ way: String) -> Bool {
    way.hasSuffix("-encrypted")
      || ["https", "wss", "ssh", "ssh-tunnel", "ftps", "sftp", "scp", "ldaps"].contains(way)
  }
}
