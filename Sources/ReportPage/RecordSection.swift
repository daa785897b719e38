import IncidentFindings
import Reports
import TopologyModel

/// Claims against the record: those that do not agree first, the others folded when they are many.
struct RecordSection {
  let report: AnalysisReport

  /// nil: nothing was claimed.
  var section: ReportPage.Section? {
    var document = ReportDocument()
    report.addClaims(to: &document)
    guard let table = document.blocks.lazy.compactMap(Self.table).first else { return nil }
    let verdicts = report.analysis.claims.map(\.verdict)
    func rows(_ verdict: [ClaimVerdict]) -> [[ReportDocument.Line]] {
      zip(verdicts, table.rows).filter { verdict.contains($0.0) }.map(\.1)
    }
    let page = HTMLRenderer.ofSections()
    let (disagreeing, agreeing) = (rows([.contradicted]) + rows([.open]), rows([.consistent]))
    var shown = ReportDocument()
    shown.paragraph(.init(Self.lead, .faint))
    shown.table(table.columns, disagreeing)
    if disagreeing.isEmpty { shown.paragraph(.init("No claim disagrees.", .good)) }
    var others = ReportDocument()
    others.table(table.columns, agreeing)
    let isShort = agreeing.count <= 5
    let heading =
      "\(PageWording.counted(agreeing.count, "claim")) that \(agreeing.count == 1 ? "agrees" : "agree")"
    let body =
      agreeing.isEmpty
      ? "" : isShort ? page.render(others) : page.fold(.init(heading), page.render(others))
    return ReportPage.Section(
      id: "record", heading: "Claims against the record", body: page.render(shown) + body)
  }

  private static let lead = """
    What was published is input, too: each claim is held against what the topology gives. Contradicted: it \
    cannot be true if the topology is. Open: it may or may not be.
    """

  private static func table(_ block: ReportDocument.Block) -> ReportDocument.Table? {
    if case .table(let table) = block { table } else { nil }
  }
}
