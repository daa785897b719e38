/// Order of ISO 8601 dates of different precision.
package enum DateOrder {
  /// Whether the first is over before the second begins, as far as both are said: 2023 is before 2024-01,
  /// and 2024 neither before nor after 2024-01. Times count where both say one, and offsets from UTC where both
  /// say them.
  package static func isBefore(_ first: String, _ second: String) -> Bool {
    if let left = Moment(first), let right = Moment(second),
      (left.offset == nil) == (right.offset == nil)
    {
      return left.minutes < right.minutes
    }
    let length = min(first.utf8.count, second.utf8.count, 10)
    return first.prefix(length) < second.prefix(length)
  }

  /// A day with a time, in minutes since a fixed day.
  private struct Moment {
    var minutes: Int
    /// In minutes; nil: none is written.
    var offset: Int?

    init?(_ text: String) {
      let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
      let time = text.dropFirst(11)
      guard parts.count == 3, let hour = Int(time.prefix(2)),
        let minute = Int(time.dropFirst(3).prefix(2))
      else { return nil }
      let zone = time.dropFirst(5).drop { $0 != "Z" && $0 != "+" && $0 != "-" }
      if zone.first == "Z" {
        offset = 0
      } else if let sign = zone.first {
        guard let hours = Int(zone.dropFirst().prefix(2)), let more = Int(zone.suffix(2)) else {
          return nil
        }
        offset = (sign == "-" ? -1 : 1) * (hours * 60 + more)
      }
      minutes = (Self.days(parts) * 24 + hour) * 60 + minute - (offset ?? 0)
    }

    /// Days of the Gregorian calendar since 1 March of year 0, which puts the leap day at the end of a year.
    private static func days(_ parts: [Int]) -> Int {
      let year = parts[1] > 2 ? parts[0] : parts[0] - 1
      let month = (parts[1] + 9) % 12
      return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] - 1
    }
  }
}
