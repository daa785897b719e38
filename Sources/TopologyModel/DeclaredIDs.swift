/// Ids as written in the file, for reports that show a fleet as one item.
extension System {
  /// `store` for `store[17]`.
  public var declaredID: String { member?.declared ?? id }
}

extension Secret {
  /// `login` for `login[17]`.
  public var declaredID: String { member?.declared ?? id }
}

extension Dataset {
  /// `store.rights` for `store[17].rights`.
  public var declaredID: String { member?.declared ?? id }
}

extension Flow {
  /// `feed` for `feed[17]`.
  public var declaredID: String { member?.declared ?? id }
}

extension Service {
  /// `counter` for `counter[17]`.
  public var declaredID: String { member?.declared ?? id }
}

extension PeopleGroup {
  /// `insured` for `insured[17]`.
  public var declaredID: String { member?.declared ?? id }
}
