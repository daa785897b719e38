import Lowering
import PointAnalysis
import Propagation
import TopologyModel

/// The minimal sets of several events that reach what statements are about. Statements that allow the same events share
/// one computation.
struct IntrusionSets {
  /// Which sets are asked for.
  struct Question: Hashable {
    /// The events that may occur.
    var entry: [BasicEvent]
    /// The most events of a set.
    var most: Int
    /// Where the intruder begins.
    var zone: Reference<Zone>?
  }

  /// Sets that reach one statement's data.
  struct Answer {
    /// The sets, smallest first.
    var sets: [[BasicEvent]] = []
    /// A limit that was reached; nil if none.
    var limit: String?
  }

  private var answers: [Key: Answer] = [:]

  private struct Key: Hashable {
    var requirement: Int
    var isPerhaps: Bool
  }

  /// Finds the sets.
  /// - Parameter asked: For each requirement what is asked, and the data's facts.
  init(
    _ lowered: LoweredTopology, _ asked: [Int: (question: Question, content: RequiredContent)],
    _ options: RequirementCheck.Options
  ) {
    let exposure = lowered.exposure
    for (question, group) in Dictionary(grouping: asked, by: \.value.question) {
      var keys: [Key] = []
      var targets: [[ClauseProgram.Fact]] = []
      for (index, found) in group.sorted(by: { $0.key < $1.key }) {
        for (isPerhaps, facts) in [
          (false, found.content.exposed.map(\.fact)), (true, found.content.perhaps.map(\.fact)),
        ] where !facts.isEmpty {
          keys.append(Key(requirement: index, isPerhaps: isPerhaps))
          targets.append(facts)
        }
      }
      let (program, facts) = exposure.program.adding(anyOfEach: targets)
      func ask(_ facts: [ClauseProgram.Fact]) -> [MinimalSets] {
        let events = question.entry.map(exposure.fact)
        let base = exposure.base(question.zone)
        let budget = options.budget ?? MinimalSets.defaultBudget
        if question.most == 2, facts.count > 1,
          let pairs = MinimalSets.ofAtMostTwo(
            on: facts, in: program, events: events, base: base, budget: budget)
        {
          return pairs
        }
        return MinimalSets.attack(
          on: facts, in: program, events: events, base: base, order: question.most, budget: budget)
      }
      for (place, shared) in ask(facts).enumerated() {
        // What all share of a budget may not be enough for one.
        let isWhole = shared.completeToOrder.map { $0 >= question.most } ?? true
        let found = isWhole || facts.count == 1 ? shared : ask([facts[place]])[0]
        var answer = Answer(
          sets: found.family.sets(limit: options.limit + 1).map { $0.map { question.entry[$0] } })
        if let complete = found.completeToOrder, complete < question.most {
          answer.limit = "sets of more than \(complete) events were not all looked at"
        }
        answers[keys[place]] = answer
      }
    }
  }

  /// The sets that expose a requirement's data.
  func exposing(_ requirement: Int) -> Answer {
    answers[Key(requirement: requirement, isPerhaps: false)] ?? Answer()
  }

  /// The sets that may expose it.
  func perhapsExposing(_ requirement: Int) -> Answer {
    answers[Key(requirement: requirement, isPerhaps: true)] ?? Answer()
  }
}
