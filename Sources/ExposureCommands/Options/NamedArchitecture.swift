import ExposureAnalysis
import TopologyModel

/// One of several architectures, by the name it has on the command line.
struct NamedArchitecture {
  var id: String
  var label: String?
  var topology: Topology

  /// What the file itself is called beside its variants.
  static let asWritten = "as-written"

  /// All architectures of a file: its variants, behind the file as written unless one of them changes nothing.
  static func completing(_ variants: [NamedArchitecture], of base: Topology) -> [NamedArchitecture]
  {
    let isSaid = variants.contains { base.isSameArchitecture(as: $0.topology) }
    let written = NamedArchitecture(id: asWritten, label: "as written", topology: base)
    return isSaid ? variants : [written] + variants
  }
}
