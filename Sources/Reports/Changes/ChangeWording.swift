import ChangeAnalysis
import TopologyModel

/// The words for changes.
enum ChangeWording {
  /// What changed, as a sentence.
  /// - Parameter items: The fields or tiers, if several changes are told in one.
  static func sentence(_ change: TopologyChanges.Change, of items: [String] = []) -> String {
    let (old, new) = (change.old, change.new)
    let isGone = new.grade == 0
    let fields = items.isEmpty ? nil : items.joined(separator: ", ")
    let tier = "tier\(items.count > 1 ? "s" : "")"
    switch change.fact {
    case .most(let people, let own):
      let what = "\(people) at \(tier) \(fields ?? own.rawValue)"
      return isGone
        ? "no single event exposes \(what) any more\(was(old))"
        : "one event exposes \(what): \(count(new))\(before(old))"
    case .incidentTier(let incident, let people, let own):
      let what = "\(people) at \(tier) \(fields ?? own.rawValue)"
      return isGone
        ? "incident \(incident) no longer exposes \(what)\(was(old))"
        : "incident \(incident) exposes \(what): \(count(new))\(before(old))"
    case .alone(let event, let people, let field):
      let what = "\(fields ?? field) of \(people)"
      if new.state == "unknown" {
        return "\(event) alone may expose \(what): \(count(new))\(before(old))"
      }
      return isGone
        ? "\(event) alone no longer exposes \(what)\(was(old))"
        : "\(event) alone exposes \(what): \(count(new))\(before(old))"
    case .unlistedAlone(let event):
      return isGone
        ? "\(event) alone no longer reads what the file does not list"
        : "\(event) alone reads something that the file does not list"
    case .singlePoint(let point) where new.state == "unknown":
      return old.grade == 0
        ? "\(point) may be a single point of failure"
        : "\(point) may still be a single point of failure"
    case .singlePoint(let point) where change.direction == .other:
      return isGone
        ? "\(point) no longer counts as a single point of failure, though it exposes and stops as much as before"
        : "\(point) counts as a single point of failure, though it exposes and stops no more than before"
    case .singlePoint(let point):
      return isGone
        ? "\(point) is no longer a single point of failure"
        : "\(point) is a single point of failure"
    case .stops(let point, let service):
      return isGone
        ? "without \(point), \(service) keeps running\(wasState(old))"
        : "without \(point), \(service) is \(new.state)\(beforeState(old, "up"))"
    case .pair(let events, let people, let field):
      let target = "\(people).\(field)"
      let both = events.joined(separator: " and ")
      return switch (old.grade, new.grade) {
      case (_, 0): "\(both) together no longer reach \(target)"
      case (_, 2...): "one of \(both) alone reaches \(target) (before: only both)"
      case (2..., _): "only \(both) together reach \(target) (before: one of them was enough)"
      default: "\(both) together reach \(target)"
      }
    case .incident(let incident, let people, let field):
      let what = "\(fields ?? field) of \(people)"
      return isGone
        ? "in incident \(incident), \(what) stays safe\(wasState(old))"
        : "in incident \(incident), \(what) is \(new.state): \(count(new))\(beforeState(old, "safe"))"
    case .service(let service, let incident):
      return isGone
        ? "in incident \(incident), \(service) stays up\(wasState(old))"
        : "in incident \(incident), \(service) is \(new.state)\(beforeState(old, "up"))"
    case .duty(let incident, let obliged, let rule, let addressee):
      let duty = "\(obliged) to \(addressee) (\(rule))"
      return isGone
        ? "in incident \(incident), no duty of \(duty)"
        : "in incident \(incident), duty of \(duty) is \(new.state): \(count(new))\(beforeState(old, "none"))"
    case .held(let dataset, let people, let field):
      let what = "\(fields ?? field) of \(people)"
      if new.state == "unknown" {
        return old.grade == 0
          ? "\(dataset) may hold \(what)" : "\(dataset) may still hold \(what), unlisted"
      }
      return isGone ? "\(dataset) no longer holds \(what)" : "\(dataset) holds \(what)"
    case .unlisted(let dataset):
      return isGone
        ? "\(dataset) holds nothing unlisted any more" : "\(dataset) holds something unlisted"
    case .requirement(let id, let variant):
      let name = variant.map { "\(id) (variant \($0))" } ?? id
      return isGone
        ? "requirement \(name) is no longer stated\(wasState(old))"
        : "requirement \(name) is \(new.state)\(beforeState(old, "not stated"))"
    }
  }

  private static func count(_ value: ReachValue) -> String {
    value.people.map { CountWording.text($0) } ?? "nobody"
  }

  private static func was(_ old: ReachValue) -> String { " (was \(count(old)))" }

  private static func before(_ old: ReachValue) -> String {
    old.grade == 0 ? " (before: nobody)" : " (before: \(count(old)))"
  }

  private static func wasState(_ old: ReachValue) -> String {
    old.state.isEmpty ? "" : " (was \(old.state))"
  }

  private static func beforeState(_ old: ReachValue, _ nothing: String) -> String {
    let people = old.people.flatMap { $0 == .zero ? nil : ", \(CountWording.text($0))" } ?? ""
    return " (before: \(old.grade == 0 ? nothing : old.state)\(people))"
  }
}
