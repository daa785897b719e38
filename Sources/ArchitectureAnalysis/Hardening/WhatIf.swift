import Lowering
import SourceText
public import TopologyLanguage
import TopologyModel

/// A question about the same architecture with something added or switched off.
public struct WhatIf: Hashable, Sendable {
  /// Controls to add, as `kind:subject`, one after another.
  public var with: [String]
  /// What to switch off: flows, access rules as `system.rule`, secrets, systems, and existing controls as
  /// `second-factor:system.rule` or `encryption:system.dataset`.
  public var without: [String]

  /// Creates a question.
  public init(with: [String] = [], without: [String] = []) {
    self.with = with
    self.without = without
  }

  /// Whether nothing is changed.
  public var isEmpty: Bool { with.isEmpty && without.isEmpty }

  /// The question in words, such as `with second-factor:vpn.login, without core.feed`.
  public var words: String {
    let parts = [("with", with), ("without", without)].filter { !$0.1.isEmpty }
    return parts.map { "\($0.0) \($0.1.joined(separator: ", "))" }.joined(separator: ", ")
  }

  /// A name in a question that means nothing in this file.
  public struct UnknownName: Error {
    /// The name.
    public let name: String
    /// What it should have been.
    public let kind: String
    /// The names that there are.
    public let known: [String]
  }

  /// The change to the file that adds the controls, each to what the previous ones made of it.
  /// - Throws: `UnknownName`.
  public func change(of source: TopologySource, variant: String?) throws -> TopologyChange {
    var change = TopologyChange.map([:])
    for name in with {
      guard let declared = Self.load(source, variant, change).declared else { break }
      let controls = HardeningPlan.candidates(for: declared, budget: .max)
      guard let control = controls.first(where: { $0.name == name }) else {
        throw UnknownName(name: name, kind: "control", known: controls.map(\.name))
      }
      change = change.followed(by: control.change)
    }
    return change
  }

  /// Loads the file with the question's changes.
  /// - Throws: `UnknownName`.
  public func load(_ source: TopologySource, variant: String?) throws -> LoadOutcome {
    let change = try change(of: source, variant: variant)
    let outcome = load(source, variant: variant, change)
    for name in without {
      guard var topology = Self.load(source, variant, change).topology else { break }
      guard topology.withdraw(name) else {
        throw UnknownName(
          name: name, kind: "flow, access rule, secret, system or control",
          known: topology.withdrawable)
      }
    }
    return outcome
  }

  /// Loads the file with a change, and switches off what there is of what is asked.
  func load(
    _ source: TopologySource, variant: String?, _ change: TopologyChange
  ) -> LoadOutcome {
    var outcome = Self.load(source, variant, change)
    for name in without { _ = outcome.topology?.withdraw(name) }
    return outcome
  }

  private static func load(
    _ source: TopologySource, _ variant: String?, _ change: TopologyChange
  ) -> LoadOutcome {
    guard change != .map([:]) else { return source.load(variant: variant) }
    return source.load(
      variant: variant, change: SourceFile(name: "--with", text: change.yaml()))
  }
}
