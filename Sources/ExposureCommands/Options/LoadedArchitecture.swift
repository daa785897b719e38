import Foundation
import TopologyLanguage
import TopologyModel

/// One of several architectures that a command compares.
struct LoadedArchitecture {
  /// The id of the base file among its variants.
  static let asWritten = "as-written"

  /// A variant's id, a file's name, or `as-written`.
  var id: String
  /// The display name; nil to use the id.
  var label: String?
  var topology: Topology

  /// Loads a file, or one of its variants.
  static func one(
    _ path: String, _ variant: String?, as id: String, _ messages: MessageOptions,
    _ console: Console
  ) throws -> LoadedArchitecture {
    try one(
      TopologyOptions.read(path, messages, console), variant, as: id, messages, console)
  }

  /// Loads an architecture of a file that has been read.
  static func one(
    _ source: TopologySource, _ variant: String?, as id: String, _ messages: MessageOptions,
    _ console: Console
  ) throws -> LoadedArchitecture {
    let loaded = try TopologyOptions.load(source, variant: variant, messages, console)
    let topology = loaded.topology
    var label: String? = topology.title.isEmpty ? nil : topology.title
    if let variant { label = topology.variants.first { $0.id == variant }?.label }
    return LoadedArchitecture(id: id, label: label, topology: topology)
  }

  /// Loads several architectures of one file.
  /// - Parameter names: Ids of variants, separated by commas; nil for the base file and all variants.
  static func variants(
    _ names: String?, of path: String, _ messages: MessageOptions, _ console: Console
  ) throws -> [LoadedArchitecture] {
    let source = TopologyOptions.read(path, messages, console)
    let base = try TopologyOptions.load(source, variant: nil, messages, console)
    let known: [String] = base.topology.variants.map { $0.id }
    if let names {
      let written = LoadedArchitecture(id: asWritten, label: "as written", topology: base.topology)
      return try names.split(separator: ",").map { name in
        let id = name.trimmingCharacters(in: .whitespaces)
        return id == asWritten ? written : try one(source, id, as: id, messages, console)
      }
    }
    return all(
      try known.map { try one(source, $0, as: $0, messages, console) }, of: base.topology)
  }
}
