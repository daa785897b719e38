import Reports

/// Charts of exceedance curves on a page: the first is shown, those of the other classes are folded.
struct PageCharts {
  /// A chart with the class it is of.
  struct Entry {
    let personClass: String
    let chart: ExceedanceChart
  }

  /// What the ids of the charts on the page and the names of their files begin with.
  let prefix: String
  let entries: [Entry]

  /// How to read them, and the charts; empty when there are none.
  var markup: String {
    guard !entries.isEmpty else { return "" }
    let page = HTMLRenderer.ofSections()
    var lead = ReportDocument()
    lead.paragraph(
      .init(
        """
        How to read a curve: above a number of people on the lower edge it says how likely a year is in which \
        more than so many are exposed. On both scales each labelled step is ten times the one before.
        """, .faint))
    let shown = page.render(lead) + element(0)
    let others = entries.indices.dropFirst()
    guard !others.isEmpty else { return shown }
    let names = PageWording.listed(others.map { entries[$0].chart.name }, most: 3)
    return shown + page.fold(.init("The curves of \(names)"), others.map(element).joined())
  }

  /// The same as files, one for each class.
  func files(_ what: String) -> [IncidentPage.Attachment] {
    entries.enumerated().map { index, entry in
      .init(
        name: "\(prefix)-\(Self.part(of: entry.personClass, number: index + 1)).svg",
        what: "\(what): \(entry.chart.name)", bytes: entry.chart.svg().utf8)
    }
  }

  /// Ids may have letters that some file system has not, and more of them than a name may have.
  private static func part(of id: String, number: Int) -> String {
    let isPlain = id.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    return isPlain && id.utf8.count <= 60 ? id : "\(number)"
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
