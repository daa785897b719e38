public import SourceText

/// Something that runs and can be intruded: a portal, a store, a network.
public struct System: Sendable {
  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// Whose it is; nil: unsaid.
  public var organization: Reference<Organization>?
  /// What sort of thing it is; nil: unsaid.
  public var kind: String?
  /// Yearly likelihood of intrusion, 0 … 1, its own or its organization's.
  public var intrusion: Double?
  /// Secrets kept here: whoever controls the system has those that are exportable.
  public var secrets: [Reference<Secret>] = []
  /// Its access rules, in the order of the file.
  public var access: [Reference<AccessRule>] = []
  /// Its datasets, in the order of the file.
  public var datasets: [Reference<Dataset>] = []
  /// What it cannot run without; nil: nothing.
  public var needs: Condition?
  /// Which member of a fleet it is, after expansion; nil: of none.
  public var member: FleetMember?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
  package init(
    id: String, label: String? = nil, organization: Reference<Organization>? = nil,
    kind: String? = nil, intrusion: Double? = nil, secrets: [Reference<Secret>] = [],
    access: [Reference<AccessRule>] = [], datasets: [Reference<Dataset>] = [],
    needs: Condition? = nil, member: FleetMember? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.organization = organization
    self.kind = kind
    self.intrusion = intrusion
    self.secrets = secrets
    self.access = access
    self.datasets = datasets
    self.needs = needs
    self.member = member
    self.position = position
  }
}

/// A way into a system for whoever meets the condition.
public struct AccessRule: Sendable {
  /// What a rule shows of one dataset.
  public struct Reading: Hashable, Sendable {
    /// What is read.
    public var dataset: Reference<Dataset>
    /// The fields shown; nil: every field the dataset carries.
    public var fields: [Reference<DataField>]?
    /// The people shown; nil: everyone it carries.
    public var people: [Cohort.Part]?
    /// Where it is written.
    public var position: SourcePosition

    /// Memberwise.
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

  /// As written, or `access[2]` (from 1) in a list.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// The system it belongs to.
  public var system: Reference<System>
  /// nil: open to everyone.
  public var requires: Condition?
  /// What it shows, dataset by dataset.
  public var reads: [Reading] = []
  /// The rule gives control of the system.
  public var controls = false
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
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

/// A set of records of one system.
public struct Dataset: Sendable {
  /// With its system's: `core.rights`, `store[17].rights`.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// The system it belongs to.
  public var system: Reference<System>
  /// Whom it holds; cohorts are resolved to their parts on expansion.
  public var people: [Cohort.Part] = []
  /// What it holds about each of them.
  public var fields: [Reference<DataField>] = []
  /// Whether the file lists its people, were it nobody. A dataset of which it lists fields alone holds them of
  /// people whom the file does not name.
  public var listsPeople = true
  /// Whether the file lists its fields, were it none. A dataset of which it lists people alone holds of them
  /// fields that the file does not name.
  public var listsFields = true
  /// Keys any of which opens it: one, or a fleet's from outside. Empty: not encrypted.
  public var encryptedWith: [Reference<Secret>] = []
  /// Until when it has a reason to hold whom; empty: unsaid.
  public var retained: [Retention] = []
  /// Which member of a fleet it is, after expansion; nil: of none.
  public var member: FleetMember?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
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

/// Data lineage: what moves from dataset to dataset.
public struct Flow: Sendable {
  /// A field that arrives as another.
  public struct Renaming: Hashable, Sendable {
    /// As it leaves.
    public var field: Reference<DataField>
    /// As it arrives.
    public var becomes: Reference<DataField>

    /// Memberwise.
    package init(field: Reference<DataField>, becomes: Reference<DataField>) {
      self.field = field
      self.becomes = becomes
    }
  }

