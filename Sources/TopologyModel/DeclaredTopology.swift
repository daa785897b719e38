/// A topology as a file declares it: fleets are single entries, and sizes are as given.
///
/// Analyses take a `Topology`, in which every member of a fleet is an entry of its own. The only way there leads
/// through `FleetExpansion`, so that a fleet is never taken for one system.
public struct DeclaredTopology: Sendable {
  /// The entries as declared. They have the types of the expanded ones, because an entry without a fleet is the
  /// same in both; what counts or evaluates them needs the expansion.
  package var entries: Topology

  /// Creates a declared topology from decoded entries.
  package init(_ entries: Topology) { self.entries = entries }
}
