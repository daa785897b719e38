/// Terraform and OpenTofu: the output of `terraform show -json`, of a state or of a plan.
///
/// Only addresses and types are taken: values may be secrets. Policies (IAM) are not evaluated.
enum TerraformImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var reader = TerraformReader(log)
    for input in inputs {
      let document = try JSONDocument(try input.open(), log)
      withExtendedLifetime(document) { reader.read(document.root, input) }
    }
    guard !log.account.files.isEmpty else {
      throw ByteSource.notTheFormat(
        "Terraform state or plan", in: inputs,
        help: "'terraform show -json' or 'terraform show -json PLAN' writes one")
    }
    return reader.draft(options)
  }
}

/// Gathers resources.
struct TerraformReader {
  struct Resource {
    var address: String
    var type: String
    /// The address of the module, for the vault of a secret.
    var isEncrypted: Bool?
    var isPublic = false
    var hasKey = false
  }

  private let log: ImportLog
  private var resources: [Resource] = []
  private var seen: Set<String> = []

  init(_ log: ImportLog) { self.log = log }

  // MARK: - Reading

  mutating func read(_ root: JSONValueView, _ input: ImportInput) {
    guard let format = root.text("format_version") else {
      log.account.note(
        "files-not-read", "Files that are no state and no plan were left out.",
        example: input.baseName)
      return
    }
    log.account.files.append(input.name)
    log.account.version = root.text("terraform_version") ?? format
    if root["planned_values"] != nil {
      log.account.note(
        "planned", "Plans: what they make is not there yet, and values not known yet are missing.",
        example: input.baseName)
    }
    if let module = (root["planned_values"] ?? root["values"])?["root_module"] {
      modules([module])
    }
  }

  /// Modules within modules, without recursion.
  private mutating func modules(_ first: [JSONValueView]) {
    var open = first
    while let module = open.popLast() {
      open += Array(module["child_modules"]?.items ?? JSONValueView.noItems)
      for resource in module["resources"]?.items ?? JSONValueView.noItems { take(resource) }
    }
  }

  private mutating func take(_ value: JSONValueView) {
    guard let address = value.text("address"), let type = value.text("type") else { return }
    log.account.count("resources")
    guard value.text("mode") != "data", seen.insert(address).inserted else { return }
    let values = value["values"]
    var resource = Resource(address: address, type: type)
    for key: StaticString in ["storage_encrypted", "encrypted", "encryption_at_rest"] {
      if let flag = values?[key]?.flag { resource.isEncrypted = flag }
    }
    for key: StaticString in ["kms_key_id", "kms_key_arn", "kms_key_name", "key_vault_key_id"] {
      if let key = values?.text(key), !key.isEmpty { resource.hasKey = true }
    }
    for key: StaticString in ["publicly_accessible", "public_network_access_enabled"] {
      if values?[key]?.flag == true { resource.isPublic = true }
    }
    if let acl = values?.text("acl"), acl.hasPrefix("public") { resource.isPublic = true }
    resources.append(resource)
  }

  // MARK: - The draft

  func draft(_ options: ImportOptions) -> TopologyDraft {
    var namer = Namer(options.earlier, log)
    var draft = TopologyDraft(title: "Terraform import")
    resourcesWithoutPlace()
    let stores = resources.filter { TerraformTypes.stores[$0.type] != nil }
    let keys = resources.filter { TerraformTypes.secrets[$0.type] != nil }
    let vaults = resources.filter { TerraformTypes.vaults.contains($0.type) }
    let names = stores.map(\.address) + vaults.map(\.address)
    let ids = namer.ids("systems", names.map(Self.plain))
    for (place, store) in stores.enumerated() {
      let system = draft.add(
        TopologyDraft.System(
          id: ids[place], label: store.address, kind: TerraformTypes.stores[store.type]))
      _ = draft.add(TopologyDraft.Dataset(system: system, id: "data"))
    }
    var places: [Int] = []
    for (place, vault) in vaults.enumerated() {
      places.append(
        draft.add(
          TopologyDraft.System(
            id: ids[stores.count + place], label: vault.address, kind: "vault")))
    }
    let secretIDs = namer.ids("secrets", keys.map { Self.plain($0.address) })
    var inState: [Int] = []
    for (place, key) in keys.enumerated() {
      let kind = TerraformTypes.secrets[key.type] ?? "other"
      let secret = draft.add(
        TopologyDraft.Secret(id: secretIDs[place], label: key.address, kind: kind))
      if TerraformTypes.valuesInState.contains(key.type) { inState.append(secret) }
      // Which vault keeps what is a value of another resource; with one vault it is that one.
      if places.count == 1 { draft.systems[places[0]].secrets.append(secret) }
    }
    if !inState.isEmpty {
      let id = namer.id("systems", "terraform-state")
      _ = draft.add(
        TopologyDraft.System(
          id: id, label: "Terraform's state", kind: "state", secrets: inState))
      log.account.note(
        "secrets-in-state",
        "Secrets that Terraform's state holds in clear: who reads the state has them. Where the state is kept, the file does not say.",
        examples: inState.map { draft.secrets[$0].id })
    }
    if places.count > 1 {
      log.account.note(
        "places-of-secrets-unknown", "Secrets with several vaults: which keeps which is not read.",
        count: keys.count)
    }
    addNotes(stores)
    options.fillPeople(of: &draft, "People in the data stores (nobody said who or how many)", log)
    return draft
  }

  /// An address without the quotes of keys.
  private static func plain(_ address: String) -> String {
    address.replacing("\"", with: "").replacing("[", with: "-").replacing("]", with: "")
  }

  private func resourcesWithoutPlace() {
    let others = resources.filter {
      TerraformTypes.stores[$0.type] == nil && TerraformTypes.secrets[$0.type] == nil
        && !TerraformTypes.vaults.contains($0.type) && !TerraformTypes.isPolicy($0.type)
    }
    log.account.note(
      "resources-without-data", "Resources that hold neither data nor secrets were left out.",
      examples: others.map(\.address))
    log.account.note(
      "policies-not-evaluated",
      "Policies and grants are not evaluated: who may read what is not in the topology.",
      examples: resources.filter { TerraformTypes.isPolicy($0.type) }.map(\.address))
  }

  private func addNotes(_ stores: [Resource]) {
    log.account.note(
      "encrypted-at-rest",
      "Stores encrypted at rest: it protects a lost disk, not from who controls the store or may read it.",
      examples: stores.filter { $0.isEncrypted == true || $0.hasKey }.map(\.address))
    log.account.note(
      "not-encrypted", "Stores that say that they are not encrypted at rest.",
      examples: stores.filter { $0.isEncrypted == false && !$0.hasKey }.map(\.address))
    log.account.note(
      "public",
      "Stores that can be reached from the internet. Whether a login is needed, the file does not say.",
      examples: stores.filter(\.isPublic).map(\.address))
  }
}
