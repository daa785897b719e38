import RequirementChecks
import SourceText
import TopologyModel

extension CheckReport {
  /// JUnit XML: a test case for each requirement and variant. Accepted and known ones are skipped tests.
  package var junit: String {
    let failures = count(.violated)
    let skipped = count(.accepted) + count(.known) + count(.open)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites tests=\"\(rows.count)\" failures=\"\(failures)\">\n"
    text +=
      "  <testsuite name=\"\(XMLText.escaped(title.isEmpty ? "requirements" : title))\" tests=\"\(rows.count)\" "
      + "failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\">\n"
    for row in rows {
      let file = names.files.count > 1 ? "\(row.part.file) " : ""
      let variant = file + (row.part.variant ?? Requirement.asWritten)
      let place = row.requirement.position
      text +=
        "    <testcase name=\"\(XMLText.escaped(row.requirement.id))\" classname=\"\(XMLText.escaped(variant))\" "
        + "file=\"\(XMLText.escaped(row.part.naming.file(place)))\" line=\"\(place.line)\""
      switch row.status {
      case .met: text += "/>\n"
      case .violated:
        let first = row.violations.first { !$0.isKnown }?.violation
        let message = first.map { row.part.naming.sentence($0.detail) } ?? ""
        text += ">\n      <failure message=\"\(XMLText.escaped(message))\">"
        text += row.violations.prefix(limit).map { XMLText.escaped(line($0.violation, row)) }
          .joined(separator: "\n")
        text += "</failure>\n    </testcase>\n"
      case .accepted, .known, .open:
        text += ">\n      <skipped message=\"\(row.status.rawValue)\"/>\n    </testcase>\n"
      }
    }
    return text + "  </testsuite>\n</testsuites>\n"
  }

  private func line(_ violation: RequirementViolation, _ row: Row) -> String {
    let naming = row.part.naming
    return "\(naming.place(violation.element.position)): \(naming.sentence(violation.detail))"
  }

  /// Annotations for GitHub's log: one line for each violation, with its place.
  package var annotations: String {
    var text = ""
    for row in rows {
      for found in row.violations.prefix(limit) {
        let level = row.status == .violated && !found.isKnown ? "error" : "notice"
        text += annotation(level, found.violation, row)
      }
      if row.status == .open, let opening = row.finding.openings.first {
        text += annotation("warning", opening, row)
      }
    }
    for row in unusedExceptions {
      text += annotation(
        "warning", at: row.requirement.untilPosition ?? row.requirement.position, row,
        title: "\(row.requirement.id): exception not needed", note(onUnused: row))
    }
    return text
  }

  private func annotation(_ level: String, _ violation: RequirementViolation, _ row: Row) -> String
  {
    let variant = row.part.variant.map { ", variant \($0)" } ?? ""
    return annotation(
      level, at: violation.element.position, row,
      title: "\(row.requirement.id)\(variant): \(row.status.rawValue)",
      row.part.naming.sentence(violation.detail))
  }

  private func annotation(
    _ level: String, at place: SourcePosition, _ row: Row, title: String, _ message: String
  ) -> String {
    let file = Self.property(row.part.naming.file(place))
    return
      "::\(level) file=\(file),line=\(place.line),col=\(place.column),"
      + "title=\(Self.property(title))::\(Self.data(message))\n"
  }

  /// Text of a workflow command, with what would end the line escaped.
  private static func data(_ text: String) -> String {
    encoded(TerminalText.printable(text), "%\r\n")
  }

  private static func property(_ text: String) -> String {
    encoded(TerminalText.printable(text), "%\r\n:,")
  }

  /// Text with some characters as the runner decodes them: by scalars, because a combining mark makes a colon another
  /// character for Swift, but not for the runner.
  private static func encoded(_ text: String, _ characters: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if characters.unicodeScalars.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
