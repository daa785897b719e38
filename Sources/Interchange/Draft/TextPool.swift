/// Texts that are written many times: one after another, so that each is only copied.
struct TextPool {
  private let bytes: [UInt8]
  private let ends: [Int]
  /// The texts themselves.
  let texts: [String]

  init(_ texts: [String]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count })
    ends = texts.map { text in
      bytes.append(contentsOf: text.utf8)
      return bytes.count
    }
    self.bytes = bytes
    self.texts = texts
  }

  /// The bytes of a text.
  func size(_ index: Int) -> Int { ends[index] - start(index) }

  /// Writes a text.
  @inline(__always)
  func append(_ index: Int, to out: inout [UInt8]) {
    bytes.withUnsafeBufferPointer {
      out.append(contentsOf: UnsafeBufferPointer(rebasing: $0[start(index)..<ends[index]]))
    }
  }

  private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }
}
