import Foundation
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// Whatever is done to a file, loading it ends in a topology or in a diagnostic, and its findings can be shown.
@Suite struct MutationTests {
  @Test(arguments: RepositoryFiles.graphs, [1, 2] as [UInt64])
  func neverCrashes(path: String, seed: UInt64) throws {
    let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let folder = (path as NSString).deletingLastPathComponent
    var random = SplitMix64(seed: seed)
    for _ in 0..<12 {
      let bytes = mutated(original, &random)
      let all = TopologyLoader().loadAllVariants(
        file: SourceFile(name: "mutated.yaml", bytes: bytes), folder: folder)
      for outcome in [all.base] + all.variants {
        #expect((outcome.topology == nil) == outcome.hasErrors || outcome.variant != nil)
      }
      #expect(all.base.topology != nil || !all.base.diagnostics.isEmpty)
      let text = DiagnosticRenderer(files: all.base.files).render(all.diagnostics)
      #expect(text.isEmpty == all.diagnostics.isEmpty)
    }
  }

  /// A few changes: bytes turned, cut out, doubled or moved, lines left out, the end cut off.
  private func mutated(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard bytes.count > 2 else { break }
      let place = Int.random(in: 0..<bytes.count - 1, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
      switch Int.random(in: 0..<8, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes.removeSubrange(place...)
      case 4: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
      case 5:
        bytes[place] = Array("{}[]:,&*#|>!%\n \"'-?~.0".utf8).randomElement(using: &random) ?? 0
      case 6:
        let moved = Array(bytes[place..<end])
        bytes.removeSubrange(place..<end)
        bytes.insert(
          contentsOf: moved, at: Int.random(in: 0...bytes.count, using: &random))
      default:
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        lines.remove(at: Int.random(in: 0..<lines.count, using: &random))
        bytes = Array(lines.joined(separator: [10]))
      }
    }
    return bytes
  }
}
