public import TopologyModel

/// A field of a group: the subject of exposure facts.
public struct FieldOfGroup: Hashable, Sendable {
  /// The field.
  public let field: Reference<DataField>
  /// The group.
  public let group: Reference<PeopleGroup>

  /// Creates a cell.
  public init(_ field: Reference<DataField>, _ group: Reference<PeopleGroup>) {
    self.field = field
    self.group = group
  }
}

/// The meaning of a fact of the exposure program. The engine knows only its index.
public enum FactMeaning: Hashable, Sendable {
  /// intrude(S), steal(K), or a common cause.
  case event(BasicEvent)
  /// control(S)
  case control(Reference<System>)
  /// has(K)
  case has(Reference<Secret>)
  /// A part of a condition, which proofs omit.
  case condition
  /// in(Z): the intruder is in a part of the network.
  case inside(Reference<Zone>)
  /// reach(S) for every S of a zone.
  case inReach(Reference<Zone>)
  /// The condition of an access rule holds.
  case open(Reference<AccessRule>)
  /// Everything in the dataset can be read in its system.
  case opened(Reference<Dataset>)
  /// A field of a group is read from a dataset.
  case read(Reference<Dataset>, FieldOfGroup)
  /// A flow is intercepted.
  case tapped(Reference<Flow>)
  /// exposed(f, g)
  case exposed(FieldOfGroup)
  /// exposed(f, g) or derivable(f, g), for the group or an ancestor.
  case known(FieldOfGroup)
  /// A field of the people in an overlap is read from a dataset.
  case overlapRead(CarriedOverlap)
  /// exposed(f, g∩h)
  case overlapExposed(FieldOfOverlap)
  /// exposed(f, g∩h) or derivable(f, g∩h)
  case overlapKnown(FieldOfOverlap)
  /// A field is known of somebody in a class; used only beyond ``OverlapLimits``.
  case knownOfSomebody(FieldOfGroup)
  /// What a dataset holds without the file's listing it is read: some field, of somebody.
  case unlistedRead(Reference<Dataset>, UnlistedCell)
  /// perhaps(f, g): because something was read that the file does not list, the field may be exposed for the
  /// group.
  case perhaps(UnlistedCell)
  /// The field is known of the group or of one above, or what was read and is not listed may make it so.
  case perhapsKnown(FieldOfGroup)
  /// An organization is entered of which the file has no system.
  case entered(Reference<Organization>)
}

/// The rule of the semantics behind a clause of the exposure program.
public enum ClauseReason: Hashable, Sendable {
  /// control(S) ← intrude(S); has(K) ← steal(K)
  case event
  /// control(S) or has(K) ← a common cause that hits it
  case common(Reference<CommonEvent>)
  /// control(S) ← a rule with `controls` is open
  case controls(Reference<AccessRule>)
  /// control(S) ← intrude(S), S is in reach
  case intrudedInReach(Reference<System>)
  /// in(Z) ← control(S), S in Z
  case standsIn(Reference<System>)
  /// in(Z) ← a rule with `enters` is open
  case enters(Reference<AccessRule>)
  /// reach(S) ← in(a zone from which its zone is reachable)
  case reachableFrom(Reference<Zone>)
  /// has(K) ← control(S), S keeps K
  case kept(Reference<Secret>, Reference<System>)
  /// has(K) ← a dataset is read in whose text K stands
  case written(Reference<Secret>, Reference<Dataset>)
  /// A gate of a condition.
  case condition
  /// A rule is open ← its condition; unconditional if it has none
  case requirement(Reference<AccessRule>)
  /// A dataset is opened ← control of its system, not encrypted
  case unencrypted(Reference<Dataset>)
  /// … encrypted, and that system stores the key
  case keyKeptThere(Reference<Dataset>, Reference<Secret>)
  /// … encrypted, and the intruder has the key
  case keyHad(Reference<Dataset>, Reference<Secret>)
  /// A field is read ← its dataset is opened
  case readInFull(Reference<Dataset>)
  /// A field is read ← an open rule shows it
  case shown(Reference<AccessRule>, Reference<Dataset>)
  /// exposed(f, g) ← read from a dataset
  case exposedByReading(Reference<Dataset>)
  /// A flow is intercepted ← control of a system it crosses
  case crossing(Reference<Flow>, Reference<System>)
  /// exposed(f, g) ← an intercepted flow carries it
  case exposedInTransit(Reference<Flow>)
  /// known(f, g) ← exposed(f, g)
  case alreadyExposed
  /// known(f, g) ← known(f, the parent group)
  case knownAbove
  /// known(f, g) ← an inference
  case inference(Reference<Inference>)
  /// known(f, g) ← an earlier leak
  case leak(Reference<Leak>)
  /// perhaps(·, ·) ← an organization is entered of which the file has no system
  case unlistedThere(Reference<Organization>)
}
