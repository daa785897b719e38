import Propagation
import Testing

@Suite struct SamplingTests {
  private func trials(_ draws: EventDraws, words: Int) -> [UInt64] {
    (0..<words).map(draws.word)
  }

  @Test(arguments: [0.5, 0.25, 0.3, 0.01, 0.001, 0.999])
  func anEventHappensAsOftenAsItShould(probability: Double) {
    let words = 4000
    let draws = EventDraws(seed: 3, key: 17, probability: probability)
    let hits = trials(draws, words: words).reduce(0) { $0 + $1.nonzeroBitCount }
    let expected = Double(words * 64) * probability
    let deviation = (expected * (1 - probability)).squareRoot()
    #expect(abs(Double(hits) - expected) < 4 * deviation)
  }

  @Test func theSmallerProbabilitysTrialsAreAmongTheLargers() {
    let probabilities = [0, 1e-9, 0.001, 0.01, 0.02, 0.3, 0.31, 0.9, 1]
    for key in 0..<20 as Range<UInt64> {
      var last = [UInt64](repeating: 0, count: 100)
      for probability in probabilities {
        let next = trials(EventDraws(seed: 1, key: key, probability: probability), words: 100)
        #expect(zip(last, next).allSatisfy { $0 & ~$1 == 0 })
        last = next
      }
      #expect(last.allSatisfy { $0 == .max })
    }
  }

  @Test(arguments: [0.5, 0.3, 0.05])
  func trialsOfOneEventAreIndependent(probability: Double) {
    // How often two trials at a fixed distance both happen: p² of the pairs, within four standard deviations.
    let words = 4000
    let both = probability * probability
    for key in 0..<5 as Range<UInt64> {
      let draws = trials(EventDraws(seed: 9, key: key, probability: probability), words: words)
      for distance in [1, 2, 3, 8, 31, 63] {
        let pairs = draws.reduce(0) { $0 + ($1 & ($1 >> UInt64(distance))).nonzeroBitCount }
        let count = Double(words * (64 - distance))
        // Overlapping pairs: their covariance at most doubles and a half the variance.
        #expect(abs(Double(pairs) - count * both) < 4 * (2.5 * count * both).squareRoot())
      }
      let neighbours = zip(draws, draws.dropFirst()).reduce(0) {
        $0 + ($1.0 & $1.1).nonzeroBitCount
      }
      let count = Double((words - 1) * 64)
      #expect(abs(Double(neighbours) - count * both) < 4 * (2.5 * count * both).squareRoot())
    }
  }

  @Test func seedsAndKeysAreIndependent() {
    // Of 64,000 trials two fair events agree in half, within four standard deviations.
    let draws = [(1, 1), (1, 2), (2, 1), (0, 0), (0, 3)].map {
      trials(EventDraws(seed: $0.0, key: $0.1, probability: 0.5), words: 1000)
    }
    for one in draws.indices {
      for other in 0..<one {
        let agreeing = zip(draws[one], draws[other]).reduce(0) {
          $0 + (~($1.0 ^ $1.1)).nonzeroBitCount
        }
        #expect(abs(agreeing - 32_000) < 4 * 127)
      }
    }
  }
}
