import Foundation

/// Days of the calendar, as ISO 8601.
enum CalendarDay {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    return calendar
  }()

  /// Today, in UTC.
  static var today: String {
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    return written(parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
  }

  /// Whether a text is a day such as 2026-11-27.
  static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap {
      Int($0)
    }
    guard parts.count == 3, (1...9_999).contains(parts[0]) else { return false }
    let day = DateComponents(
      calendar: calendar, year: parts[0], month: parts[1], day: parts[2])
    return day.isValidDate && written(parts[0], parts[1], parts[2]) == text
  }

  private static func written(_ year: Int, _ month: Int, _ day: Int) -> String {
    func padded(_ number: Int, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
