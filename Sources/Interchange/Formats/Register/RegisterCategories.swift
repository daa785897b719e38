import TopologyModel

/// Kinds of data as registers name them, in the categories of fideslang 3.
enum RegisterCategories {
  /// What a label means; nil if it is not known.
  static func meaning(_ label: String) -> CategoryMap.Meaning? {
    var folded = CellText.folded(label)
    for start in [
      "donnees concernant la ", "donnees concernant l ", "donnees relatives a la ",
      "donnees relatives a l ", "donnees relatives aux ", "donnees de ", "donnees d ", "donnees ",
      "informations d ordre ", "information about ", "data concerning ", "data about ",
    ] where folded.hasPrefix(start) {
      folded = String(folded.dropFirst(start.count))
      break
    }
    if let exact = table[folded] { return exact }
    let words = Set(folded.split(separator: " ").map(String.init))
    for (word, meaning) in telling where words.contains(word) { return meaning }
    for (start, meaning) in beginnings where folded.hasPrefix(start) { return meaning }
    return nil
  }

  private static func of(
    _ category: String, _ identifies: DataField.Identification? = nil
  ) -> CategoryMap.Meaning {
    CategoryMap.Meaning(category: category, identifies: identifies)
  }

  private static let nationalID = of("user.government_id", .alone)

  /// Words that decide wherever they stand.
  private static let telling: [(String, CategoryMap.Meaning)] = [
    ("nir", nationalID), ("sante", of("user.health_and_medical")),
    ("medicales", of("user.health_and_medical")), ("health", of("user.health_and_medical")),
    ("medical", of("user.health_and_medical")), ("gesundheitsdaten", of("user.health_and_medical")),
    ("genetiques", of("user.health_and_medical.genetic")),
    ("genetic", of("user.health_and_medical.genetic")), ("biometriques", of("user.biometric")),
    ("biometric", of("user.biometric")), ("iban", of("user.financial.bank_account")),
    ("rib", of("user.financial.bank_account")), ("passport", nationalID), ("passeport", nationalID),
  ]

  private static let beginnings: [(String, CategoryMap.Meaning)] = [
    ("etat civil", of("user.name")), ("numero de securite sociale", nationalID),
    ("economique et financier", of("user.financial")),
    ("origine raciale", of("user.demographic.race_ethnicity")),
    ("origine ethnique", of("user.demographic.race_ethnicity")),
    ("opinions politiques", of("user.demographic.political_opinion")),
    ("convictions", of("user.demographic.religious_belief")),
    ("vie sexuelle", of("user.demographic.sexual_orientation")),
    ("orientation sexuelle", of("user.demographic.sexual_orientation")),
    ("condamnations", of("user.criminal_history")), ("criminal", of("user.criminal_history")),
  ]

  private static let table: [String: CategoryMap.Meaning] = {
    var table: [String: CategoryMap.Meaning] = [:]
    func add(_ meaning: CategoryMap.Meaning, _ labels: String...) {
      for label in labels { table[label] = meaning }
    }
    add(
      of("user.name"), "identite", "nom", "noms", "name", "names", "identity", "identification",
      "full name", "nom prenom", "nom et prenom")
    add(of("user.name.first"), "prenom", "first name", "vorname")
    add(of("user.name.last"), "nom de famille", "last name", "surname", "nachname")
    add(
      of("user.contact"), "coordonnees", "contact", "contact details", "contact data",
      "kontaktdaten", "contactgegevens")
    add(
      of("user.contact.email"), "adresse electronique", "email", "e mail", "courriel", "mail",
      "email address", "e mail adresse", "adresse email", "adresse e mail", "adresse mail")
    add(
      of("user.contact.phone_number"), "telephone", "phone", "phone number", "numero de telephone",
      "telefonnummer", "telefon", "telephone number")
    add(
      of("user.contact.address"), "adresse", "adresse postale", "address", "postal address",
      "anschrift", "home address")
    add(
      nationalID, "numero de securite sociale", "national insurance number",
      "social security number", "ssn", "bsn", "national id", "sozialversicherungsnummer",
      "piece d identite", "carte d identite", "pps number", "ppsn")
    add(
      of("user.financial.bank_account"), "coordonnees bancaires", "bank details", "bank account",
      "bankverbindung", "bank account details")
    add(
      of("user.financial"), "financieres", "financial", "financial data", "financial details",
      "financial information")
    add(
      of("user.biometric"), "images", "image", "photo", "photos", "photographie", "photographs",
      "video", "cctv images")
    add(
      of("user.demographic.date_of_birth"), "date de naissance", "date of birth", "birth date",
      "geburtsdatum", "dob")
    add(
      of("user.location"), "localisation", "location", "location data", "geolocalisation",
      "standortdaten")
    add(of("user.device.ip_address"), "adresse ip", "ip address", "ip adresse")
    add(of("user.device.cookie_id"), "cookies", "cookie")
    add(of("user.job_title"), "fonction", "job title", "poste")
    add(of("user.payment"), "payment", "paiement", "payment data")
    return table
  }()
}
