import Foundation
import Lowering
import Reports
import RequirementChecks
import SourceText
import Testing
import TopologyLanguage

/// What a report of requirements leaves out, it says: in SARIF within its receivers' limits, and in a baseline.
@Suite struct CheckReportTests {
  /// A report of a text, in which so many violations of a requirement are looked into.
  private static func report(
    _ text: String, name: String = "file.yaml", most: Int = 20, baseline: Baseline? = nil
  ) throws -> CheckReport {
    CheckReport(
      [try part(text, name: name, most: most)], day: "2026-11-27", baseline: baseline, limit: 5)
  }

  private static func part(_ text: String, name: String, most: Int = 20) throws -> CheckReport.Part
  {
    let outcome = TopologyLoader().load(file: SourceFile(name: name, text: text))
    let topology = try #require(outcome.topology, "\(outcome.diagnostics)")
    var options = RequirementCheck.Options()
    options.limit = most
    let check = RequirementCheck(LoweredTopology(topology), variant: nil, options)
    return CheckReport.Part(
      file: name, variant: nil, naming: Naming(topology, files: outcome.files),
      findings: check.findings)
  }

  /// Systems of which each leads to the next, and the last to names; a requirement accepted until later.
  private static func chain(_ length: Int) -> String {
    var text = """
      people: { clients: { count: 100 } }
      fields: { name: {} }
      secrets:
      \((0..<length).map { "  s\($0): {}" }.joined(separator: "\n"))
      systems:
        store:
          datasets: { names: { people: clients, fields: name } }
          access: { last: { requires: s\(length - 1), reads: names } }

      """
    for index in 1..<length {
      text +=
        "  hop\(index): { secrets: s\(index), access: { in: { requires: s\(index - 1), controls: true } } }\n"
    }
    return text + """
      requirements:
        never: { never-exposed: { fields: name } }
        later: { until: 2099-01-01, never-exposed: { fields: name } }
        from-the-end: { never-exposed: { fields: name, from: s0 } }

      """
  }

  private typealias Object = [String: Any]

  /// The run of a SARIF file.
  private static func run(_ report: CheckReport, _ limits: SARIFLimits) throws -> Object {
    let text = try report.sarif(version: "1.0.0", limits: limits).text()
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
    return try #require((log["runs"] as? [Object])?.first)
  }

  private static func warnings(_ run: Object) -> [String] {
    let invocation = (run["invocations"] as? [Object])?.first
    return (invocation?["toolExecutionNotifications"] as? [Object] ?? [])
      .compactMap { ($0["message"] as? Object)?["text"] as? String }
  }

  private static func flows(_ run: Object) -> [Object] {
    (run["results"] as? [Object] ?? []).flatMap { $0["codeFlows"] as? [Object] ?? [] }
  }

  private static func steps(_ flow: Object) -> Int {
    (flow["threadFlows"] as? [Object])?.first.flatMap { $0["locations"] as? [Object] }?.count ?? 0
  }

  @Test func whatFitsIsWhole() throws {
    let run = try Self.run(try Self.report(Self.chain(9)), SARIFLimits())
    #expect(Self.warnings(run) == [])
    #expect(Self.flows(run).allSatisfy { $0["message"] == nil })
    #expect(Self.flows(run).map(Self.steps).max() ?? 0 > 15)
  }

