import TopologyModel

/// How the programme of a class is written down: group by group, from the leaves up.
extension PeopleProgramme {
  /// People who all have one label: bounds and where they come from.
  private struct Uniform {
    var label: PersonLabel
    var low: Int128
    var high: Int128?
    var lowOrigin: Int
    var highOrigin: Int
  }

  private enum Result {
    case uniform(Uniform)
    case labelled([PersonLabel: LinearForm])
  }

  mutating func build() {
    var results = [Result?](repeating: nil, count: structure.groups.count)
    for place in structure.groups.indices.reversed() {
      let children = structure.groups[place].children.compactMap { results[$0] }
      for child in structure.groups[place].children { results[child] = nil }
      results[place] = result(of: place, children)
      if simplex.variableCount > budget.columns {
        isOverBudget = true
        return
      }
    }
    guard let root = results.first ?? nil else { return }
    let forms = labelled(root)
    guard let question else { return }
    var sum = LinearForm()
    for (label, form) in forms.sorted(by: { $0.key < $1.key }) {
      sum.add(form, times: question.weights[trackers.combination(label)])
    }
    objective = sum.terms
  }

  private mutating func result(of place: Int, _ children: [Result]) -> Result {
    let group = structure.groups[place]
    guard let own = trackers.marks[place] else {
      // Nobody can be in two parts of a cohort that do not overlap.
      for child in children {
        for (_, form) in labelled(child).sorted(by: { $0.key < $1.key }) { rowOfNone(form) }
      }
      return sized([:], place)
    }
    // What only says that somebody is in a set is said at once, so that labels become fewer. That the group is a part
    // of its own must wait: its children may overlap.
    let plain = own.without { $0.symbol == Trackers.oneGroup }
    let part = own.without { $0.symbol != Trackers.oneGroup }
    let isFull = group.exhaustive && !children.isEmpty
    // Siblings of one label count as one; labels as they are inside this group.
    var alike: [PersonLabel: Uniform] = [:]
    var others: [[PersonLabel: LinearForm]] = []
    for child in children {
      switch child {
      case .uniform(let part):
        guard let label = part.label.merged(with: plain) else {
          rowOfNone(variable(part))
          continue
        }
        // Different parts of a cohort that do not overlap bear one label.
        let isApart = label.marks.contains { $0.symbol == Trackers.oneGroup }
        alike[label] = joined(alike[label], part, label, disjoint: group.disjoint || isApart)
      case .labelled(let forms):
        var merged: [PersonLabel: LinearForm] = [:]
        for (label, form) in forms.sorted(by: { $0.key < $1.key }) {
          if let label = label.merged(with: plain) {
            merged[label, default: LinearForm()].add(form, times: 1)
          } else {
            rowOfNone(form)
          }
        }
        others.append(merged)
      }
    }
    let labels = Set(alike.keys).union(isFull ? [] : [plain])
    if others.isEmpty, labels.count == 1, let inside = labels.first,
      let label = inside.merged(with: part), trackers.closing[place].isEmpty
    {
      let whole = uniform(place, alike[inside], label, isFull: isFull)
      // A bound that disagrees with another must not be lost in a sum.
      if let high = whole.high, high < whole.low { return .labelled([label: variable(whole)]) }
      return .uniform(whole)
    }
    let parts = alike.sorted { $0.key < $1.key }.map { [$0.key: variable($0.value)] } + others
    var forms: [PersonLabel: LinearForm] = [:]
    for part in parts {
      if group.disjoint {
        for (label, form) in part { forms[label, default: LinearForm()].add(form, times: 1) }
      } else {
        forms = joined(forms, part)
      }
    }
    if !isFull {
      forms[plain, default: LinearForm()].add(newVariable(), times: 1)
    }
    guard part != .none else { return sized(forms, place) }
    var marked: [PersonLabel: LinearForm] = [:]
    for (label, form) in forms.sorted(by: { $0.key < $1.key }) {
      if let label = label.merged(with: part) {
        marked[label, default: LinearForm()].add(form, times: 1)
      } else {
        rowOfNone(form)
      }
    }
    return sized(marked, place)
  }

  /// Bounds of a group all of whose people have one label.
  private mutating func uniform(
    _ place: Int, _ inside: Uniform?, _ label: PersonLabel, isFull: Bool
  ) -> Uniform {
    let size = structure.groups[place].size
    let own = origins.statement(place)
    var result = Uniform(
      label: label, low: Int128(size.low), high: size.high.map { Int128($0) },
      // That there are not fewer than none is no statement, also in a sum with others.
      lowOrigin: size.low == 0 ? -1 : own, highOrigin: own)
    if let inside {
      if inside.low > result.low { (result.low, result.lowOrigin) = (inside.low, inside.lowOrigin) }
      if isFull, let high = inside.high, result.high.map({ high < $0 }) ?? true {
        (result.high, result.highOrigin) = (high, inside.highOrigin)
      }
    }
    return result
  }

