/// Reads the files of SharpHound (versions 4 to 6) and AzureHound: `{ data: […], meta: { type, count, version } }`.
struct SharpHoundReader {
  let log: ImportLog
  var graph: BloodHoundGraph

  /// Marks what was deleted, so that no edge leads to it, whatever the order of the files.
  mutating func markDeleted(_ root: JSONValueView) {
    for object in root["data"]?.items ?? JSONValueView.noItems
    where object["IsDeleted"]?.flag == true {
      if let id = Self.id(object) { graph.deleted.insert(id) }
    }
  }

  mutating func read(_ root: JSONValueView, _ input: ImportInput) {
    let type = root["meta"]?.text("type")?.lowercased() ?? "objects"
    let items = root["data"]?.count ?? 0
    if let version = root["meta"]?["version"]?.word { log.account.version = version }
    if let count = root["meta"]?["count"]?.integer, count != items {
      log.account.note(
        "data-cut-off",
        "Files with another number of objects than they say: the collection was cut off.",
        example: "\(input.baseName): \(items) of \(count)")
    }
    log.account.count(type, items)
    for object in root["data"]?.items ?? JSONValueView.noItems {
      if type == "azure" {
        azure(object)
      } else {
        take(object, Self.kind(of: type))
      }
    }
  }

  /// "users" is a user.
  private static func kind(of type: String) -> String {
    switch type {
    case "issuancepolicies": "issuancepolicy"
    default: type.hasSuffix("s") ? String(type.dropLast()) : type
    }
  }

  private static func id(_ object: JSONValueView) -> String? {
    (object.text("ObjectIdentifier") ?? object["Properties"]?.text("objectid"))?.uppercased()
  }

  // MARK: - Active Directory

  private mutating func take(_ object: JSONValueView, _ kind: String) {
    guard let id = Self.id(object) else {
      log.account.note("objects-without-id", "Objects without an identifier were left out.")
      return
    }
    guard object["IsDeleted"]?.flag != true else {
      log.account.note(
        "deleted-left-out", "Objects that were deleted and are still in the files.",
        example: object["Properties"]?.text("name") ?? id)
      return
    }
    let properties = object["Properties"]
    let place = graph.node(id)
    let domain = properties?.text("domain")?.uppercased()
    if let domain, let domainID = properties?.text("domainsid")?.uppercased() {
      graph.domains[domainID] = domain
    }
    graph.update(place) { node in
      node.name = properties?.text("name") ?? node.name
      node.kind = kind
      node.domain = domain ?? node.domain
      node.isEnabled = BloodHoundFlag.value(properties?["enabled"])
      node.hasServiceName = BloodHoundFlag.value(properties?["hasspn"]) == true
      node.isCollected = true
    }
    for ace in object["Aces"]?.items ?? JSONValueView.noItems {
      guard let right = ace.text("RightName"), let principal = ace.text("PrincipalSID") else {
        continue
      }
      graph.add(principal.uppercased(), right, id)
    }
    if let primary = object.text("PrimaryGroupSID") {
      graph.add(id, "MemberOf", primary.uppercased())
    }
    each(object["Members"]) { $0.add($1, "MemberOf", id) }
    each(object["AllowedToDelegate"]) { $0.add(id, "AllowedToDelegate", $1) }
    each(object["AllowedToAct"]) { $0.add($1, "AllowedToAct", id) }
    each(object["HasSIDHistory"]) { $0.add(id, "HasSIDHistory", $1) }
    each(object["DumpSMSAPassword"]) { $0.add(id, "DumpSMSAPassword", $1) }
    for target in object["SPNTargets"]?.items ?? JSONValueView.noItems {
      if let computer = target.text("ComputerSID") {
        graph.add(id, target.text("Service") ?? "SQLAdmin", computer.uppercased())
      }
    }
    contained(object, id)
    if kind == "computer" { computer(object, id) }
    if (object["Trusts"]?.count ?? 0) > 0 {
      log.account.note(
        "trusts-not-evaluated", "Trusts between domains are not taken as a way in.",
        count: object["Trusts"]?.count ?? 0, example: properties?.text("name") ?? id)
    }
  }

  /// What an organizational unit, a container or a domain holds, and the policies that are linked to it.
  private mutating func contained(_ object: JSONValueView, _ id: String) {
    each(object["ChildObjects"]) { graph, child in
      graph.containers.append((container: id, object: child))
    }
    if let container = object["ContainedBy"]?.text("ObjectIdentifier") {
      graph.containers.append((container: container.uppercased(), object: id))
    }
    for link in object["Links"]?.items ?? JSONValueView.noItems {
      if let policy = link.text("GUID") ?? link.text("Guid") {
        graph.add(policy.uppercased(), "GPLink", id)
      }
    }
    guard let changes = object["GPOChanges"] else { return }
    var computers: [String] = []
    each(changes["AffectedComputers"]) { computers.append($1) }
    for (list, right): (StaticString, String) in [
      ("LocalAdmins", "AdminTo"), ("RemoteDesktopUsers", "CanRDP"), ("DcomUsers", "ExecuteDCOM"),
      ("PSRemoteUsers", "CanPSRemote"),
    ] {
      each(changes[list]) { graph, principal in
        for computer in computers { graph.add(principal, right, computer) }
      }
    }
  }

