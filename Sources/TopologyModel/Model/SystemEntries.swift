public import SourceText

/// Something that runs and can be intruded: a portal, a store, a network.
public struct System: Sendable {
  public var id: String
  public var label: String?
  public var organization: Reference<Organization>?
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
  public var member: FleetMember?
  public var position: SourcePosition
}

/// A way into a system for whoever meets the condition.
public struct AccessRule: Sendable {
  /// What a rule shows of one dataset.
  public struct Reading: Hashable, Sendable {
    public var dataset: Reference<Dataset>
    /// The fields shown; nil: every field the dataset carries.
    public var fields: [Reference<DataField>]?
    /// The people shown; nil: everyone it carries.
    public var people: [Cohort.Part]?
    public var position: SourcePosition
  }

  /// As written, or `access[2]` (from 1) in a list.
  public var id: String
  public var label: String?
  public var system: Reference<System>
  /// nil: open to everyone.
  public var requires: Condition?
  public var reads: [Reading] = []
  /// The rule gives control of the system.
  public var controls = false
  public var position: SourcePosition
}

/// A set of records of one system.
public struct Dataset: Sendable {
  /// With its system's: `core.rights`, `store[17].rights`.
  public var id: String
  public var label: String?
  public var system: Reference<System>
  /// Whom it holds; cohorts are resolved to their parts on expansion.
  public var people: [Cohort.Part] = []
  public var fields: [Reference<DataField>] = []
  /// Keys any of which opens it: one, or a fleet's from outside. Empty: not encrypted.
  public var encryptedWith: [Reference<Secret>] = []
  public var member: FleetMember?
  public var position: SourcePosition
}

/// Data lineage: what moves from dataset to dataset.
public struct Flow: Sendable {
  /// A field that arrives as another.
  public struct Renaming: Hashable, Sendable {
    public var field: Reference<DataField>
    public var becomes: Reference<DataField>
  }

  /// As written, or `flows[3]` (from 1) in a list.
  public var id: String
  public var label: String?
  public var from: Reference<Dataset>
  public var to: Reference<Dataset>
  /// nil: every field the source carries.
  public var fields: [Reference<DataField>]?
  /// nil: everyone the source carries.
  public var people: [Cohort.Part]?
  public var becomes: [Renaming] = []
  /// Systems it crosses without being kept there.
  public var via: [Reference<System>] = []
  /// End to end: those crossed cannot read it.
  public var encrypted = false
  public var member: FleetMember?
  public var position: SourcePosition
}

/// What follows from knowing something, for the same people.
public struct Inference: Sendable {
  public enum Certainty: String, CaseIterable, Sendable {
    case certain
    case likely
    case possible
  }

  public var id: String
  public var from: [Reference<DataField>] = []
  public var gives: [Reference<DataField>] = []
  public var requires: Condition?
  public var certainty: Certainty?
  public var source: Reference<Source>?
  public var position: SourcePosition
}

/// An earlier leak already at large, that cross-referencing joins to.
public struct Leak: Sendable {
  public var id: String
  public var label: String?
  public var people: [Cohort.Part] = []
  public var fields: [Reference<DataField>] = []
  public var matchesOn: [Reference<DataField>] = []
  public var source: Reference<Source>?
  public var position: SourcePosition
}

/// What people and organizations lose when systems stop.
public struct Service: Sendable {
  public var id: String
  public var label: String?
  public var organization: Reference<Organization>?
  public var serves: [Holder] = []
  public var needs: Condition?
  /// nil: none, so losing the needs means down, not degraded.
  public var fallback: Condition?
  public var member: FleetMember?
  public var position: SourcePosition
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

  public var id: String
  public var label: String?
  /// Yearly, 0 … 1.
  public var likelihood: Double?
  public var hits: [Target] = []
  public var position: SourcePosition
}
