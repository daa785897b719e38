/// The graph of a BloodHound collection before it becomes a topology: who can do what to whom.
///
/// The start of an edge is who gains, its end what is gained.
struct BloodHoundGraph {
  /// A user, a computer, a group or another object.
  struct Node {
    /// The SID, GUID or other identifier.
    var id: String
    var name: String?
    /// The kind in lower case; nil while the object is only named.
    var kind: String?
    /// The name of its domain or tenant.
    var domain: String?
    /// nil: not said.
    var isEnabled: Bool?
    var hasServiceName = false
    /// Whether a SharpHound file describes it.
    var isCollected = false
  }

  /// What an edge is.
  struct Edge: Hashable {
    var from: Int
    var to: Int
    /// The index of its kind.
    var kind: Int
  }

  private(set) var nodes: [Node] = []
  private var places: [String: Int] = [:]
  private(set) var edges: [Edge] = []
  private var known: Set<Edge> = []
  private(set) var kinds: [String] = []
  private var kindPlaces: [String: Int] = [:]
  /// Names of domains by the identifier that their objects begin with.
  var domains: [String: String] = [:]
  /// What holds what: organizational units, containers and domains. One that no file describes holds nothing.
  var containers: [(container: String, object: String)] = []
  /// Objects that were deleted and are in the files all the same.
  var deleted: Set<String> = []

  /// The node with an identifier, a new one if nothing names it yet.
  mutating func node(_ id: String) -> Int {
    if let place = places[id] { return place }
    places[id] = nodes.count
    nodes.append(Node(id: id))
    return nodes.count - 1
  }

  /// The node with an identifier; nil if nothing names it.
  func find(_ id: String) -> Int? { places[id] }

  /// Changes a node.
  mutating func update(_ place: Int, _ change: (inout Node) -> Void) { change(&nodes[place]) }

  /// Adds an edge, once.
  mutating func add(_ from: Int, _ kind: String, _ to: Int) {
    let number: Int
    if let place = kindPlaces[kind] {
      number = place
    } else {
      number = kinds.count
      kindPlaces[kind] = number
      kinds.append(kind)
    }
    let edge = Edge(from: from, to: to, kind: number)
    if known.insert(edge).inserted { edges.append(edge) }
  }

  /// Adds an edge between objects by their identifiers; nothing if one of them was deleted.
  mutating func add(_ from: String, _ kind: String, _ to: String) {
    guard !from.isEmpty, !to.isEmpty, !deleted.contains(from), !deleted.contains(to) else { return }
    add(node(from), kind, node(to))
  }
}

/// What a kind of edge means.
enum BloodHoundEdge {
  /// Whoever controls its start controls its end.
  case control
  /// A session on its end that is not control of it.
  case session
  /// One of two rights that only together replicate passwords.
  case replication
  /// No way for an intruder.
  case none
  /// A kind that BloodHound does not define.
  case unknown

  /// The meaning of BloodHound's own kinds, without regard to case.
  /// - Source: SpecterOps, bloodhound-docs, docs/resources/edges; schemas of BloodHound CE 8.
  static func meaning(of kind: String) -> BloodHoundEdge {
    let key = kind.lowercased()
    if controls.contains(key) { return .control }
    if ["canrdp", "executedcom", "canpsremote"].contains(key) { return .session }
    if ["getchanges", "getchangesall"].contains(key) { return .replication }
    if others.contains(key) || key.hasPrefix("azmgapplication") { return .none }
    if key.hasPrefix("adcsesc") || key.hasPrefix("coerceandrelayntlm") { return .control }
    return .unknown
  }

  private static let controls = Set(
    """
    genericall genericwrite writedacl writeowner owns writeownerlimitedrights ownslimitedrights \
    allextendedrights forcechangepassword addmember addmembers addself addallowedtoact \
    addkeycredentiallink allowedtoact allowedtodelegate adminto memberof hassession hassidhistory \
    contains gplink readlapspassword readgmsapassword dumpsmsapassword synclapspassword writespn \
    writeaccountrestrictions writegplink sqladmin dcsync dcfor samforesttrust sameforesttrust \
    abusetgtdelegation spoofsidhistory hastrustkeys coercetotgt goldencert canapplygpo \
    gpoappliesto synctoaduser syncedtoaduser syncedtoentrauser claimspecialidentity \
    azaddmembers azaddowner azaddsecret azaksc azakscontributor azappadmin azautomationcontributor \
    azaverecontributor azcloudappadmin azcontains azcontributor azexecutecommand azgetcertificates \
    azgetkeys azgetsecrets azglobaladmin azhasrole azkeyvaultcontributor azkeyvaultkvcontributor \
    azlogicappcontributor azmanagedidentity azmemberof azmgaddmember azmgaddowner azmgaddsecret \
    azmggrantapproles azmggrantrole aznoderesourcegroup azowner azowns azprivilegedauthadmin \
    azprivilegedroleadmin azresetpassword azroleeligible azrunsas azuseraccessadministrator \
    azvmadminlogin azvmcontributor azwebsitecontributor
    """.split(separator: " ").map(String.init))

  private static let others = Set(
    """
    getchangesinfilteredset trustedby crossforesttrust enroll enrollonbehalfof manageca \
    managecertificates delegatedenrollmentagent rootcafor enterprisecafor publishedto \
    trustedforntauth ntauthstorefor issuedsignedby hostscaservice localtocomputer \
    memberoflocalgroup remoteinteractivelogonright remoteinteractivelogonprivilege \
    writepkienrollmentflag writepkinameflag extendedbypolicy oidgrouplink azscopedto azroleapprover \
    propagatesacesto
    """.split(separator: " ").map(String.init))
}
