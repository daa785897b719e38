// One step of each operation on families. A step reads what the step before it asked for from
// `value`, and asks for the next, or finishes.

extension SetFamilyDiagram {
  mutating func stepWithout(_ frame: Frame) {
    let family = table[frame.first]
    let others = table[frame.second]
    let shared = others.level == family.level
    switch frame.stage {
    case 0:
      next(stage: 1)
      enter(.without, family.low, shared ? others.low : frame.second, Self.unbounded)
    case 1:
      stack[stack.count - 1].lowResult = value
      next(stage: shared ? 2 : 3)
      enter(.without, family.high, shared ? others.high : frame.second, Self.unbounded)
    case 2:
      next(stage: 3)
      enter(.without, value, others.low, Self.unbounded)
    default:
      finish(frame, node(family.level, frame.lowResult, value))
    }
  }

  mutating func stepUnion(_ frame: Frame) {
    let upper = table[frame.first]
    let lower = table[frame.second]
    let shared = upper.level == lower.level
    switch frame.stage {
    case 0:
      next(stage: shared ? 1 : 2)
      enter(.union, upper.low, shared ? lower.low : frame.second, Self.unbounded)
    case 1:
      stack[stack.count - 1].lowResult = value
      next(stage: 3)
      enter(.union, upper.high, lower.high, Self.unbounded)
    case 2:
      // The upper family's own sets do not contain one another, so only the lower's can take some
      // away.
      stack[stack.count - 1].lowResult = value
      next(stage: 4)
      enter(.without, upper.high, frame.second, Self.unbounded)
    case 3:
      next(stage: 4)
      enter(.without, value, frame.lowResult, Self.unbounded)
    default:
      finish(frame, node(upper.level, frame.lowResult, value))
    }
  }

  mutating func stepProduct(_ frame: Frame) {
    let upper = table[frame.first]
    let lower = table[frame.second]
    let shared = upper.level == lower.level
    switch frame.stage {
    case 0:
      next(stage: shared ? 1 : 2)
      enter(.product, upper.low, shared ? lower.low : frame.second, frame.bound)
    case 1:
      stack[stack.count - 1].lowResult = value
      next(stage: 3)
      enter(.union, lower.low, lower.high, Self.unbounded)
    case 2:
      stack[stack.count - 1].lowResult = value
      next(stage: 6)
      enterBelow(upper.level, .product, upper.high, frame.second, frame.bound)
    case 3:
      next(stage: 4)
      enterBelow(upper.level, .product, upper.high, value, frame.bound)
    case 4:
      stack[stack.count - 1].partial = value
      next(stage: 5)
      enterBelow(upper.level, .product, upper.low, lower.high, frame.bound)
    case 5:
      next(stage: 6)
      enter(.union, frame.partial, value, Self.unbounded)
    case 6:
      next(stage: 7)
      enter(.without, value, frame.lowResult, Self.unbounded)
    default:
      finish(frame, node(upper.level, frame.lowResult, value))
    }
  }

  mutating func stepTruncation(_ frame: Frame) {
    let family = table[frame.first]
    switch frame.stage {
    case 0:
      next(stage: 1)
      enterTruncation(family.low, frame.bound)
    case 1:
      stack[stack.count - 1].lowResult = value
      next(stage: 2)
      enterBelow(family.level, .truncation, family.high, Self.empty, frame.bound)
    default:
      finish(frame, node(family.level, frame.lowResult, value))
    }
  }

  /// Without the variable every set must be met elsewhere; with it, only those that lack it.
  mutating func stepHitting(_ frame: Frame) {
    let family = table[frame.first]
    switch frame.stage {
    case 0:
      next(stage: 1)
      enter(.union, family.low, family.high, Self.unbounded)
    case 1:
      next(stage: 2)
      enterHitting(value, frame.bound)
    case 2:
      stack[stack.count - 1].lowResult = value
      next(stage: 3)
      enterBelow(family.level, .hitting, family.low, Self.empty, frame.bound)
    case 3:
      next(stage: 4)
      enter(.without, value, frame.lowResult, Self.unbounded)
    default:
      finish(frame, node(family.level, frame.lowResult, value))
    }
  }
}
