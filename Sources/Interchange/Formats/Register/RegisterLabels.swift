/// The headings of registers of processing activities, by what they mean. The GDPR prescribes the content (Article 30) and
/// no form; these are the labels of the forms of CNIL, ICO and DPC, and common others.
enum RegisterLabels {
  /// What a column or a row of a form says.
  enum Meaning: String, CaseIterable {
    case reference, processing, purpose, controller, joint, client, people, number, data
    case sensitive, recipients, processors, transfers, retention, security, role, system, dataset
    case source, basis, representative
  }

  /// The languages in which a comma or a point separates thousands otherwise than in English.
  enum Language {
    case english
    case continental
  }

  /// The meaning of a heading, without regard to case, accents, punctuation and line breaks; nil if it is not known.
  static func meaning(_ label: String, own: [String: Meaning] = [:]) -> Meaning? {
    let folded = CellText.folded(label)
    guard !folded.isEmpty else { return nil }
    if let said = own[folded] { return said }
    if let exact = exact[folded] { return exact.0 }
    // Forms add remarks: "retention schedule (if possible)".
    for (known, meaning) in prefixes where folded.hasPrefix(known + " ") { return meaning }
    return nil
  }

  /// The language of a known heading.
  static func language(_ label: String) -> Language? { exact[CellText.folded(label)]?.1 }

  /// Whether rows look like a register: a row of headings, or a form with labels in the first column.
  static func recognizes(_ rows: [[String]]) -> Bool {
    let isList = rows.contains { row in
      Set(row.compactMap { meaning($0) }).subtracting([.basis, .security, .representative]).count
        >= 3
    }
    return isList || Set(rows.compactMap { $0.first.flatMap { meaning($0) } }).count >= 5
  }

  private static let exact: [String: (Meaning, Language?)] = {
    var table: [String: (Meaning, Language?)] = [:]
    for (meaning, labels) in french {
      for label in labels { table[label] = (meaning, .continental) }
    }
    for (meaning, labels) in german {
      for label in labels { table[label] = (meaning, .continental) }
    }
    for (meaning, labels) in english { for label in labels { table[label] = (meaning, .english) } }
    for label in ["n ref", "ref", "id", "n", "no", "nr", "reference"] {
      table[label] = (.reference, nil)
    }
    return table
  }()

  /// Longer labels first.
  private static let prefixes: [(String, Meaning)] = exact.filter { $0.key.count >= 9 }
    .sorted { ($0.key.count, $0.key) > ($1.key.count, $1.key) }.map { ($0.key, $0.value.0) }

  // Folded: small letters without accents and punctuation.

  private static let french: [Meaning: [String]] = [
    .reference: ["identifiant", "numero", "code", "numero reference", "reference du traitement"],
    .processing: [
      "nom du traitement", "activite", "traitement", "activite de traitement", "intitule",
      "intitule du traitement", "nom de l activite", "denomination du traitement", "nom sigle",
    ],
    .purpose: ["finalite principale", "finalite", "finalites", "objectif", "objectif poursuivi"],
    .controller: ["responsable du traitement", "responsable de traitement", "responsable"],
    .joint: [
      "responsable s conjoint s", "responsable conjoint", "responsables conjoints",
      "coresponsable", "co responsable",
    ],
    .client: [
      "client", "clients", "responsable pour le compte duquel", "nom du client",
      "responsable de traitement pour le compte duquel",
    ],
    .people: [
      "categories de personnes concernees", "categorie de personnes concernees",
      "personnes concernees", "categories de personnes", "categorie de personnes",
    ],
    .number: [
      "nombre de personnes", "nombre de personnes concernees", "volume", "volumetrie", "nombre",
      "effectif",
    ],
    .data: [
      "categories de donnees personnelles", "categories de donnees", "donnees personnelles",
      "categorie de donnees", "donnees traitees", "donnees collectees", "types de donnees",
      "categories de donnees personnelles concernees", "donnees",
      "categories de donnees a caractere personnel",
    ],
    .sensitive: ["donnees sensibles", "categories particulieres", "donnees particulieres"],
    .recipients: [
      "destinataires", "destinataire", "categories de destinataires", "destinataires des donnees",
    ],
    .processors: ["sous traitants", "sous traitant", "sous traitant s", "prestataires"],
    .transfers: [
      "transferts hors ue", "transferts", "transfert hors ue", "pays tiers",
      "transferts de donnees hors ue", "transferts des donnees hors ue",
    ],
    .retention: [
      "duree de conservation", "durees de conservation", "delai d effacement", "conservation",
      "delais de suppression", "duree",
    ],
    .security: [
      "mesures de securite", "mesures de securite techniques et organisationnelles", "securite",
    ],
    .role: ["role", "qualite"],
    .system: [
      "logiciel", "application", "logiciels", "applications", "outil", "outils", "support",
      "supports", "systeme", "systeme d information", "hebergement", "logiciel utilise",
    ],
    .source: ["source des donnees", "origine des donnees", "sources", "provenance des donnees"],
    .basis: ["base legale", "base juridique", "fondement juridique", "licite du traitement"],
    .representative: [
      "delegue a la protection des donnees", "dpo", "representant", "societe du dpo",
    ],
  ]

