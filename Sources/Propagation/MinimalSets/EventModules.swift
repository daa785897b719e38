/// A cone cut into modules: parts that share no event with the rest, so that the rest sees of each
/// only whether it holds (Dutuit and Rauzy, "A linear-time algorithm to find modules of fault trees",
/// IEEE Transactions on Reliability 45(3), 1996). Each module is a small problem of its own.
struct EventModules {
  /// What a module is a function of.
  enum Input: Hashable {
    /// An event, as an index into the caller's list.
    case event(Int)
    /// Whether another module holds.
    case module(Int)
  }

  /// A module: a cone whose events are indices into its inputs. No two modules share an input.
  struct Module {
    let cone: MinimalSetsCone
    let inputs: [Input]
  }

  /// The modules, each after those it needs. The last one has the targets.
  private(set) var modules: [Module] = []

  private let cone: MinimalSetsCone
  private var moduleOfRoot: [Int]
  private var local: [Int]
  private var classes: Classes

  /// - Complexity: O(facts + bodies), and O(n log n) for ordering the n inputs of a module.
  init(_ cone: MinimalSetsCone) {
    self.cone = cone
    moduleOfRoot = [Int](repeating: -1, count: cone.factCount)
    local = moduleOfRoot
    classes = Classes(count: cone.factCount)
    let search = ModuleSearch(cone)
    var facts = [[Int]](repeating: [], count: cone.components.count + 1)
    for component in 0..<cone.components.count {
      facts[search.owner[component]].append(contentsOf: cone.components[component].map { Int($0) })
    }
    for component in 0..<cone.components.count where search.isRoot[component] {
      let root = search.entry[component]
      append(root: root, facts: facts[component], isCyclic: cone.isCyclic[component])
      moduleOfRoot[root] = modules.count - 1
    }
    let rest = facts[cone.components.count]
    if case .fact(let target)? = cone.targets.first, cone.targets.count == 1 {
      let isCyclic = cone.isCyclic[search.component[target]]
      append(root: target, facts: rest, isCyclic: isCyclic)
    } else {
      append(facts: rest, root: nil, clauses: [], inputs: [])
    }
  }

  /// Appends a module with one root. Where that is an OR or an AND of parts that share nothing, the
  /// parts become modules before it.
  private mutating func append(root: Int, facts: [Int], isCyclic: Bool) {
    let clauses = Array(cone.clauses[cone.clauses(of: root)])
    let inputs = cone.events[root].map { Input.event($0) }
    let others = facts.filter { $0 != root }
    let isConjunction =
      inputs.isEmpty && clauses.count == 1
      && clauses[0].threshold == clauses[0].body.reduce(0) { $0 + $1.weight }
    guard !isCyclic, isConjunction || clauses.count + inputs.count > 1 else {
      append(facts: others, root: root, clauses: clauses, inputs: inputs)
      return
    }
    joinClasses(others, rootClauses: isConjunction ? [] : clauses)
    // What the root needs, by class: clauses of an OR, parts of the only clause of an AND.
    let needed =
      isConjunction
      ? clauses[0].body.map { part in
        (
          first: part.fact,
          clause: MinimalSetsCone.Clause(head: root, threshold: part.weight, body: [part])
        )
      }
      : clauses.map { (first: $0.body[0].fact, clause: $0) }
    let groups = Dictionary(grouping: needed) { classes.name($0.first) }
    var parts: [Int: [Int]] = [:]
    for fact in others { parts[classes.name(fact), default: []].append(fact) }
    reset(others, clauses)
    guard groups.count + inputs.count > 1 else {
      append(facts: others, root: root, clauses: clauses, inputs: inputs)
      return
    }
    var kept: [Int] = []
    var single: [MinimalSetsCone.Clause] = []
    var made: [Input] = []
    for (name, group) in groups.sorted(by: { $0.key < $1.key }) {
      let below = parts[name] ?? []
      var clauses = group.map(\.clause)
      if clauses.count == 1, clauses[0].body.count == 1 {
        // One fact, which is an input or a module already.
        kept += below
        single += clauses
      } else {
        if isConjunction { clauses = [Self.all(of: clauses)] }
        append(facts: below, root: root, clauses: clauses, inputs: [])
        made.append(.module(modules.count - 1))
      }
    }
    if isConjunction {
      append(
        facts: kept, root: root, clauses: [Self.all(of: single, head: root)], inputs: [],
        needed: made)
    } else {
      append(facts: kept, root: root, clauses: single, inputs: inputs + made)
    }
  }

