import Propagation
import TopologyModel

/// Clauses for control and secrets.
///
///     control(S) ← intrude(S), S is in reach (see `lowerPosition`)
///     control(S) ← an access rule of S with `controls`, its condition holds
///     has(K)     ← steal(K)
///     has(K)     ← control(S), S keeps K, K exportable
///     has(K)     ← opened(D), or an access rule that reads D is open; K stands in the text of D, K exportable
///     control(S), has(K) ← a common event that hits it
extension ExposureLowering {
  mutating func lowerEvents() {
    for system in topology.systems.references {
      lowerIntrusion(system)
    }
    for secret in topology.secrets.references {
      clause(has(secret), from: event(.theft(secret)), .event)
    }
    for common in topology.events.references {
      for hit in topology.events[common].hits {
        switch hit {
        case .system(let system):
          clause(control(system), from: event(.common(common)), .common(common))
        case .secret(let secret):
          clause(has(secret), from: event(.common(common)), .common(common))
        case .organization, .member: break  // One without systems: see `lowerUnlisted`.
        }
      }
    }
  }

  /// The rule is open ← its condition, and the intruder is where it works. A rule without a condition is open
  /// to everyone who is there.
  mutating func lowerAccess() {
    for rule in topology.accessRules.references {
      let entry = topology.accessRules[rule]
      let head = fact(.open(rule))
      open.append(head)
      let body = [entry.requires.map { gate($0, ofAccess: true) }, origin(rule)].compactMap(\.self)
      if body.count == 1 {
        clause(head, from: body[0], .requirement(rule))
      } else {
        clause(head, all: body, .requirement(rule))
      }
      if entry.controls { clause(control(entry.system), from: head, .controls(rule)) }
    }
  }

  mutating func lowerSecrets() {
    for system in topology.systems.references {
      for secret in topology.systems[system].secrets where topology.secrets[secret].exportable {
        clause(has(secret), from: control(system), .kept(secret, system))
      }
    }
  }

  /// Secrets in the text of datasets, such as a token in a support case. A rule that shows certain fields or people
  /// alone may show the text in which it stands, and counts.
  mutating func lowerWrittenSecrets() {
    for dataset in topology.datasets.references {
      for secret in topology.datasets[dataset].secrets where topology.secrets[secret].exportable {
        clause(has(secret), from: opened[dataset.index], .written(secret, dataset))
      }
    }
    for rule in topology.accessRules.references {
      for reading in topology.accessRules[rule].reads {
        for secret in topology.datasets[reading.dataset].secrets
        where topology.secrets[secret].exportable {
          clause(has(secret), from: open[rule.index], .written(secret, reading.dataset))
        }
      }
    }
  }

  /// The fact that a condition of `requires` holds: a secret is held and, for access, works; a system is controlled.
  /// Recursion is bounded, because the loader limits the nesting of conditions.
  mutating func gate(_ condition: Condition, ofAccess: Bool = false) -> Fact {
    func secretFact(_ lowering: inout Self, _ secret: Reference<Secret>) -> Fact {
      ofAccess ? lowering.works(secret) : lowering.has(secret)
    }
    switch condition {
    case .secret(let secret): return secretFact(&self, secret)
    case .system(let system): return control(system)
    default: break
    }
    if let fact = ofAccess ? accessGates[condition] : gates[condition] { return fact }
    let parts: [Fact]
    let threshold: Int
    switch condition {
    case .secret, .system, .service: (parts, threshold) = ([], 1)  // A service opens nothing.
    case .members(let range, let count):
      threshold = count
      parts = range.indices.map { index in
        range.kind == .secrets ? secretFact(&self, Reference(index)) : control(Reference(index))
      }
    case .all(let conditions):
      parts = conditions.map { gate($0, ofAccess: ofAccess) }
      threshold = Set(parts).count
    case .any(let conditions):
      (parts, threshold) = (conditions.map { gate($0, ofAccess: ofAccess) }, 1)
    case .atLeast(let count, let conditions):
      (parts, threshold) = (conditions.map { gate($0, ofAccess: ofAccess) }, count)
    }
    let fact = fact(.condition)
    if ofAccess { accessGates[condition] = fact } else { gates[condition] = fact }
    clause(fact, atLeast: threshold, of: parts, .condition)
    return fact
  }
}
