import Interchange
import PointAnalysis
import SourceText
import TopologyModel

/// The Open-PSA model exchange format 2.0d: a fault tree of one target, for solvers such as SCRAM.
///
/// Its minimal cut sets are the minimal attack sets of the target, and its probability is what `spof` says.
enum OpenPSAExporter: FormatExporter {
  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    guard let target = request.target ?? ExposureTarget.defaults(in: request.lowered).first else {
      throw ExportFailure(
        "this topology has no target", help: "nothing is held about people; name one with --target")
    }
    let tree = try FaultTree(of: target, request)
    var account = ImportAccount(format: "open-psa")
    account.version = "2.0d"
    account.made = [("gates", tree.gates.count), ("basic-events", tree.events.count)]
    account.note(
      "one-target", "A fault tree is of one target; choose another with --target.",
      example: words(of: target, request.topology))
    account.note(
      "likelihoods-missing",
      "Events without a likelihood: a solver finds cut sets and no probability. --assume gives them one.",
      examples: tree.events.filter { $0.likelihood == nil }.map(\.name))
    if tree.gates.isEmpty {
      account.note("never-reached", "Nothing reaches this target: the tree is false.")
    }
    return ExportedFiles("tree.xml", text(tree, request.topology.title), account)
  }

  /// The target as `--target` takes it.
  private static func words(of target: ExposureTarget, _ topology: Topology) -> String {
    let people = target.people.map(topology.id) ?? ""
    return "\(people).\(target.field.map { topology.fields[$0].id } ?? "")"
  }

  private static func text(_ tree: FaultTree, _ title: String) -> String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#, "<opsa-mef>",
      "<label>\(XMLText.escaped(title))</label>", #"<define-fault-tree name="exposure">"#,
    ]
    if tree.gates.isEmpty {
      lines.append(#"<define-gate name="target"><constant value="false"/></define-gate>"#)
    }
    for gate in tree.gates {
      lines.append("<define-gate name=\"\(gate.name)\">")
      lines.append("<label>\(XMLText.escaped(gate.words))</label>")
      lines.append(xml(gate))
      lines.append("</define-gate>")
    }
    lines += ["</define-fault-tree>", "<model-data>"]
    for event in tree.events {
      lines.append("<define-basic-event name=\"\(event.name)\">")
      lines.append("<label>\(XMLText.escaped(event.words))</label>")
      if let likelihood = event.likelihood { lines.append("<float value=\"\(likelihood)\"/>") }
      lines.append("</define-basic-event>")
    }
    return (lines + ["</model-data>", "</opsa-mef>", ""]).joined(separator: "\n")
  }

  /// Any of the formulas of a gate.
  private static func xml(_ gate: FaultTree.Gate) -> String {
    let texts = gate.formulas.map(xml)
    switch texts.count {
    case 0: return #"<constant value="false"/>"#
    case 1: return texts[0]
    default: return "<or>\(texts.joined())</or>"
    }
  }

  /// At least so many of some parts, by the plainest name for it.
  private static func xml(_ formula: FaultTree.Formula) -> String {
    let parts = formula.parts.map { part in
      switch part {
      case .gate(let name): "<gate name=\"\(name)\"/>"
      case .event(let name): "<basic-event name=\"\(name)\"/>"
      }
    }
    switch (formula.count, parts.count) {
    case (0, _): return #"<constant value="true"/>"#
    case (1, 1): return parts[0]
    case (1, _): return "<or>\(parts.joined())</or>"
    case (let count, let all) where count == all: return "<and>\(parts.joined())</and>"
    default: return "<atleast min=\"\(formula.count)\">\(parts.joined())</atleast>"
    }
  }
}
