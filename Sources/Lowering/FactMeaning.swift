public import TopologyModel

/// A field of a group: what exposure is stated of.
public struct FieldOfGroup: Hashable, Sendable {
  /// The field.
  public let field: Reference<DataField>
  /// The group whose field it is.
  public let group: Reference<PeopleGroup>

  /// The field of the group.
  public init(_ field: Reference<DataField>, _ group: Reference<PeopleGroup>) {
    self.field = field
    self.group = group
  }
}

/// What a fact of the exposure program says. The engine knows only its index.
public enum FactMeaning: Hashable, Sendable {
  /// intrude(S), steal(K), or a common cause.
  case event(BasicEvent)
  /// control(S)
  case control(Reference<System>)
  /// has(K)
  case has(Reference<Secret>)
  /// A part of a condition; a step that nobody needs to read.
  case condition
  /// The condition of an access rule holds.
  case open(Reference<AccessRule>)
  /// Everything in the dataset can be read at its place.
  case opened(Reference<Dataset>)
  /// A field of a group is read from a dataset.
  case read(Reference<Dataset>, FieldOfGroup)
  /// A flow is read on its way.
  case tapped(Reference<Flow>)
  /// exposed(f, g)
  case exposed(FieldOfGroup)
  /// exposed(f, g) or derivable(f, g), or either for a group above.
  case known(FieldOfGroup)
  /// What a dataset holds without the file's listing it is read: some field, of somebody.
  case unlistedRead(Reference<Dataset>, UnlistedCell)
  /// perhaps(f, g): because something was read that the file does not list, the field may be exposed for the group.
  case perhaps(UnlistedCell)
  /// The field is known of the group or of one above, or what was read and is not listed may make it so.
  case perhapsKnown(FieldOfGroup)
  /// An organization is entered of which the file has no system.
  case entered(Reference<Organization>)
}

/// By which rule of the semantics a clause stands in the exposure program.
public enum ClauseReason: Hashable, Sendable {
  /// control(S) ← intrude(S); has(K) ← steal(K)
  case event
  /// control(S) or has(K) ← a common cause that hits it
  case common(Reference<CommonEvent>)
  /// control(S) ← a rule with `controls` is open
  case controls(Reference<AccessRule>)
  /// has(K) ← control(S), S keeps K
  case kept(Reference<Secret>, Reference<System>)
  /// A gate of a condition.
  case condition
  /// A rule is open ← its condition; nothing when it has none
  case requirement(Reference<AccessRule>)
  /// A dataset is opened ← control of its system, not encrypted
  case unencrypted(Reference<Dataset>)
  /// … encrypted, and that system keeps the key
  case keyKeptThere(Reference<Dataset>, Reference<Secret>)
  /// … encrypted, and the intruder has the key
  case keyHad(Reference<Dataset>, Reference<Secret>)
  /// A field is read ← its dataset is opened
  case readInFull(Reference<Dataset>)
  /// A field is read ← an open rule shows it
  case shown(Reference<AccessRule>, Reference<Dataset>)
  /// exposed(f, g) ← read from a dataset
  case exposedByReading(Reference<Dataset>)
  /// A flow is tapped ← control of a system it crosses
  case crossing(Reference<Flow>, Reference<System>)
  /// exposed(f, g) ← a tapped flow passes it
  case exposedInTransit(Reference<Flow>)
  /// known(f, g) ← exposed(f, g)
  case alreadyExposed
  /// known(f, g) ← known(f, the group above)
  case knownAbove
  /// known(f, g) ← an inference
  case inference(Reference<Inference>)
  /// known(f, g) ← an earlier leak
  case leak(Reference<Leak>)
  /// perhaps(·, ·) ← an organization is entered of which the file has no system
  case unlistedThere(Reference<Organization>)
}
