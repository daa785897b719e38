import SourceText

/// The stable codes of all diagnostics of the loader. `DiagnosticCatalogue` explains each.
enum FindingCode: String, CaseIterable {
  // Bytes and files.
  case fileMissing = "file-missing"
  case fileUnreadable = "file-unreadable"
  case notAFile = "not-a-file"
  case fileTooLarge = "file-too-large"
  case fileEmpty = "file-empty"
  case notUTF8 = "not-utf-8"
  case invalidCharacter = "invalid-character"
  case tooManyFindings = "too-many-findings"
  // YAML.
  case yamlSyntax = "yaml-syntax"
  case severalDocuments = "several-documents"
  case tooDeep = "too-deep"
  case tooManyValues = "too-many-values"
  case unknownAnchor = "unknown-anchor"
  case recursiveAlias = "recursive-alias"
  case customTag = "custom-tag"
  case duplicateKey = "duplicate-key"
  case keyNotText = "key-not-text"
  case mergeKeyValue = "merge-key-value"
  // Files and variants.
  case extendsOutside = "extends-outside"
  case extendsCircle = "extends-circle"
  case filesDisagree = "files-disagree"
  case tooManyFiles = "too-many-files"
  case unknownVariant = "unknown-variant"
  case variantChange = "variant-change"
  case nothingToRemove = "nothing-to-remove"
  // Shape.
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case wrongType = "wrong-type"
  case unknownValue = "unknown-value"
  case emptyList = "empty-list"
  case repeatedItem = "repeated-item"
  // Names.
  case invalidID = "invalid-id"
  case idTaken = "id-taken"
  case idLooksAlike = "id-looks-alike"
  case unknownReference = "unknown-reference"
  case wrongSection = "wrong-section"
  // Values.
  case invalidCount = "invalid-count"
  case countNotWhole = "count-not-whole"
  case countTooLarge = "count-too-large"
  case emptyRange = "empty-range"
  case invalidLikelihood = "invalid-likelihood"
  case likelihoodOutOfRange = "likelihood-out-of-range"
  case invalidDate = "invalid-date"
  case invalidFactor = "invalid-factor"
  // Conditions.
  case conditionForm = "condition-form"
  case emptyCondition = "empty-condition"
  case atLeastOutOfRange = "at-least-out-of-range"
  // People and fleets.
  case cohortCircle = "cohort-circle"
  case cohortOfTwoClasses = "cohort-of-two-classes"
  case acrossWithGroups = "across-with-groups"
  case notAFleet = "not-a-fleet"
  case fleetCount = "fleet-count"
  case sizesMismatch = "sizes-mismatch"
  case memberOutOfRange = "member-out-of-range"
  case fleetTooLarge = "fleet-too-large"
  case countsDisagree = "counts-disagree"
  case countsNotSettled = "counts-not-settled"
  case countsNotExact = "counts-not-exact"
  // Statements and omissions.
  case contentUnlisted = "content-unlisted"
  case systemsUnlisted = "systems-unlisted"
  case flowOfOthers = "flow-of-others"
  case flowWidens = "flow-widens"
  case awareBeforeIncident = "aware-before-incident"
  case momentsOutOfOrder = "moments-out-of-order"
  case claimCircle = "claim-circle"
  case claimCorrectsLater = "claim-corrects-later"
  case fieldNeverCarried = "field-never-carried"
  case ruleWithoutEffect = "rule-without-effect"
  case requirementForm = "requirement-form"
  case requirementOfNothing = "requirement-of-nothing"
  case exceptionUnused = "exception-unused"
  case invalidCountry = "invalid-country"
  case ruleFromAnywhere = "rule-from-anywhere"
  case zoneUnreachable = "zone-unreachable"
  case ownWithoutFleet = "own-without-fleet"
  case claimWithoutSubject = "claim-without-subject"
  case claimOfBoth = "claim-of-both"
  case claimWithoutState = "claim-without-state"
  case claimWithoutStatement = "claim-without-statement"
  case claimContradictsItself = "claim-contradicts-itself"
  case incidentWithoutEvents = "incident-without-events"
}

extension FindingCode {
  /// Errors make a file unusable. Warnings point out what is probably a mistake.
  var severity: Diagnostic.Severity {
    switch self {
    case .nothingToRemove, .repeatedItem, .fieldNeverCarried, .ruleWithoutEffect,
      .claimWithoutStatement, .claimContradictsItself, .incidentWithoutEvents, .countsNotSettled,
      .countsNotExact, .filesDisagree, .contentUnlisted, .systemsUnlisted, .flowOfOthers,
      .flowWidens, .awareBeforeIncident, .momentsOutOfOrder, .claimCorrectsLater, .ruleFromAnywhere,
      .zoneUnreachable, .exceptionUnused:
      .warning
    default: .error
    }
  }
}