  /// Siblings of one label, as one.
  private mutating func joined(
    _ first: Uniform?, _ second: Uniform, _ label: PersonLabel, disjoint: Bool
  ) -> Uniform {
    guard var result = first else {
      var result = second
      result.label = label
      return result
    }
    if disjoint {
      result.low += second.low
      result.lowOrigin = origins.sum(result.lowOrigin, second.lowOrigin)
    } else if second.low > result.low {
      (result.low, result.lowOrigin) = (second.low, second.lowOrigin)
    }
    if let high = result.high, let other = second.high {
      result.high = high + other
      result.highOrigin = origins.sum(result.highOrigin, second.highOrigin)
    } else {
      result.high = nil
    }
    return result
  }

  /// Two sets of people that may overlap.
  private mutating func joined(
    _ first: [PersonLabel: LinearForm], _ second: [PersonLabel: LinearForm]
  ) -> [PersonLabel: LinearForm] {
    if first.isEmpty { return second }
    var left = first
    var right = second
    var both: [PersonLabel: LinearForm] = [:]
    for (a, _) in first.sorted(by: { $0.key < $1.key }) {
      for (b, _) in second.sorted(by: { $0.key < $1.key }) {
        guard let label = a.merged(with: b) else { continue }
        guard simplex.variableCount <= budget.columns else { return first }
        let shared = newVariable()
        left[a]?.add(shared, times: -1)
        right[b]?.add(shared, times: -1)
        both[label, default: LinearForm()].add(shared, times: 1)
      }
    }
    for (label, form) in left.sorted(by: { $0.key < $1.key })
      + right.sorted(by: { $0.key < $1.key })
    {
      if form.terms.contains(where: { $0.factor.sign < 0 }) {
        row(form, low: .zero, high: nil, lowOrigin: -1, highOrigin: -1)
      }
      both[label, default: LinearForm()].add(form, times: 1)
    }
    return both
  }

  /// States the size of a group, closes the trackers that end there, and forgets them.
  private mutating func sized(_ forms: [PersonLabel: LinearForm], _ place: Int) -> Result {
    var all = LinearForm()
    for form in forms.values { all.add(form, times: 1) }
    state(all, structure.groups[place].size, place)
    let closing = trackers.closing[place]
    for tracker in closing {
      let cohort = trackers.cohorts[tracker]
      var members = LinearForm()
      for (label, form) in forms where label.has(tracker) { members.add(form, times: 1) }
      state(members, structure.cohorts[cohort].size, structure.groups.count + cohort)
    }
    var kept: [PersonLabel: LinearForm] = [:]
    for (label, form) in forms {
      kept[label.without(closing), default: LinearForm()].add(form, times: 1)
    }
    // Long sums get a variable of their own, so that a deep tree does not repeat them at every step.
    for (label, form) in kept.sorted(by: { $0.key < $1.key }) where form.terms.count > 12 {
      let short = newVariable()
      var difference = form
      difference.add(short, times: -1)
      row(difference, low: .zero, high: .zero, lowOrigin: -1, highOrigin: -1)
      kept[label] = LinearForm(short)
    }
    return .labelled(kept)
  }

  private mutating func state(_ form: LinearForm, _ size: CountInterval, _ place: Int) {
    guard size != .unknown else { return }
    let origin = origins.statement(place)
    row(
      form, low: size.low == 0 ? nil : Fraction(size.low), high: size.high.map { Fraction($0) },
      lowOrigin: origin, highOrigin: origin)
  }

  private mutating func row(
    _ form: LinearForm, low: Fraction?, high: Fraction?, lowOrigin: Int, highOrigin: Int
  ) {
    _ = simplex.row(form.terms, from: low, to: high)
    boundOrigins.append((lowOrigin, highOrigin))
  }

  /// Nobody can be there.
  private mutating func rowOfNone(_ form: LinearForm) {
    row(form, low: nil, high: .zero, lowOrigin: -1, highOrigin: -1)
  }

  private mutating func labelled(_ result: Result) -> [PersonLabel: LinearForm] {
    switch result {
    case .uniform(let part): [part.label: variable(part)]
    case .labelled(let forms): forms
    }
  }

  private mutating func variable(_ part: Uniform) -> LinearForm {
    let place = simplex.variable(from: Fraction(part.low), to: part.high.map { Fraction($0) })
    boundOrigins.append((part.low == 0 ? -1 : part.lowOrigin, part.highOrigin))
    return LinearForm(place)
  }

  private mutating func newVariable() -> Int {
    boundOrigins.append((-1, -1))
    return simplex.variable(from: .zero, to: nil)
  }
}
