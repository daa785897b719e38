/// Well-formed UTF-8 (Unicode, table 3-7), as the standard library sees it.
package enum UTF8Check {
  /// Where the first sequence begins that is not well-formed; nil if there is none.
  /// - Complexity: O(bytes).
  package static func firstBad(_ bytes: Span<UInt8>) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
