import IncidentFindings
import Reports
import TopologyModel

/// Published claims: those that disagree first; many others are folded.
struct RecordSection {
  let report: AnalysisReport

  /// Nil if there are no claims.
  var section: ReportPage.Section? {
    var document = ReportDocument()
    report.addClaims(to: &document)
    guard let table = document.blocks.lazy.compactMap(Self.table).first else { return nil }
    let claims = report.analysis.claims
    func rows(_ verdict: [ClaimVerdict]) -> [[ReportDocument.Line]] {
      zip(claims, table.rows).filter {
        verdict.contains($0.0.verdict) && $0.0.supersededBy == nil
      }.map(\.1)
    }
    let corrected = zip(claims, table.rows).filter { $0.0.supersededBy != nil }.map(\.1)
    let page = HTMLRenderer.ofSections
    let (disagreeing, agreeing) = (rows([.contradicted]) + rows([.open]), rows([.consistent]))
    var shown = ReportDocument()
    shown.paragraph(.init(Self.lead, .faint))
    shown.table(table.columns, disagreeing)
    if disagreeing.isEmpty {
      shown.paragraph(.init("No claim disagrees with the topology.", .good))
    }
    var others = ReportDocument()
    others.table(table.columns, agreeing)
    let isShort = agreeing.count <= 5
    let heading =
      "\(PageWording.counted(agreeing.count, "claim")) that \(agreeing.count == 1 ? "agrees" : "agree")"
    let body =
      agreeing.isEmpty
      ? "" : isShort ? page.render(others) : page.fold(.init(heading), page.render(others))
    var earlier = ReportDocument()
    earlier.table(table.columns, corrected)
    let history =
      corrected.isEmpty
      ? ""
      : page.fold(
        .init("\(PageWording.counted(corrected.count, "claim")) superseded by later figures"),
        page.render(earlier))
    var taken = ReportDocument()
    report.addTaken(to: &taken)
    report.addRecords(to: &taken)
    return ReportPage.Section(
      id: "record", heading: "Published claims",
      body: page.render(shown) + body + history + page.render(taken))
  }

  private static let lead = """
    Published statements are part of the input. Each claim is compared with the result for this topology. \
    Contradicted: the claim and the topology cannot both be right. Open: the claim may be right or wrong.
    """

  private static func table(_ block: ReportDocument.Block) -> ReportDocument.Table? {
    if case .table(let table) = block { table } else { nil }
  }
}
