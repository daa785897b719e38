/// What the account says of events, names, columns and jobs.
extension OpenLineageBuilder {
  func countEvents() {
    log.account.count("events", events.all)
    log.account.count("distinct-events", events.distinct)
    log.account.count("runs", raw.runEvents.count)
    log.account.count("job-events", raw.jobEvents)
    log.account.count("dataset-events", raw.datasetEvents)
  }

  func noteNames(_ groups: [[UInt32]]) {
    let renamed = raw.former.count
    let joined = groups.reduce(0) { $0 + $1.count - 1 } - renamed
    log.account.note(
      "names-joined-by-symlink", "Names of one table that symlinks join.", count: max(0, joined))
    log.account.note(
      "renamed", "Datasets that were renamed; the present name is used.", count: renamed)
    log.account.note(
      "dropped-kept", "Datasets that were dropped stay: their data have moved on.",
      count: raw.dropped.count)
  }

  func addNotes() {
    let pairs = Set(draft.flows.map { [$0.from, $0.to] }).count
    log.account.count("dataset-pairs", pairs)
    log.account.count(
      "flows-of-unknown-columns", draft.flows.count { $0.fields == nil })
    log.account.count("becomes", draft.flows.reduce(0) { $0 + $1.becomes.count })
    log.account.note(
      "failed-runs-kept", "Jobs of which every run failed: something may have been written.",
      count: raw.jobFailed.indices.count { raw.jobFailed[$0] && !raw.jobSucceeded[$0] })
    log.account.note(
      "indirect-ignored", "Columns that only filter, sort or join: no data of them move.",
      count: raw.indirect)
    log.account.note(
      "masked", "Columns with masked values. A hash is not anonymous, so they stay personal data.",
      count: raw.masked.count)
    log.account.note(
      "self-edges-ignored", "Datasets that are read and written by one run.",
      count: raw.selfEdges.union(selfEdges).count)
    log.account.note(
      "lineage-from-sql",
      "Jobs whose lineage a parser took from the text of SQL (openlineage-sql): inputs, outputs and columns may be missing. Where it names columns, everything else is possible, too.",
      count: raw.claimedJobs.count)
  }
}
