public import SourceText

/// A system that runs and can be intruded: a portal, a store, a network.
public struct System: Sendable {
  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The owner; nil if not given.
  public var organization: Reference<Organization>?
  /// The kind; nil if not given.
  public var kind: String?
  /// The yearly likelihood of intrusion, 0 … 1, its own or its organization's.
  public var intrusion: Double?
  /// The country it stands in, ISO 3166 two letters, its own or its organization's.
  public var country: String?
  /// Secrets stored here. Control of the system yields those that are exportable.
  public var secrets: [Reference<Secret>] = []
  /// Its access rules, in the order of the file.
  public var access: [Reference<AccessRule>] = []
  /// Its datasets, in the order of the file.
  public var datasets: [Reference<Dataset>] = []
  /// What it needs to run; nil if nothing.
  public var needs: Condition?
  /// The part of the network it is in; nil: reachable from everywhere.
  public var zone: Reference<Zone>?
  /// The fleet member it belongs to after expansion; nil if none.
  public var member: FleetMember?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a system.
  package init(
    id: String, label: String? = nil, organization: Reference<Organization>? = nil,
    kind: String? = nil, intrusion: Double? = nil, country: String? = nil,
    secrets: [Reference<Secret>] = [],
    access: [Reference<AccessRule>] = [], datasets: [Reference<Dataset>] = [],
    needs: Condition? = nil, member: FleetMember? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.organization = organization
    self.kind = kind
    self.intrusion = intrusion
    self.country = country
    self.secrets = secrets
    self.access = access
    self.datasets = datasets
    self.needs = needs
    self.member = member
    self.position = position
  }
}

/// A way into a system for anyone who meets its condition.
public struct AccessRule: Sendable {
  /// What a rule shows of one dataset.
  public struct Reading: Hashable, Sendable {
    /// The dataset.
    public var dataset: Reference<Dataset>
    /// The fields shown; nil for every field the dataset carries.
    public var fields: [Reference<DataField>]?
    /// The people shown; nil for everyone it carries.
    public var people: [Cohort.Part]?
    /// Further restrictions of `people`: of each list those shown are in one part, too (`all-of`).
    public var within: [[Cohort.Part]] = []
    /// Whether each member of the fleet that has the rule is shown its own part only. Expansion replaces it by
    /// `people`.
    public var isOwn = false
    /// Where the entry is written.
    public var position: SourcePosition

    /// The restrictions one after another; those shown pass all of them. Empty: everyone is shown.
    package var selections: [[Cohort.Part]] { (people.map { [$0] } ?? []) + within }

    /// Creates a reading.
    package init(
      dataset: Reference<Dataset>, fields: [Reference<DataField>]? = nil,
      people: [Cohort.Part]? = nil, position: SourcePosition
    ) {
      self.dataset = dataset
      self.fields = fields
      self.people = people
      self.position = position
    }
  }

  /// The id as written, or `access[2]` (from 1) in a list.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The system it belongs to.
  public var system: Reference<System>
  /// The condition; nil if open to everyone.
  public var requires: Condition?
  /// What it shows, by dataset.
  public var reads: [Reading] = []
  /// Whether it gives control of the system.
  public var controls = false
  /// The parts of the network from which it works; nil: from everywhere.
  public var from: [Reference<Zone>]?
  /// The part of the network that it lets into, without control of any system there.
  public var enters: [Reference<Zone>] = []
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates an access rule.
  package init(
    id: String, label: String? = nil, system: Reference<System>, requires: Condition? = nil,
    reads: [Reading] = [], controls: Bool = false, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.system = system
    self.requires = requires
    self.reads = reads
    self.controls = controls
    self.position = position
  }
}

