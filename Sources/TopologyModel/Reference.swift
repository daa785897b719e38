/// A checked link from one entry of a topology to another: an index into one of its lists.
/// The entry's type is part of the reference, so a system cannot be looked up among secrets.
public struct Reference<Entry>: Hashable, Comparable, Sendable {
  /// Index into the topology's list of that kind.
  public let index: Int

  /// A reference to the entry at `index`.
  public init(_ index: Int) {
    self.index = index
  }

  /// By index, which is the order of the file.
  public static func < (left: Reference, right: Reference) -> Bool {
    left.index < right.index
  }
}

extension Array {
  /// The entry that a reference names. References are made by the loader, which checks them.
  public subscript(reference: Reference<Element>) -> Element {
    get { self[reference.index] }
    set { self[reference.index] = newValue }
  }

  /// References to all entries, in order.
  public var references: [Reference<Element>] {
    indices.map(Reference.init)
  }
}

/// Which member of a fleet an expanded entry is: `store[17]` is member 17 of `store`.
public struct FleetMember: Hashable, Sendable {
  /// The id as written in the file.
  public let declared: String
  /// The member's number, from 1.
  public let number: Int

  /// Member `number` of what is declared as `declared`.
  public init(declared: String, number: Int) {
    self.declared = declared
    self.number = number
  }

  /// The name of the member, `store[17]`, as reports and the command line write it.
  public var id: String { "\(declared)[\(number)]" }
}
