/// How a law counts its periods.
public enum PeriodCalendar: Sendable {
  /// As they are written.
  case asWritten
  /// As Regulation (EEC, Euratom) No 1182/71 says, article 3, which applies to acts of the European Union.
  case regulation1182of71

  /// The end of a period, with the rules that make it differ from the plain count; nil if the period has no end.
  ///
  /// Public holidays are not known here: a period that ends on one ends later than stated, never earlier. A time
  /// at the full hour is taken for the end of the hour before, the earlier of two readings. A period of hours
  /// is not extended for days off (article 3(4)).
  public func end(
    of period: NotificationRule.Period, from start: NotificationMoment
  ) -> (moment: NotificationMoment, rules: [PeriodRule])? {
    switch (self, period) {
    case (.asWritten, _), (_, .withoutUndueDelay): return start.end(of: period).map { ($0, []) }
    case (.regulation1182of71, .hours):
      let first = start.nextFullHour
      return (first ?? start).end(of: period).map { ($0, first == nil ? [] : [.fullHour]) }
    case (.regulation1182of71, .days), (.regulation1182of71, .months):
      guard let last = start.day.end(of: period) else { return nil }
      let monday = last.mondayAfterWeekend
      return (monday ?? last, monday == nil ? [.endOfDay] : [.endOfDay, .workingDay])
    }
  }
}

/// A rule of Regulation (EEC, Euratom) No 1182/71 by which a deadline is not where the plain count ends.
public enum PeriodRule: String, CaseIterable, Sendable {
  /// The hour in which the organization became aware does not count.
  case fullHour = "1182/71 3(1)"
  /// A period of days or months ends with the last hour of its last day.
  case endOfDay = "1182/71 3(2)"
  /// A period that ends on a Saturday or a Sunday ends on the next working day.
  case workingDay = "1182/71 3(4)"
}