  @Test func aFlowKeepsItsEnds() throws {
    var limits = SARIFLimits()
    let whole = Self.flows(try Self.run(try Self.report(Self.chain(9)), limits))
    limits.steps = 5
    let cut = Self.flows(try Self.run(try Self.report(Self.chain(9)), limits))
    #expect(cut.count == whole.count)
    for (whole, cut) in zip(whole, cut) {
      let (all, left) = (Self.steps(whole), Self.steps(cut))
      #expect(left == min(5, all))
      let message = (cut["message"] as? Object)?["text"] as? String
      #expect(
        message
          == (all > 5
            ? "\(all - 5) of \(all) steps in the middle were left out: receivers show 5" : nil))
    }
    func texts(_ flow: Object) -> [String] {
      let locations = (flow["threadFlows"] as? [Object])?.first?["locations"] as? [Object] ?? []
      return locations.compactMap {
        (($0["location"] as? Object)?["message"] as? Object)?["text"] as? String
      }
    }
    for (whole, cut) in zip(whole, cut) {
      #expect(texts(cut).first == texts(whole).first)
      #expect(texts(cut).last == texts(whole).last)
    }
  }

  @Test func allFlowsTogetherAreLimited() throws {
    var limits = SARIFLimits()
    limits.stepsInAll = 30
    let run = try Self.run(try Self.report(Self.chain(9)), limits)
    #expect(Self.flows(run).map(Self.steps).reduce(0, +) <= 30)
    let results = (run["results"] as? [Object] ?? []).count
    let left = results - Self.flows(run).count
    #expect(left > 0)
    #expect(
      Self.warnings(run) == [
        "the ways of \(left) results were left out: all ways together have at most 30 steps"
      ])
  }

  @Test func theWorstResultsAreKept() throws {
    let report = try Self.report(Self.chain(9))
    let all = try Self.run(report, SARIFLimits())["results"] as? [Object] ?? []
    let errors = all.filter { $0["level"] as? String == "error" }.count
    try #require(errors > 5 && errors < all.count)
    var limits = SARIFLimits()
    limits.results = errors
    limits.rules = 1
    let run = try Self.run(report, limits)
    let results = run["results"] as? [Object] ?? []
    #expect(results.count == errors)
    #expect(results.allSatisfy { $0["level"] as? String == "error" })
    #expect(
      Self.warnings(run) == [
        "\(all.count - errors) of \(all.count) results were left out, the mildest: receivers show \(errors)",
        "2 of 3 rules were left out: receivers take 1",
      ])
    // A result's rule is always there.
    let driver = (run["tool"] as? Object)?["driver"] as? Object
    let rules = (driver?["rules"] as? [Object] ?? []).compactMap { $0["id"] as? String }
    #expect(rules == ["never", "from-the-end"])
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(result["ruleId"] as? String == rules[index])
    }
  }

  // MARK: - Baselines

  /// Stores that each expose names alone.
  private static func stores(_ numbers: Range<Int>) -> String {
    """
    people: { clients: { count: 100 } }
    fields: { name: {} }
    systems:
    \(numbers.map { "  store\($0): { datasets: { names: { people: clients, fields: name } } }" }.joined(separator: "\n"))
    requirements:
      never: { never-exposed: { fields: name } }

    """
  }

  @Test func aFindingSaysThatThereAreMore() throws {
    let cut = try Self.report(Self.stores(0..<8), most: 5)
    #expect(cut.rows[0].violations.count == 5)
    #expect(cut.rows[0].finding.limit == "only the first 5 violations were looked into")
    let whole = try Self.report(Self.stores(0..<5), most: 5)
    #expect(whole.rows[0].violations.count == 5 && whole.rows[0].finding.limit == nil)
    #expect(
      Self.warnings(try Self.run(cut, SARIFLimits())) == [
        "never: only the first 5 violations were looked into"
      ])
  }

  @Test func aBaselineHasAll() throws {
    let old = try Self.report(Self.stores(0..<60), most: 1_000)
    let baseline = old.baseline
    #expect(baseline.violations.count == 60 && baseline.limits == nil)
    #expect(
      try Self.report(Self.stores(0..<60), most: 1_000, baseline: baseline).count(.known) == 1)
    let more = try Self.report(Self.stores(0..<61), most: 1_000, baseline: baseline)
    #expect(more.count(.violated) == 1)
    #expect(
      more.rows[0].violations.filter { !$0.isKnown }.map(\.violation.element.id) == [
        "store60.names"
      ])
    let fewer = try Self.report(Self.stores(1..<60), most: 1_000, baseline: baseline)
    #expect(fewer.count(.known) == 1 && fewer.gone.count == 1)
  }

  @Test func aBaselineSaysItsLimit() throws {
    let baseline = try Self.report(Self.stores(0..<60), most: 10).baseline
    #expect(baseline.violations.count == 10 && baseline.limits == ["never | as-written": 10])
    let again = try Baseline(reading: Data(baseline.text.utf8))
    #expect(again.limits == baseline.limits && again.violations == baseline.violations)
    // With the limit written down the rest is taken for known, and the finding says that it was not looked into.
    let same = try Self.report(Self.stores(0..<60), most: 10, baseline: again)
    #expect(same.count(.known) == 1 && same.rows[0].finding.limit != nil)
    // What was not looked into is not said to be gone.
    let other = try Self.report(Self.stores(5..<60), most: 10, baseline: again)
    #expect(other.gone == [])
    // A baseline that had all knows none of the rest.
    let whole = try Self.report(Self.stores(0..<10), most: 10).baseline
    #expect(whole.limits == nil)
    #expect(try Self.report(Self.stores(0..<60), most: 10, baseline: whole).count(.violated) == 1)
  }

  // MARK: - Several files

  /// Where two files state a requirement of one name, a baseline of one says nothing about the other.
  @Test func filesAreToldApart() throws {
    func report(_ names: [String], _ baseline: Baseline?) throws -> CheckReport {
      CheckReport(
        try names.map { try Self.part(Self.stores(0..<2), name: $0) }, day: "2026-11-27",
        baseline: baseline, limit: 5)
    }
    let first = try report(["a.yaml"], nil).baseline
    #expect(try report(["a.yaml"], first).count(.known) == 1)
    #expect(try report(["a.yaml", "b.yaml"], first).count(.violated) == 2)
    let both = try report(["a.yaml", "b.yaml"], nil)
    #expect(both.baseline.violations.count == 4)
    #expect(try report(["a.yaml", "b.yaml"], both.baseline).count(.known) == 2)
    let driver = (try Self.run(both, SARIFLimits())["tool"] as? Object)?["driver"] as? Object
    let rules = (driver?["rules"] as? [Object] ?? []).compactMap { $0["id"] as? String }
    #expect(rules == ["a.yaml: never", "b.yaml: never"])
  }
}
