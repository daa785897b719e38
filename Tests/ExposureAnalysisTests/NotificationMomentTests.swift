import BreachNotification
import Testing

/// Days, hours and months as notifications count them.
@Suite struct NotificationMomentTests {
  @Test(arguments: [
    ("2024-01-31", NotificationRule.Period.months(1), "2024-02-29"),
    ("2024-02-28", .hours(72), "2024-03-02"),
    ("2024-02-28T23:30", .hours(24), "2024-02-29T23:30"),
    ("2023-12-31T22:00Z", .hours(72), "2024-01-03T22:00Z"),
    ("2024-01-01", .days(60), "2024-03-01"),
    // Across a weekend: from Friday to Monday.
    ("2024-02-02T17:00+01:00", .hours(72), "2024-02-05T17:00+01:00"),
    // Across the change to summer time: the offset stays the one that is written, so the instant is right.
    ("2024-03-29T15:00+01:00", .hours(72), "2024-04-01T15:00+01:00"),
    ("2024-12-30T23:59:59-05:00", .hours(24), "2024-12-31T23:59-05:00"),
    ("2023-01-31", .months(1), "2023-02-28"), ("2024-12-31", .months(1), "2025-01-31"),
    ("2025-03-31T08:00Z", .months(1), "2025-04-30T08:00Z"),
  ])
  func periodsEndOnTheCalendar(
    _ start: String, _ period: NotificationRule.Period, _ end: String
  ) throws {
    #expect(try #require(NotificationMoment(start)).end(of: period)?.text == end)
  }

  /// As acts of the European Union count (Regulation 1182/71, article 3), with the rule that makes the difference.
  @Test(arguments: [
    (
      "2026-11-02T12:17+01:00", NotificationRule.Period.hours(72), "2026-11-05T13:00+01:00",
      [PeriodRule.fullHour]
    ),
    ("2026-11-02T12:00+01:00", .hours(72), "2026-11-05T12:00+01:00", []),
    ("2026-11-02T12:00:05Z", .hours(24), "2026-11-03T13:00Z", [.fullHour]),
    ("2026-12-31T23:30", .hours(24), "2027-01-02T00:00", [.fullHour]),
    // A period of hours ends on a Sunday too.
    ("2026-11-05T09:10Z", .hours(72), "2026-11-08T10:00Z", [.fullHour]),
    ("2026-11-02", .hours(72), "2026-11-05", []),
    // A month ends with its last day, or with the Monday after it.
    ("2026-11-05T13:00+01:00", .months(1), "2026-12-07", [.endOfDay, .workingDay]),
    ("2026-11-06T13:00+01:00", .months(1), "2026-12-07", [.endOfDay, .workingDay]),
    ("2026-11-07T13:00+01:00", .months(1), "2026-12-07", [.endOfDay]),
    ("2026-01-31", .months(1), "2026-03-02", [.endOfDay, .workingDay]),
    ("2026-11-03T08:00Z", .days(10), "2026-11-13", [.endOfDay]),
  ])
  func periodsOfTheUnionEndByItsRegulation(
    _ start: String, _ period: NotificationRule.Period, _ end: String, _ rules: [PeriodRule]
  ) throws {
    let moment = try #require(NotificationMoment(start))
    let found = try #require(PeriodCalendar.regulation1182of71.end(of: period, from: moment))
    #expect(found.moment.text == end)
    #expect(found.rules == rules)
    let plain = try #require(PeriodCalendar.asWritten.end(of: period, from: moment))
    #expect(plain.moment == moment.end(of: period) && plain.rules.isEmpty)
  }

  /// Only laws of the Union are counted by its regulation.
  @Test func lawsCountTheirOwnWay() {
    let byRegulation = NotificationLaw.all.filter { $0.calendar == .regulation1182of71 }.map(\.id)
    #expect(byRegulation == ["gdpr", "nis2"])
  }

  @Test(arguments: [
    "2024", "2024-02", "yesterday", "", "2024-02-31", "2024-13-01", "2024-02-01T25:00",
    "2024-02-01T10:00 or so", "2024-02-01T10", "2024-02-01T1:5", "2024-02-01T10:00:1",
    "2024-02-01T10:00:00:00", "2024-02-01T10:00+25:00", "2024-02-01T10:00-13:00", "2024-02-01T",
    "2024-02-01T10:00+1400", "+024-02-01", "2024-02-1",
  ])
  func whatIsNoDayIsNoMoment(_ text: String) {
    #expect(NotificationMoment(text) == nil)
  }
}
