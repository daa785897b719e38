/// A checked reference to an entry of a topology: an index into one of its lists. The entry's type is part of
/// the reference, so a system cannot be looked up among secrets.
public struct Reference<Entry>: Hashable, Comparable, Sendable {
  /// The index in the topology's list of that kind.
  public let index: Int

  /// Creates a reference to the entry at `index`.
  public init(_ index: Int) {
    self.index = index
  }

  /// Orders by index, which is the order of the file.
  public static func < (left: Reference, right: Reference) -> Bool {
    left.index < right.index
  }
}

extension Array {
  /// The entry that a reference refers to. The loader creates and checks references.
  public subscript(reference: Reference<Element>) -> Element {
    get { self[reference.index] }
    set { self[reference.index] = newValue }
  }

  /// References to all entries, in order.
  public var references: [Reference<Element>] {
    indices.map(Reference.init)
  }
}

/// The fleet member that an expanded entry is: `store[17]` is member 17 of `store`.
public struct FleetMember: Hashable, Sendable {
  /// The id as written in the file.
  public let declared: String
  /// The member's number, from 1.
  public let number: Int

  /// Creates member `number` of the fleet `declared`.
  public init(declared: String, number: Int) {
    self.declared = declared
    self.number = number
  }

  /// The member's name, such as `store[17]`, as used in reports and on the command line.
  public var id: String { "\(declared)[\(number)]" }
}
