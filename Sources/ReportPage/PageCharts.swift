import Reports

/// Charts of exceedance curves on a page: the first is shown, those of other classes are folded.
struct PageCharts {
  /// A chart and its class.
  struct Entry {
    let personClass: String
    let chart: ExceedanceChart
  }

  /// The prefix of the charts' ids on the page and of their file names.
  let prefix: String
  let entries: [Entry]

  /// The reading instructions and the charts; empty if there are none.
  var markup: String {
    guard !entries.isEmpty else { return "" }
    let page = HTMLRenderer.ofSections()
    var lead = ReportDocument()
    lead.paragraph(
      .init(
        """
        How to read a curve: for a number of people on the horizontal axis, it shows the probability of a year in \
        which more than that number are exposed. On both axes each labelled step is ten times the one before.
        """, .faint))
    let shown = page.render(lead) + element(0)
    let others = entries.indices.dropFirst()
    guard !others.isEmpty else { return shown }
    let names = PageWording.listed(others.map { entries[$0].chart.name }, most: 3)
    return shown + page.fold(.init("The curves of \(names)"), others.map(element).joined())
  }

  /// The same charts as files, one per class.
  func files(_ what: String) -> [IncidentPage.Attachment] {
    entries.enumerated().map { index, entry in
      .init(
        name: "\(prefix)-\(Self.part(of: entry.personClass, number: index + 1)).svg",
        what: "\(what): \(entry.chart.name)", bytes: entry.chart.svg().utf8)
    }
  }

  /// A safe part of a file name; ids may contain characters that a file system does not allow, and may be long.
  ///
  /// Different classes have different parts, also where file names ignore case: an id is used as it is only if it has no
  /// capital letter, and the number of any other follows `_`, which such an id does not contain.
  private static func part(of id: String, number: Int) -> String {
    let isPlain = id.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    return isPlain && id.utf8.count <= 60 ? id : "class_\(number)"
  }

  private func element(_ index: Int) -> String {
    let chart = entries[index].chart
    return PageTemplates.render(
      "chart",
      [
        "name": .text(chart.title), "svg": .markup(chart.element(id: "\(prefix)-\(index + 1)")),
      ])
  }
}
