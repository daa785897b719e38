import Propagation
import Testing

/// The places of the bits of a word, one by one and in order.
@Suite struct SetBitsTests {
  @Test(arguments: [0, 1, 1 << 63, .max, 0b1011, 0x8000_0001_0000_0000] as [UInt64])
  func areThePlacesOfTheBits(word: UInt64) {
    let expected = (0..<64).filter { word >> UInt64($0) & 1 == 1 }
    #expect(Array(SetBits(word)) == expected)
    #expect(Array(SetBits(word, from: 640)) == expected.map { $0 + 640 })
  }
}