  /// One clause that needs everything that some clauses need.
  private static func all(
    of clauses: [MinimalSetsCone.Clause], head: Int = 0
  ) -> MinimalSetsCone.Clause {
    clauses.reduce(into: MinimalSetsCone.Clause(head: head, threshold: 0, body: [])) {
      $0.threshold += $1.threshold
      $0.body += $1.body
    }
  }

  /// Joins facts that depend on one another, or that a clause of the root needs together.
  private mutating func joinClasses(_ facts: [Int], rootClauses: [MinimalSetsCone.Clause]) {
    for fact in facts {
      for clause in cone.clauses(of: fact) {
        for (below, _) in cone.clauses[clause].body { classes.join(fact, below) }
      }
    }
    for clause in rootClauses {
      for (below, _) in clause.body { classes.join(clause.body[0].fact, below) }
    }
  }

  private mutating func reset(_ facts: [Int], _ rootClauses: [MinimalSetsCone.Clause]) {
    for fact in facts {
      classes.reset(fact)
      for clause in cone.clauses(of: fact) {
        for (below, _) in cone.clauses[clause].body { classes.reset(below) }
      }
    }
    for clause in rootClauses {
      for (below, _) in clause.body { classes.reset(below) }
    }
  }

  /// Appends one module.
  /// - Parameters:
  ///   - inputs: Each makes the root hold.
  ///   - needed: What the root's only clause needs besides its body.
  private mutating func append(
    facts: [Int], root: Int?, clauses rootClauses: [MinimalSetsCone.Clause],
    inputs rootInputs: [Input],
    needed: [Input] = []
  ) {
    var inputs: [Input] = []
    var events: [[Int]] = []
    var used: [Int] = []
    func input(_ input: Input) -> Int {
      inputs.append(input)
      return inputs.count - 1
    }
    func name(_ fact: Int) {
      local[fact] = events.count
      used.append(fact)
      events.append([])
    }
    if let root {
      name(root)
      events[0] = rootInputs.map(input)
    }
    for fact in facts {
      name(fact)
      events[local[fact]] = cone.events[fact].map { input(.event($0)) }
    }
    var clauses: [MinimalSetsCone.Clause] = []
    func place(_ fact: Int) -> Int {
      if local[fact] < 0 {
        name(fact)
        events[local[fact]] = [input(.module(moduleOfRoot[fact]))]
      }
      return local[fact]
    }
    func add(_ clause: MinimalSetsCone.Clause, head: Int) {
      clauses.append(
        MinimalSetsCone.Clause(
          head: head, threshold: clause.threshold,
          body: clause.body.map { (place($0.fact), $0.weight) }))
    }
    for clause in rootClauses { add(clause, head: 0) }
    for each in needed {
      clauses[0].body.append((events.count, 1))
      clauses[0].threshold += 1
      events.append([input(each)])
    }
    for fact in facts {
      for clause in cone.clauses(of: fact) { add(cone.clauses[clause], head: local[fact]) }
    }
    let targets: [MinimalSetsCone.Place] =
      root != nil
      ? [.fact(0)]
      : cone.targets.map { target in
        if case .fact(let fact) = target { .fact(place(fact)) } else { target }
      }
    for fact in used { local[fact] = -1 }
    let cone = MinimalSetsCone(
      factCount: events.count, events: events, clauses: clauses, targets: targets)
    modules.append(Module(cone: cone, inputs: inputs))
  }
}

/// Disjoint classes of facts, each known by one of them (union–find with halved paths).
private struct Classes {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func name(_ member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  mutating func join(_ first: Int, _ second: Int) {
    let (first, second) = (name(first), name(second))
    parents[max(first, second)] = min(first, second)
  }

  /// Makes facts classes of their own again.
  mutating func reset(_ member: Int) { parents[member] = member }
}
