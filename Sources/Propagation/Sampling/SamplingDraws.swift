/// The draws of one random event: a function of seed, key and trial, so that it matters neither who asks nor
/// in which order, and so that the same event in two programs happens in the same trials.
///
/// Each trial has a uniform number U; the event happens when U < p. So when only p differs, the smaller p's
/// trials are among the larger one's. The numbers of 64 trials are produced bit by bit from the most
/// significant, and only until it is decided for all 64: about 8 steps, however small p is.
public struct EventDraws: Sendable {
  private let start: UInt64
  private let stride: UInt64
  /// p · 2⁶⁴, rounded down; unused when `isCertain`.
  private let threshold: UInt64
  private let isCertain: Bool

  /// The draws of an event with this key and probability.
  public init(seed: UInt64, key: UInt64, probability: Double) {
    start = Mixer.mixed(Mixer.mixed(seed &+ Mixer.golden) ^ key)
    // An odd stride of its own for each key, so that no two events walk through the same numbers.
    stride = Mixer.mixed(start &+ Mixer.golden) | 1
    isCertain = probability >= 1
    threshold = isCertain ? 0 : UInt64(probability * 0x1p64)
  }

  /// Draws for the trials 64·word ..< 64·(word + 1), a bit each, the first in the lowest bit.
  /// - Complexity: O(1) expected.
  public func word(_ word: Int) -> UInt64 {
    var result: UInt64 = 0
    withUnsafeMutablePointer(to: &result) { words(from: word, count: 1, into: $0) }
    return result
  }

  /// Draws for `count` words of trials, from one on. Many at once take a fraction of the time of each alone.
  /// - Complexity: O(count) expected.
  public func words(from first: Int, count: Int, into words: UnsafeMutablePointer<UInt64>) {
    if isCertain || threshold == 0 {
      words.update(repeating: isCertain ? .max : 0, count: count)
      return
    }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * count) { room in
      // In bounds: a word's state and what of it is undecided, for each of the words.
      guard let states = room.baseAddress else { return }
      let undecided = states + count
      for word in 0..<count {
        states[word] = start &+ UInt64(truncatingIfNeeded: first &+ word) &* 64 &* stride
        undecided[word] = .max
        words[word] = 0
      }
      // A trial is decided at the first bit in which U and p differ; below p's last bit U cannot be less. Nearly
      // always 8 bits are needed: they are taken without asking, one bit for all words after the other.
      var rest = threshold
      for _ in 0..<8 {
        if rest >> 63 == 1 {
          for word in 0..<count {
            states[word] &+= stride
            let random = Mixer.mixed(states[word])
            words[word] |= undecided[word] & ~random
            undecided[word] &= random
          }
        } else {
          for word in 0..<count {
            states[word] &+= stride
            undecided[word] &= ~Mixer.mixed(states[word])
          }
        }
        rest &<<= 1
      }
      for word in 0..<count where undecided[word] != 0 {
        words[word] |= decide(undecided[word], state: states[word], rest: rest)
      }
    }
  }

  /// A number in 0 ..< 1 for a trial, of 53 bits; not the one that decides the trial's bit in `words`.
  /// - Complexity: O(1).
  func uniform(_ trial: Int) -> Double {
    let random = Mixer.mixed((start ^ Mixer.golden) &+ UInt64(truncatingIfNeeded: trial) &* stride)
    return Double(random >> 11) * 0x1p-53
  }

  /// Goes on with the trials of one word that are undecided, at p's bits that are left; returns those that happen.
  private func decide(_ open: UInt64, state: UInt64, rest: UInt64) -> UInt64 {
    var (undecided, state, rest) = (open, state, rest)
    var happens: UInt64 = 0
    while undecided != 0 && rest != 0 {
      state &+= stride
      let random = Mixer.mixed(state)
      if rest >> 63 == 1 {
        happens |= undecided & ~random
        undecided &= random
      } else {
        undecided &= ~random
      }
      rest &<<= 1
    }
    return happens
  }
}