  /// As written, or `flows[3]` (from 1) in a list.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// Where it comes from.
  public var from: Reference<Dataset>
  /// Where it arrives.
  public var to: Reference<Dataset>
  /// nil: every field the source carries.
  public var fields: [Reference<DataField>]?
  /// nil: everyone the source carries.
  public var people: [Cohort.Part]?
  /// Fields that arrive as others.
  public var becomes: [Renaming] = []
  /// Systems it crosses without being kept there.
  public var via: [Reference<System>] = []
  /// End to end: those crossed cannot read it.
  public var encrypted = false
  /// Which member of a fleet it is, after expansion; nil: of none.
  public var member: FleetMember?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
  package init(
    id: String, label: String? = nil, from: Reference<Dataset>, to: Reference<Dataset>,
    fields: [Reference<DataField>]? = nil, people: [Cohort.Part]? = nil, becomes: [Renaming] = [],
    via: [Reference<System>] = [], encrypted: Bool = false, member: FleetMember? = nil,
    position: SourcePosition
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
    self.member = member
    self.position = position
  }
}

/// What follows from knowing something, for the same people.
public struct Inference: Sendable {
  /// How sure what follows is.
  public enum Certainty: String, CaseIterable, Sendable {
    case certain
    case likely
    case possible
  }

  /// Unique within its namespace, as written.
  public var id: String
  /// Fields all of which must be known.
  public var from: [Reference<DataField>] = []
  /// What then is known too.
  public var gives: [Reference<DataField>] = []
  /// What else it takes; nil: nothing.
  public var requires: Condition?
  /// How sure it is; nil: unsaid.
  public var certainty: Certainty?
  /// What this rests on.
  public var source: Reference<Source>?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
  package init(
    id: String, from: [Reference<DataField>] = [], gives: [Reference<DataField>] = [],
    requires: Condition? = nil, certainty: Certainty? = nil, source: Reference<Source>? = nil,
    position: SourcePosition
  ) {
    self.id = id
    self.from = from
    self.gives = gives
    self.requires = requires
    self.certainty = certainty
    self.source = source
    self.position = position
  }
}

/// An earlier leak already at large, that cross-referencing joins to.
public struct Leak: Sendable {
  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// Whom it holds.
  public var people: [Cohort.Part] = []
  /// What it holds about each of them.
  public var fields: [Reference<DataField>] = []
  /// Fields all of which are needed to find somebody in the leak.
  public var matchesOn: [Reference<DataField>] = []
  /// What this rests on.
  public var source: Reference<Source>?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
  package init(
    id: String, label: String? = nil, people: [Cohort.Part] = [],
    fields: [Reference<DataField>] = [], matchesOn: [Reference<DataField>] = [],
    source: Reference<Source>? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.people = people
    self.fields = fields
    self.matchesOn = matchesOn
    self.source = source
    self.position = position
  }
}

/// What people and organizations lose when systems stop.
public struct Service: Sendable {
  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// Whose it is; nil: unsaid.
  public var organization: Reference<Organization>?
  /// Whom it serves.
  public var serves: [Holder] = []
  /// What it cannot run without; nil: nothing.
  public var needs: Condition?
  /// nil: none, so losing the needs means down, not degraded.
  public var fallback: Condition?
  /// Which member of a fleet it is, after expansion; nil: of none.
  public var member: FleetMember?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
  package init(
    id: String, label: String? = nil, organization: Reference<Organization>? = nil,
    serves: [Holder] = [], needs: Condition? = nil, fallback: Condition? = nil,
    member: FleetMember? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.organization = organization
    self.serves = serves
    self.needs = needs
    self.fallback = fallback
    self.member = member
    self.position = position
  }
}

/// A common cause: one event, several places at once.
public struct CommonEvent: Sendable {
  /// What an event, an incident or a claim names.
  public indirect enum Target: Hashable, Sendable {
    case system(Reference<System>)
    case secret(Reference<Secret>)
    /// All its systems.
    case organization(Reference<Organization>)
    /// One member (from 1) of what is declared as a fleet: `store[17]`. Only before expansion.
    case member(Int, of: Target)
  }

  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// Yearly, 0 … 1.
  public var likelihood: Double?
  /// What it strikes at once: systems, secrets, organizations.
  public var hits: [Target] = []
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
  package init(
    id: String, label: String? = nil, likelihood: Double? = nil, hits: [Target] = [],
    position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.likelihood = likelihood
    self.hits = hits
    self.position = position
  }
}
