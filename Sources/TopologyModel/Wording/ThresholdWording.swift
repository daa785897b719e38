/// The words for what the share is of that makes a single point of failure.
package enum ThresholdWording {
  /// Follows "of a class".
  /// - Parameter isOfGravest: Whether people are counted whose gravest data is held, and these are not all of the class.
  package static func scope(isOfGravest: Bool) -> String {
    isOfGravest ? ", counting the people with its gravest data" : ""
  }
}
