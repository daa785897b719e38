import ReportPage
import Testing

/// The examples of FIPS 180-4's companion (NIST, "SHA-256 examples") and of RFC 4648.
@Suite struct SecureHashTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func standardsExamples(_ message: String, _ digest: String) {
    #expect(SecureHash(of: message.utf8).hexadecimal == digest)
  }

  @Test func aMillionTimesA() {
    let digest = SecureHash(of: [UInt8](repeating: 0x61, count: 1_000_000)).hexadecimal
    #expect(digest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Every length around the boundaries of blocks gives another digest, and none runs over.
  @Test func lengthsAroundABlock() {
    let digests = (0...130).map { SecureHash(of: [UInt8](repeating: 0, count: $0)).hexadecimal }
    #expect(Set(digests).count == digests.count)
  }

  @Test func inBase64() {
    #expect(
      SecureHash(of: "abc".utf8).base64 == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }
}