  private mutating func computer(_ object: JSONValueView, _ id: String) {
    var isComplete = true
    for kind: StaticString in ["Sessions", "PrivilegedSessions", "RegistrySessions"] {
      guard let sessions = object[kind] else { continue }
      if sessions["Collected"]?.flag == false { isComplete = false }
      for session in sessions["Results"]?.items ?? JSONValueView.noItems {
        if let user = session.text("UserSID") ?? session.text("UserId") {
          graph.add(id, "HasSession", user.uppercased())
        }
      }
    }
    for group in object["LocalGroups"]?.items ?? JSONValueView.noItems {
      if group["Collected"]?.flag == false { isComplete = false }
      let number = group.text("ObjectIdentifier")?.split(separator: "-").last ?? ""
      let right =
        switch number {
        case "544": "AdminTo"
        case "555": "CanRDP"
        case "562": "ExecuteDCOM"
        case "580": "CanPSRemote"
        default: ""
        }
      guard !right.isEmpty else { continue }
      each(group["Results"]) { $0.add($1, right, id) }
    }
    // Version 4 has a list of its own for each group.
    for (list, right): (StaticString, String) in [
      ("LocalAdmins", "AdminTo"), ("RemoteDesktopUsers", "CanRDP"), ("DcomUsers", "ExecuteDCOM"),
      ("PSRemoteUsers", "CanPSRemote"),
    ] {
      guard let group = object[list] else { continue }
      if group["Collected"]?.flag == false { isComplete = false }
      each(group["Results"]) { $0.add($1, right, id) }
    }
    for right in object["UserRights"]?.items ?? JSONValueView.noItems {
      if right["Collected"]?.flag == false { isComplete = false }
      guard right.text("Privilege") == "SeRemoteInteractiveLogonRight" else { continue }
      each(right["Results"]) { $0.add($1, "RemoteInteractiveLogonRight", id) }
    }
    if !isComplete {
      log.account.note(
        "not-collected",
        "Computers of which the sessions or local groups were not collected: who is logged in there is unknown, not nobody.",
        example: object["Properties"]?.text("name") ?? id)
    }
  }

  /// Calls `body` with the identifier of each item of a list, of objects or of texts.
  private mutating func each(
    _ list: JSONValueView?, _ body: (inout BloodHoundGraph, String) -> Void
  ) {
    for item in list?.items ?? JSONValueView.noItems {
      if let id = item.text("ObjectIdentifier") ?? item.text { body(&graph, id.uppercased()) }
    }
  }

  // MARK: - Entra ID

  /// An item of AzureHound: an object, or the members or owners of one.
  private mutating func azure(_ item: JSONValueView) {
    guard let kind = item.text("kind"), let data = item["data"] else { return }
    let lists: [(StaticString, StaticString, StaticString, String)] = [
      ("groupId", "members", "member", "AZMemberOf"), ("groupId", "owners", "owner", "AZOwns"),
      ("appId", "owners", "owner", "AZOwns"), ("servicePrincipalId", "owners", "owner", "AZOwns"),
      ("deviceId", "owners", "owner", "AZOwns"),
    ]
    for (target, list, member, right) in lists {
      guard let object = data.text(target)?.uppercased(), let entries = data[list] else { continue }
      for entry in entries.items {
        guard let id = entry[member]?.text("id") ?? entry.text("id") else { continue }
        graph.add(id.uppercased(), right, object)
      }
      return
    }
    guard let id = data.text("id")?.uppercased() else {
      log.account.note(
        "azure-items-not-read",
        "Items of AzureHound that are neither objects nor members nor owners.",
        example: kind)
      return
    }
    let place = graph.node(id)
    graph.update(place) { node in
      node.name = data.text("userPrincipalName") ?? data.text("displayName") ?? data.text("name")
      node.kind = kind.lowercased()
      node.domain = data.text("tenantName") ?? data.text("tenantId") ?? node.domain
      node.isEnabled = BloodHoundFlag.value(data["accountEnabled"])
      node.isCollected = true
    }
  }
}

/// Truth values as collectors write them.
enum BloodHoundFlag {
  /// A truth value, as such, as text, or alone in a list.
  static func value(_ value: JSONValueView?) -> Bool? {
    guard let value else { return nil }
    if let flag = value.flag { return flag }
    if value.isList { return value.items.lazy.compactMap(\.flag).first }
    switch value.text?.lowercased() {
    case "true": return true
    case "false": return false
    default: return nil
    }
  }
}
