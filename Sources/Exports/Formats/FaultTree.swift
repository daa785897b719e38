import Lowering
import PointAnalysis
import Propagation
import TopologyModel

/// What one target depends on, as gates without circles.
///
/// The clauses before a target may run in circles: a system opens a secret that opens the system. A least fixpoint
/// over n facts of a circle is reached in n rounds, so each fact has a gate for every round that matters, which
/// refers to the round before; in the first, nothing of the circle holds.
struct FaultTree {
  typealias Fact = ClauseProgram.Fact

  /// A part of a gate: a gate or a basic event, by name.
  enum Part: Hashable {
    case gate(String)
    case event(String)
  }

  /// At least `count` of some parts.
  struct Formula {
    var count: Int
    var parts: [Part]
  }

  /// A gate: any of its formulas.
  struct Gate {
    var name: String
    var words: String
    var formulas: [Formula]
  }

  /// A basic event with its likelihood within a year, if there is one.
  struct Event {
    var name: String
    var words: String
    var likelihood: Double?
  }

  /// Gates, the target's first; empty where nothing reaches it.
  private(set) var gates: [Gate] = []
  /// Events in the order of the topology.
  private(set) var events: [Event] = []

  /// Gates that a tree may have.
  static let mostGates = 200_000

  private struct Key: Hashable {
    var fact: Fact
    var round: Int
  }

  /// - Throws: `ExportFailure` if circles need more gates than `mostGates`.
  /// - Complexity: O(clauses before the target), times the facts of a circle for those in one.
  init(of target: ExposureTarget, _ request: ExportRequest) throws {
    let lowered = request.lowered
    let exposure = lowered.exposure
    let (whole, top) = exposure.program.adding(anyOf: target.facts(in: lowered))
    let cone = Cone(of: whole, before: [top])
    let program = cone.program
    var original = [Fact](repeating: 0, count: program.factCount)
    for (fact, number) in cone.number.enumerated() {
      if let number { original[Int(number)] = Fact(fact) }
    }
    guard let root = cone.number[Int(top)] else { return }
    let entry = EntrySet(lowered.topology)
    let allowed = entry.events.compactMap { cone.number[Int(exposure.fact($0))] }
    let possible = LeastFixpoint.evaluate(program, assuming: allowed)
    guard possible.holds(root) else { return }

    var names = FaultTreeNames(lowered.topology)
    var eventNames: [Fact: String] = [:]
    for event in entry.events {
      guard let fact = cone.number[Int(exposure.fact(event))] else { continue }
      let meaning = exposure.meanings[Int(exposure.fact(event))]
      let name = names.name(meaning, round: 0)
      eventNames[fact] = name
      events.append(
        Event(
          name: name, words: names.words(meaning),
          likelihood: lowered.topology.likelihood(of: event) ?? request.assumedLikelihood))
    }
    let circles = Circles(program, possible)
    var gateNames: [Key: String] = [:]
    var open: [Key] = []
    func meaning(_ fact: Fact) -> FactMeaning? {
      original[Int(fact)] == top ? nil : exposure.meanings[Int(original[Int(fact)])]
    }
    func name(_ key: Key) -> String {
      if let name = gateNames[key] { return name }
      let name = meaning(key.fact).map { names.name($0, round: key.round) } ?? "target"
      gateNames[key] = name
      open.append(key)
      return name
    }
    _ = names.name(.condition, round: 0)
    _ = name(Key(fact: root, round: circles.rounds(of: root)))
    var next = 0
    var clauses = [[UInt32]](repeating: [], count: program.factCount)
    for (clause, head) in program.heads.enumerated() { clauses[Int(head)].append(UInt32(clause)) }
    while next < open.count {
      guard open.count <= Self.mostGates else {
        throw ExportFailure(
          "the ways to this target run in circles that need more than \(Self.mostGates) gates",
          help: "choose a target that less leads to, with --target")
      }
      let key = open[next]
      next += 1
      var gate = Gate(
        name: name(key), words: meaning(key.fact).map(names.words) ?? "the target", formulas: [])
      if let event = eventNames[key.fact] {
        gate.formulas.append(Formula(count: 1, parts: [.event(event)]))
      }
      for clause in clauses[Int(key.fact)] {
        var parts: [Part] = []
        for body in program.body(clause) where possible.holds(body) {
          if clauses[Int(body)].isEmpty, let event = eventNames[body] {
            parts.append(.event(event))
            continue
          }
          // Within a circle the round before; in the first, only what holds without the circle.
          let isInside = circles.joins(body, key.fact)
          // What needs itself does not hold by that.
          if body == key.fact, !isInside { continue }
          let round = isInside ? key.round - 1 : circles.rounds(of: body)
          if isInside, round < circles.first(of: body) { continue }
          parts.append(.gate(name(Key(fact: body, round: round))))
        }
        let count = Int(program.thresholds[Int(clause)])
        if parts.count >= count { gate.formulas.append(Formula(count: count, parts: parts)) }
      }
      gates.append(gate)
    }
  }
}

/// Which facts run in circles, and how many rounds they take.
private struct Circles {
  private let component: [UInt32]
  private let size: [Int]
  private let firsts: [Int]

  /// - Complexity: O(program), times the facts of a circle for those in one.
  init(_ program: ClauseProgram, _ possible: WorldResult) {
    let components = Components(program)
    component = components.numbers
    var size = [Int](repeating: 0, count: components.count)
    for number in component { size[Int(number)] += 1 }
    self.size = size
    firsts = Self.firsts(program, possible, component, size)
  }

  /// The first round in which each fact of a circle holds when all events occur; 1 outside of circles.
  private static func firsts(
    _ program: ClauseProgram, _ possible: WorldResult, _ component: [UInt32], _ size: [Int]
  ) -> [Int] {
    var first = [Int](repeating: .max, count: program.factCount)
    var inside: [UInt32: [UInt32]] = [:]
    for fact in 0..<program.factCount where size[Int(component[fact])] == 1 { first[fact] = 0 }
    for (clause, head) in program.heads.enumerated() where size[Int(component[Int(head)])] > 1 {
      inside[component[Int(head)], default: []].append(UInt32(clause))
    }
    for (number, clauses) in inside {
      // Facts without a clause of their own in the circle are not in it.
      for round in 1...size[Int(number)] {
        var found: [UInt32] = []
        for clause in clauses where first[Int(program.heads[Int(clause)])] == .max {
          let holding = program.body(clause).count { body in
            guard possible.holds(body) else { return false }
            return component[Int(body)] != number || first[Int(body)] < round
          }
          if holding >= Int(program.thresholds[Int(clause)]) {
            found.append(program.heads[Int(clause)])
          }
        }
        if found.isEmpty { break }
        for head in found where first[Int(head)] == .max { first[Int(head)] = round }
      }
    }
    return first
  }

  /// The rounds after which a fact no longer changes; 0 outside of circles.
  func rounds(of fact: UInt32) -> Int {
    let count = size[Int(component[Int(fact)])]
    return count == 1 ? 0 : count
  }

  func first(of fact: UInt32) -> Int { firsts[Int(fact)] }

  /// Whether two facts are in one circle.
  func joins(_ first: UInt32, _ second: UInt32) -> Bool {
    component[Int(first)] == component[Int(second)] && size[Int(component[Int(first)])] > 1
  }
}