  private static let german: [Meaning: [String]] = [
    .reference: ["laufende nummer", "lfd nr", "kennung", "nummer"],
    .processing: [
      "verarbeitungstatigkeit", "bezeichnung der verarbeitungstatigkeit", "verarbeitung",
      "bezeichnung der verarbeitung", "verwerking", "verwerkingsactiviteit",
    ],
    .purpose: ["zweck", "zwecke", "zweck der verarbeitung", "zwecke der verarbeitung", "doel"],
    .controller: ["verantwortlicher", "verwerkingsverantwoordelijke"],
    .joint: ["gemeinsam verantwortliche", "gemeinsam verantwortlicher"],
    .people: [
      "kategorien betroffener personen", "betroffene personen", "betroffene",
      "categorieen van betrokkenen", "betrokkenen",
    ],
    .number: ["anzahl", "anzahl der betroffenen", "anzahl betroffener personen", "aantal"],
    .data: [
      "kategorien personenbezogener daten", "datenkategorien", "personenbezogene daten",
      "categorieen van persoonsgegevens", "persoonsgegevens",
    ],
    .sensitive: ["besondere kategorien", "besondere kategorien personenbezogener daten"],
    .recipients: ["empfanger", "kategorien von empfangern", "ontvangers"],
    .processors: ["auftragsverarbeiter", "verwerkers", "verwerker"],
    .transfers: ["drittlander", "ubermittlung in drittlander", "drittlandubermittlung"],
    .retention: ["loschfristen", "loschfrist", "aufbewahrungsfrist", "bewaartermijn"],
    .security: ["technische und organisatorische massnahmen", "tom"],
    .system: ["anwendung", "verwendete software", "systeme", "verfahren", "systeem"],
    .basis: ["rechtsgrundlage", "grondslag"],
  ]

  private static let english: [Meaning: [String]] = [
    .reference: ["ref no", "reference number", "processing id", "record id"],
    .processing: [
      "business function", "process", "processing activity", "processing", "name of processing",
      "name of processing activity", "activity", "business process", "processing activities",
      "categories of processing",
    ],
    .purpose: [
      "purpose of processing", "purpose", "purposes", "purposes of processing",
      "purpose s of processing", "purpose of the processing",
    ],
    .controller: [
      "controller", "data controller", "name and contact details of controller",
      "name of controller", "name and contact details of the controller",
    ],
    .joint: [
      "joint controller", "joint controllers", "name and contact details of joint controller",
    ],
    .client: [
      "controller on whose behalf", "name and contact details of each controller", "customer",
      "on behalf of",
    ],
    .people: [
      "categories of individuals", "data subjects", "categories of data subjects",
      "data subject categories", "individuals", "data subject", "data subject category",
    ],
    .number: [
      "number of individuals", "number of data subjects", "volume", "number of people",
      "number of persons", "approximate number of data subjects",
    ],
    .data: [
      "categories of personal data", "personal data", "data categories", "categories of data",
      "personal data categories", "data category", "types of personal data", "data types",
    ],
    .sensitive: [
      "special categories", "article 9 condition", "art 9 condition", "special category data",
      "special categories of personal data", "sensitive data",
    ],
    .recipients: [
      "categories of recipients", "recipients", "third parties", "recipient",
      "shared with",
    ],
    .processors: [
      "processors", "processor", "link to contract with processor", "data processors",
      "sub processors", "vendors", "vendor",
    ],
    .transfers: [
      "third countries", "transfers", "international transfers", "transfers to third countries",
      "names of third countries or international organisations that personal data are transferred to",
      "third country transfers",
    ],
    .retention: [
      "retention schedule", "retention period", "retention", "time limits for erasure",
      "retention policy",
    ],
    .security: [
      "general description of technical and organisational security measures",
      "security measures", "technical and organisational measures",
    ],
    .role: ["role or responsibility", "role", "responsibility", "controller or processor"],
    .system: [
      "system", "systems", "application", "applications", "software", "it system", "system name",
      "asset", "assets", "location of personal data", "storage location",
    ],
    .dataset: ["dataset", "dataset name", "data set"],
    .source: ["source of the personal data", "source of personal data", "data source"],
    .basis: [
      "legal basis", "lawful basis", "article 6 lawful basis for processing personal data",
      "legal basis for processing",
    ],
    .representative: [
      "data protection officer", "representative", "name and contact details of dpo",
    ],
  ]
}
