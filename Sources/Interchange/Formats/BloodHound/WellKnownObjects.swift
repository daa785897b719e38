/// Objects that have the same identifier in every domain (Microsoft, "Well-known SIDs").
enum WellKnownObjects {
  /// What is known of an identifier that no file describes: a name, and whether it is a group.
  static func name(of id: String) -> String? {
    if let range = id.firstRange(of: "S-1-5-32-") {
      return builtin[String(id[range.upperBound...])].map { "BUILTIN/\($0)" }
    }
    if let range = id.firstRange(of: "S-1-"), let name = universal[String(id[range.lowerBound...])]
    {
      return name
    }
    guard id.hasPrefix("S-1-5-21-"), let last = id.split(separator: "-").last else { return nil }
    return groups[String(last)]
  }

  /// The name of the domain in an identifier such as `HARBOUR.LOCAL-S-1-5-32-544`.
  static func domain(of id: String) -> String? {
    guard let range = id.firstRange(of: "-S-1-"), range.lowerBound > id.startIndex else {
      return nil
    }
    return String(id[..<range.lowerBound])
  }

  /// The identifier of the domain of an object.
  static func domainID(of id: String) -> String? {
    guard id.hasPrefix("S-1-5-21-"), let dash = id.lastIndex(of: "-") else { return nil }
    return String(id[..<dash])
  }

  /// Whether an identifier is of Everyone, or of all who are logged in.
  static func isEverybody(_ id: String) -> Bool { id.hasSuffix("S-1-1-0") || isAuthenticated(id) }

  /// Whether an identifier is of all who are logged in.
  static func isAuthenticated(_ id: String) -> Bool {
    id.hasSuffix("-S-1-5-11") || id == "S-1-5-11"
  }

  private static let groups = [
    "498": "ENTERPRISE READ-ONLY DOMAIN CONTROLLERS", "512": "DOMAIN ADMINS", "513": "DOMAIN USERS",
    "514": "DOMAIN GUESTS", "515": "DOMAIN COMPUTERS", "516": "DOMAIN CONTROLLERS",
    "517": "CERT PUBLISHERS", "518": "SCHEMA ADMINS", "519": "ENTERPRISE ADMINS",
    "520": "GROUP POLICY CREATOR OWNERS", "521": "READ-ONLY DOMAIN CONTROLLERS",
    "522": "CLONEABLE DOMAIN CONTROLLERS", "525": "PROTECTED USERS", "526": "KEY ADMINS",
    "527": "ENTERPRISE KEY ADMINS", "553": "RAS AND IAS SERVERS",
    "571": "ALLOWED RODC PASSWORD REPLICATION GROUP",
    "572": "DENIED RODC PASSWORD REPLICATION GROUP",
  ]

  private static let builtin = [
    "544": "Administrators", "545": "Users", "546": "Guests", "547": "Power-Users",
    "548": "Account-Operators", "549": "Server-Operators", "550": "Print-Operators",
    "551": "Backup-Operators", "552": "Replicators",
    "554": "Pre-Windows-2000-Compatible-Access", "555": "Remote-Desktop-Users",
    "556": "Network-Configuration-Operators", "557": "Incoming-Forest-Trust-Builders",
    "558": "Performance-Monitor-Users", "559": "Performance-Log-Users",
    "560": "Windows-Authorization-Access-Group", "561": "Terminal-Server-License-Servers",
    "562": "Distributed-COM-Users", "568": "IIS_IUSRS", "569": "Cryptographic-Operators",
    "573": "Event-Log-Readers", "574": "Certificate-Service-DCOM-Access",
    "578": "Hyper-V-Administrators", "579": "Access-Control-Assistance-Operators",
    "580": "Remote-Management-Users", "582": "Storage-Replica-Administrators",
  ]

  private static let universal = [
    "S-1-1-0": "EVERYONE", "S-1-5-7": "ANONYMOUS LOGON", "S-1-5-9": "ENTERPRISE DOMAIN CONTROLLERS",
    "S-1-5-11": "AUTHENTICATED USERS", "S-1-5-4": "INTERACTIVE", "S-1-5-18": "LOCAL SYSTEM",
    "S-1-5-19": "LOCAL SERVICE", "S-1-5-20": "NETWORK SERVICE", "S-1-5-10": "SELF",
    "S-1-3-0": "CREATOR OWNER", "S-1-5-13": "TERMINAL SERVER USERS",
    "S-1-5-14":
      "REMOTE INTERACTIVE LOGON", "S-1-5-15": "THIS ORGANIZATION",
  ]
}
