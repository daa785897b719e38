import Foundation

/// A date, or a date with a time, in ISO 8601. Keeps the offset from UTC as written.
public struct NotificationMoment: Sendable, Hashable {
  /// The ISO 8601 text: `2024-02-01`, `2024-02-01T15:00+01:00`.
  public let text: String
  private let instant: Date
  let hasTime: Bool
  private let offset: String
  /// Whether it lies within an hour and not at its beginning.
  private let isWithinHour: Bool

  /// Parses a date, or a date with a time; nil for anything else, including a month or a year alone.
  public init?(_ text: String) {
    let day = text.prefix(10)
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard day.utf8.count == 10, parts.count == 3 else { return nil }
    var components = DateComponents()
    (components.year, components.month, components.day) = (parts[0], parts[1], parts[2])
    let time = text.dropFirst(10)
    var offset = ""
    var isWithinHour = false
    if !time.isEmpty {
      let form = /[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}:[0-9]{2})?/
      guard let parts = time.wholeMatch(of: form)?.output, let hour = Int(parts.1),
        let minute = Int(parts.2), hour < 24, minute < 60
      else { return nil }
      (components.hour, components.minute) = (hour, minute)
      offset = String(parts.4 ?? "")
      isWithinHour = minute > 0 || (parts.3.flatMap { Int($0) } ?? 0) > 0
      guard Self.isOffset(offset) else { return nil }
    }
    guard let instant = Self.calendar.date(from: components) else { return nil }
    self.init(
      instant, hasTime: !time.isEmpty, offset: offset, isWithinHour: isWithinHour)
    // The calendar would move days that a month does not have into the next month.
    guard self.text.prefix(10) == day else { return nil }
  }

  /// Offsets from UTC range from -12:00 to +14:00.
  private static func isOffset(_ text: String) -> Bool {
    guard text.utf8.count == 6 else { return text.isEmpty || text == "Z" }
    let hour = Int(text.dropFirst().prefix(2)) ?? 99
    let minute = Int(text.suffix(2)) ?? 99
    let limit = text.hasPrefix("-") ? 12 : 14
    return minute < 60 && hour * 60 + minute <= limit * 60
  }

  private init(_ instant: Date, hasTime: Bool, offset: String, isWithinHour: Bool = false) {
    self.instant = instant
    self.hasTime = hasTime
    self.isWithinHour = isWithinHour
    self.offset = offset
    let part = Self.calendar.dateComponents(
      [.year, .month, .day, .hour, .minute], from: instant)
    func digits(_ value: Int?, _ count: Int) -> String {
      let text = String(value ?? 0)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let day = "\(digits(part.year, 4))-\(digits(part.month, 2))-\(digits(part.day, 2))"
    text =
      hasTime ? "\(day)T\(digits(part.hour, 2)):\(digits(part.minute, 2))\(offset)" : day
  }

  /// The end of a period that starts here, counted as it is written; nil if the period has no end. From a date
  /// without a time, 72 hours end on the third day after it, at the same unknown hour. Weekends and holidays
  /// count.
  public func end(of period: NotificationRule.Period) -> NotificationMoment? {
    let (component, value): (Calendar.Component, Int)
    switch period {
    case .withoutUndueDelay: return nil
    case .hours(let hours) where hasTime: (component, value) = (.hour, hours)
    case .hours(let hours): (component, value) = (.day, (hours + 23) / 24)
    case .days(let days): (component, value) = (.day, days)
    // If the month has no such day, its last day counts.
    case .months(let months): (component, value) = (.month, months)
    }
    return Self.calendar.date(byAdding: component, value: value, to: instant).map {
      NotificationMoment($0, hasTime: hasTime, offset: offset)
    }
  }

  /// The beginning of the next full hour; nil at the beginning of one, or if only the day is known.
  var nextFullHour: NotificationMoment? {
    guard hasTime, isWithinHour else { return nil }
    let part = Self.calendar.dateComponents([.year, .month, .day, .hour], from: instant)
    return Self.calendar.date(from: part)
      .flatMap { Self.calendar.date(byAdding: .hour, value: 1, to: $0) }
      .map { NotificationMoment($0, hasTime: true, offset: offset) }
  }

  /// The day, as far as this is known without a time.
  var day: NotificationMoment {
    NotificationMoment(Self.calendar.startOfDay(for: instant), hasTime: false, offset: "")
  }

  /// The Monday after it, for a Saturday or a Sunday; otherwise nil.
  var mondayAfterWeekend: NotificationMoment? {
    let weekday = Self.calendar.component(.weekday, from: instant)
    guard weekday == 1 || weekday == 7 else { return nil }
    return Self.calendar.date(byAdding: .day, value: weekday == 7 ? 2 : 1, to: instant)
      .map { NotificationMoment($0, hasTime: hasTime, offset: offset) }
  }

  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    return calendar
  }()
}
