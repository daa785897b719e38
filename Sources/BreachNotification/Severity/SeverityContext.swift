import IncidentFindings
import Lowering
import TopologyModel

/// The inputs for the severity factors of one class.
struct SeverityContext {
  typealias Profile = SeverityProfile

  let analysis: IncidentAnalysis
  let survey: BreachSurvey
  let root: Reference<PeopleGroup>
  let topology: Topology

  init(analysis: IncidentAnalysis, survey: BreachSurvey, root: Reference<PeopleGroup>) {
    self.analysis = analysis
    self.survey = survey
    self.root = root
    topology = analysis.lowered.topology
  }

  /// All factors of a profile in the method's order, with the values set in the file.
  func factors(_ profile: Profile) -> [SeverityFactor] {
    let judgements = analysis.scenario.incident.map { topology.incidents[$0].severity } ?? []
    return SeverityJudgement.Factor.allCases.map { factor in
      var found: SeverityFactor
      switch factor {
      case .processingContext: found = processingContext(profile)
      case .identification: found = identification(profile)
      case .confidentiality: found = confidentiality(profile)
      case .integrity: found = integrity()
      case .availability: found = availability()
      case .malice: found = malice()
      }
      found.judgement = judgements.first { $0.factor == factor }
      return found
    }
  }
}
