public import SourceText

/// An inference: fields that can be derived from other fields of the same people.
public struct Inference: Sendable {
  /// The certainty of an inference.
  public enum Certainty: String, CaseIterable, Sendable {
    case certain
    case likely
    case possible
  }

  /// The id as written, unique within its namespace.
  public var id: String
  /// The required fields; all must be known.
  public var from: [Reference<DataField>] = []
  /// The fields that can then be derived.
  public var gives: [Reference<DataField>] = []
  /// An additional condition; nil if none.
  public var requires: Condition?
  /// The certainty; nil if not given.
  public var certainty: Certainty?
  /// The source.
  public var source: Reference<Source>?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates an inference.
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

/// An earlier leak whose data is already available and can be combined with exposed data.
public struct Leak: Sendable {
  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The people in it.
  public var people: [Cohort.Part] = []
  /// The fields it contains about each of them.
  public var fields: [Reference<DataField>] = []
  /// The fields needed to find a person in the leak; all must be known.
  public var matchesOn: [Reference<DataField>] = []
  /// The source.
  public var source: Reference<Source>?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a leak.
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

/// A service that people or organizations lose if systems stop.
public struct Service: Sendable {
  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The provider; nil if not given.
  public var organization: Reference<Organization>?
  /// The people and organizations that use it.
  public var serves: [Holder] = []
  /// What it needs to run; nil if nothing.
  public var needs: Condition?
  /// The fallback; nil if none, so that losing the needs takes it down instead of degrading it.
  public var fallback: Condition?
  /// The fleet member it belongs to after expansion; nil if none.
  public var member: FleetMember?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a service.
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

/// A common cause: one event that hits several places at once.
public struct CommonEvent: Sendable {
  /// The target of an event, an incident or a claim.
  public indirect enum Target: Hashable, Sendable {
    case system(Reference<System>)
    case secret(Reference<Secret>)
    /// An organization, which stands for all its systems.
    case organization(Reference<Organization>)
    /// One member (from 1) of a declared fleet, such as `store[17]`. Only before expansion.
    case member(Int, of: Target)
  }

  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The yearly likelihood, 0 … 1.
  public var likelihood: Double?
  /// What it hits at once: systems, secrets, organizations.
  public var hits: [Target] = []
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates an event.
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
