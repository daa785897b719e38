/// The supported laws. Another law needs only another entry in `all`.
extension NotificationLaw {
  /// All supported laws.
  public static let all: [NotificationLaw] = [gdpr, ukGDPR, nis2, hipaa]

  /// The law with a short name; nil if it is not supported.
  public static func law(_ id: String) -> NotificationLaw? {
    all.first { $0.id == id }
  }

  /// Regulation (EU) 2016/679, articles 33 and 34.
  static let gdpr = NotificationLaw(
    id: "gdpr", title: "General Data Protection Regulation, (EU) 2016/679",
    since: "2018-05-25", url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    calendar: .regulation1182of71, rules: articles33And34("gdpr", "GDPR"))

  /// The same regulation as retained by the United Kingdom.
  static let ukGDPR = NotificationLaw(
    id: "uk-gdpr", title: "UK General Data Protection Regulation", since: "2021-01-01",
    url: "https://www.legislation.gov.uk/eur/2016/679/contents",
    rules: articles33And34("uk-gdpr", "UK GDPR"))

  private static func articles33And34(_ id: String, _ name: String) -> [NotificationRule] {
    [
      NotificationRule(
        "\(id)-33-2", "\(name) 33(2)", .processor, .nextInChain,
        "notifies each controller whose data it holds", within: .withoutUndueDelay, when: .always),
      NotificationRule(
        "\(id)-33-1", "\(name) 33(1)", .controller, .authority,
        "notifies the supervisory authority", within: .hours(72), when: .unlessRiskUnlikely,
        contents: [
          "the nature of the breach, the categories and approximate numbers of people and of records (33(3)(a))",
          "the data protection officer or another contact (33(3)(b))",
          "the likely consequences (33(3)(c))",
          "the measures taken or proposed (33(3)(d))",
          "in phases if not everything is known at once (33(4)), with reasons for any delay beyond 72 hours (33(1))",
        ],
        exemptions: ["a risk to the people is unlikely (33(1))"]),
      NotificationRule(
        "\(id)-34", "\(name) 34(1)", .controller, .people,
        "notifies the people affected", within: .withoutUndueDelay, when: .riskHigh,
        contents: [
          "in clear and plain language the nature of the breach, a contact, the likely consequences and the measures (34(2))"
        ],
        exemptions: [
          "the data is unintelligible to anyone who has it, for example encrypted (34(3)(a))",
          "measures taken since make a high risk no longer likely (34(3)(b))",
          "it would take disproportionate effort; then a public notice is required instead (34(3)(c))",
        ]),
    ]
  }

  /// Directive (EU) 2022/2555, article 23(4).
  static let nis2 = NotificationLaw(
    id: "nis2", title: "NIS 2 Directive, (EU) 2022/2555", since: "2024-10-18",
    url: "https://eur-lex.europa.eu/eli/dir/2022/2555/oj",
    calendar: .regulation1182of71,
    rules: [
      NotificationRule(
        "nis2-23-4-a", "NIS2 23(4)(a)", .operatorOfSystems, .authority,
        "sends the CSIRT or the authority an early warning", within: .hours(24),
        when: .significant,
        contents: [
          "whether unlawful or malicious acts are suspected, and whether other states may be affected"
        ]),
      NotificationRule(
        "nis2-23-4-b", "NIS2 23(4)(b)", .operatorOfSystems, .authority,
        "notifies the CSIRT or the authority of the incident", within: .hours(72),
        when: .significant,
        contents: ["a first assessment of severity and impact, and indicators of compromise"]),
      NotificationRule(
        "nis2-23-4-d", "NIS2 23(4)(d)", .operatorOfSystems, .authority,
        "sends the CSIRT or the authority the final report, one month after that notification",
        within: .months(1),
        after: "nis2-23-4-b", when: .significant,
        contents: [
          "what happened and its impact, the likely cause, the measures, any cross-border impact"
        ]),
    ])

  /// 45 CFR part 164, subpart D: the Breach Notification Rule of the United States.
  static let hipaa = NotificationLaw(
    id: "hipaa", title: "HIPAA Breach Notification Rule, 45 CFR 164.400 to 414",
    since: "2009-09-23", url: "https://www.ecfr.gov/current/title-45/part-164/subpart-D",
    rules: [
      NotificationRule(
        "hipaa-410", "45 CFR 164.410", .processor, .nextInChain,
        "notifies the covered entity whose data it holds", within: .days(60), when: .unsecured,
        exemptions: ["the information is secured, for example encrypted (164.402)"]),
      NotificationRule(
        "hipaa-404", "45 CFR 164.404", .controller, .people, "notifies the people affected",
        within: .days(60), when: .unsecured,
        contents: [
          "what happened, the kinds of information, what to do, what is being done, a contact"
        ],
        exemptions: ["the information is secured, for example encrypted (164.402)"]),
      NotificationRule(
        "hipaa-408", "45 CFR 164.408", .controller, .authority,
        "notifies the Secretary of Health and Human Services; for fewer than 500 people, in the annual list",
        within: .days(60), when: .unsecured,
        exemptions: ["the information is secured, for example encrypted (164.402)"]),
    ])
}