/// A set of records in one system.
public struct Dataset: Sendable {
  /// The id including the system's: `core.rights`, `store[17].rights`.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The system it belongs to.
  public var system: Reference<System>
  /// The people in it. Expansion replaces cohorts by their parts.
  public var people: [Cohort.Part] = []
  /// The fields it holds about each of them.
  public var fields: [Reference<DataField>] = []
  /// Whether the file lists its people, even if the list is empty. A dataset with listed fields only holds them
  /// about people that the file does not name.
  public var listsPeople = true
  /// Whether the file lists its fields, even if the list is empty. A dataset with listed people only holds fields
  /// about them that the file does not name.
  public var listsFields = true
  /// How many records it has; nil if the file does not say.
  public var records: CountInterval?
  /// Secrets that stand in its text: whoever reads it has those that are exportable.
  public var secrets: [Reference<Secret>] = []
  /// Keys of which any one decrypts it: one key, or a fleet's keys seen from outside. Empty if not encrypted.
  public var encryptedWith: [Reference<Secret>] = []
  /// Its retention periods; empty if not given.
  public var retained: [Retention] = []
  /// The fleet member it belongs to after expansion; nil if none.
  public var member: FleetMember?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a dataset.
  package init(
    id: String, label: String? = nil, system: Reference<System>, people: [Cohort.Part] = [],
    fields: [Reference<DataField>] = [], listsPeople: Bool = true, listsFields: Bool = true,
    encryptedWith: [Reference<Secret>] = [], retained: [Retention] = [],
    member: FleetMember? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.system = system
    self.people = people
    self.fields = fields
    self.listsPeople = listsPeople
    self.listsFields = listsFields
    self.encryptedWith = encryptedWith
    self.retained = retained
    self.member = member
    self.position = position
  }
}

/// A flow of data from one dataset to another.
public struct Flow: Sendable {
  /// A field that changes its name or form on the way.
  public struct Renaming: Hashable, Sendable {
    /// The field at the source.
    public var field: Reference<DataField>
    /// The field at the destination.
    public var becomes: Reference<DataField>

    /// Creates a change of field.
    package init(field: Reference<DataField>, becomes: Reference<DataField>) {
      self.field = field
      self.becomes = becomes
    }
  }

  /// Whether the data surely moves.
  public enum Certainty: String, CaseIterable, Sendable {
    /// It moves.
    case certain
    /// It may: what the flow passes is perhaps at the destination, neither surely there nor surely not.
    case possible
  }

  /// The id as written, or `flows[3]` (from 1) in a list.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The source.
  public var from: Reference<Dataset>
  /// The destination.
  public var to: Reference<Dataset>
  /// The fields that pass; nil for every field the source carries.
  public var fields: [Reference<DataField>]?
  /// The people whose data passes; nil for everyone the source carries.
  public var people: [Cohort.Part]?
  /// Fields that change on the way; a field with several entries arrives as each of them.
  public var becomes: [Renaming] = []
  /// Systems that the flow crosses without storing the data.
  public var via: [Reference<System>] = []
  /// Whether it is encrypted end to end, so that the crossed systems cannot read it.
  public var encrypted = false
  /// Whether the data surely moves.
  public var certainty = Certainty.certain
  /// The fleet member it belongs to after expansion; nil if none.
  public var member: FleetMember?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a flow.
  package init(
    id: String, label: String? = nil, from: Reference<Dataset>, to: Reference<Dataset>,
    fields: [Reference<DataField>]? = nil, people: [Cohort.Part]? = nil, becomes: [Renaming] = [],
    via: [Reference<System>] = [], encrypted: Bool = false, certainty: Certainty = .certain,
    member: FleetMember? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.from = from
    self.to = to
    self.fields = fields
    self.people = people
    self.becomes = becomes
    self.via = via
    self.encrypted = encrypted
    self.certainty = certainty
    self.member = member
    self.position = position
  }

  /// What a field arrives as: itself, unless it becomes others.
  /// - Complexity: O(`becomes`).
  public func arrivals(of field: Reference<DataField>) -> [Reference<DataField>] {
    guard !becomes.isEmpty else { return [field] }
    let changed = becomes.filter { $0.field == field }.map(\.becomes)
    return changed.isEmpty ? [field] : changed
  }
}
