import TopologyModel

/// Decodes which fields a claim says came out, and how many of them of the same people.
extension TopologyDecoder {
  /// Fields of which each came out of somebody, or of which so many came out of the same people.
  mutating func decodeExposed(_ record: Record, _ claim: inout Claim) {
    let isOfEach = boolean(.each, record) ?? false
    guard let node = value(.exposed, record), arena.kind(node) == .map else {
      claim.exposed = references(.exposed, record, .field) ?? []
      if isOfEach, claim.exposed.count > 1 {
        claim.fieldsTogether = claim.exposed.count...claim.exposed.count
      }
      return
    }
    claim.isOfFieldsTogether = true
    guard let together = self.record(node, .together, name: node) else { return }
    if isOfEach, let each = keyNode(.each, record) {
      report(
        .claimWithoutStatement, "'exposed' says already of how many fields the number is", at: each,
        help: "remove 'each'")
    }
    let given = [Key.allOf, .atLeast, .exactly, .of].filter { keyNode($0, together) != nil }
    guard given == [.allOf] || given == [.atLeast, .of] || given == [.exactly, .of] else {
      // Unknown keys were already reported.
      if together.children.count == given.count * 2 {
        report(
          .conditionForm,
          "fields that came out together need one of 'all-of', 'at-least' with 'of', or 'exactly' with 'of'",
          at: node,
          help: "write { all-of: […] }, { at-least: 2, of: […] } or { exactly: 1, of: […] }")
      }
      return
    }
    let list = given == [.allOf] ? Key.allOf : .of
    claim.exposed = references(list, together, .field) ?? []
    let listed = value(list, together).map { items($0, of: Expected.field.noun).count } ?? 0
    guard listed == claim.exposed.count else { return }
    guard claim.exposed.count > 1 else {
      report(
        .emptyList, "'\(list.text)' needs at least two fields",
        at: value(list, together) ?? keyNode(list, together) ?? node,
        help: "of one field write 'exposed: FIELD'")
      return
    }
    guard given != [.allOf] else {
      claim.fieldsTogether = listed...listed
      return
    }
    guard let wanted = value(given[0], together), let number = wholeNumber(wanted) else { return }
    guard (1...listed).contains(number) else {
      report(
        .atLeastOutOfRange, "'\(given[0].text)' is \(number), of \(listed) fields", at: wanted,
        help: "write a number from 1 to \(listed)")
      return
    }
    claim.fieldsTogether = number...(given[0] == .exactly ? number : listed)
  }
}
