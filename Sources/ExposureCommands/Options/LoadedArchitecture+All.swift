import ArchitectureAnalysis
import TopologyModel

extension LoadedArchitecture {
  /// All architectures of a file: the base file, unless a variant equals it, followed by the variants.
  static func all(
    _ variants: [LoadedArchitecture], of base: Topology
  ) -> [LoadedArchitecture] {
    if variants.contains(where: { base.isSameArchitecture(as: $0.topology) }) { return variants }
    return [LoadedArchitecture(id: asWritten, label: "as written", topology: base)] + variants
  }
}
