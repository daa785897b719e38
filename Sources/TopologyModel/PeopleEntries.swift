public import SourceText

/// A person class (a root) or a group within a class.
public struct PeopleGroup: Sendable {
  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The size as declared; the loader tightens it to fit the other counts.
  public var size: CountInterval = .unknown
  /// The count that the file states, if the loader has narrowed `size`.
  package var untightened: CountInterval?
  /// The count that the file states.
  package var stated: CountInterval { untightened ?? size }
  /// The parent group; nil for a class.
  public var parent: Reference<PeopleGroup>?
  /// The direct subgroups, in the order of the file.
  public var children: [Reference<PeopleGroup>] = []
  /// Whether the subgroups do not overlap.
  public var disjoint = false
  /// Whether the subgroups together make up the group.
  public var exhaustive = false
  /// The fleet it is split across. After expansion each part has the fleet and belongs to one member.
  public var across: Reference<Organization>?
  /// How large its parts are; nil: as the fleet says, and where it says nothing each from nobody to all. After expansion
  /// what the group or its fleet says.
  public var sizes: FleetSizes?
  /// The controller, who decides why and how these people's data is used.
  public var controller: Reference<Organization>?
  /// The source of the size.
  public var source: Reference<Source>?
  /// The fleet member it belongs to after expansion; nil if none.
  public var member: FleetMember?
  /// Where the entry is written.
  public var position: SourcePosition
  /// Where its count is written, which may be in another file or in a variant; nil: nowhere.
  package var countPosition: SourcePosition?

  /// Whether its parts are assumed to be alike: nobody counted them.
  package var isSplitEvenly: Bool { sizes == .even && across == nil && children.count > 1 }

  /// Creates a group.
  package init(
    id: String, label: String? = nil, size: CountInterval = .unknown,
    parent: Reference<PeopleGroup>? = nil, children: [Reference<PeopleGroup>] = [],
    disjoint: Bool = false, exhaustive: Bool = false, across: Reference<Organization>? = nil,
    sizes: FleetSizes? = nil,
    controller: Reference<Organization>? = nil, source: Reference<Source>? = nil,
    member: FleetMember? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.size = size
    self.parent = parent
    self.children = children
    self.disjoint = disjoint
    self.exhaustive = exhaustive
    self.across = across
    self.sizes = sizes
    self.controller = controller
    self.source = source
    self.member = member
    self.position = position
  }
}

/// A named union of groups or cohorts of one class, independent of the forest of groups.
public struct Cohort: Sendable {
  /// A part: a group, or a cohort defined anywhere. Cycles are errors.
  public enum Part: Hashable, Sendable {
    case group(Reference<PeopleGroup>)
    case cohort(Reference<Cohort>)
  }

  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The size as declared; the loader tightens it.
  public var size: CountInterval = .unknown
  /// The count that the file states, if the loader has narrowed `size`.
  package var untightened: CountInterval?
  /// The count that the file states.
  package var stated: CountInterval { untightened ?? size }
  /// Whether it says something that its parts do not. Otherwise it is a name for a union, and its size follows.
  package var isStatement: Bool { disjoint || stated != .unknown }
  /// Its parts; at least one.
  public var of: [Part] = []
  /// Whether the parts do not overlap.
  public var disjoint = false
  /// The source of the size.
  public var source: Reference<Source>?
  /// The controller, who decides why and how these people's data is used.
  public var controller: Reference<Organization>?
  /// Where the entry is written.
  public var position: SourcePosition
  /// Where its count is written, which may be in another file or in a variant; nil: nowhere.
  package var countPosition: SourcePosition?

  /// Creates a cohort.
  package init(
    id: String, label: String? = nil, size: CountInterval = .unknown, of: [Part] = [],
    disjoint: Bool = false, source: Reference<Source>? = nil,
    controller: Reference<Organization>? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.size = size
    self.of = of
    self.disjoint = disjoint
    self.source = source
    self.controller = controller
    self.position = position
  }
}
