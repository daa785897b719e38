/// Diagnostics about YAML.
extension DiagnosticCatalogue {
  static let yaml: [Explanation] = [
    Explanation(
      .yamlSyntax, "invalid YAML",
      """
      The file violates the syntax of YAML. Reading stops at the first such error. Usual causes are \
      tabs in the indentation, unquoted text that contains ': ', and brackets that are not \
      closed.
      """,
      bad: """
        title: Rights: who sees them
        """,
      good: """
        title: "Rights: who sees them"
        """),
    Explanation(
      .severalDocuments, "several documents in one file",
      "A topology is one YAML document. A line '---' starts another document.",
      bad: """
        title: One
        ---
        title: Two
        """,
      good: """
        title: One
        """),
    Explanation(
      .tooDeep, "nested too deeply",
      "Lists and maps can be nested at most 128 levels deep, and so can cohorts of cohorts.",
      bad: "title: " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        + "\n",
      good: "title: Flat\n"),
    Explanation(
      .tooManyValues, "too many values",
      """
      All files of a run together can have at most 24,000,000 values, with every alias and merge key \
      expanded. A few lines of aliases to aliases can expand to billions.
      """,
      bad: """
        description: &a [x, x, x, x, x, x, x, x, x, x]
        title: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        sources: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
        organizations: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
        people: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
        fields: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
        systems: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
        flows: [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]
        """,
      good: """
        title: Small
        """),
    Explanation(
      .unknownAnchor, "alias without an anchor",
      """
      '*name' repeats the value marked '&name'. The anchor must come earlier in the same \
      file.
      """,
      bad: """
        fields: { nir: *field }
        """,
      good: """
        fields: { name: &field { identifies: combined }, nir: *field }
        """),
    Explanation(
      .recursiveAlias, "value that contains itself",
      "An alias appears inside the value that it repeats.",
      bad: """
        fields: &all { nir: *all }
        """,
      good: """
        fields: { nir: {} }
        """),
    Explanation(
      .customTag, "unsupported tag",
      "Tags such as '!secret' belong to other tools. This language has no tags.",
      bad: """
        title: !secret Rights
        """,
      good: """
        title: Rights
        """),
    Explanation(
      .duplicateKey, "duplicate key",
      "A map contains the same key twice, so one of the values would be lost. The note shows the first.",
      bad: """
        fields:
          nir: { identifies: alone }
          nir: {}
        """,
      good: """
        fields:
          nir: { identifies: alone }
        """),
    Explanation(
      .keyNotText, "key is not text", "The key of an entry must be text, not a list or a map.",
      bad: """
        fields:
          [nir, name]: {}
        """,
      good: """
        fields:
          nir: {}
          name: {}
        """),
    Explanation(
      .mergeKeyValue, "invalid merge key",
      "'<<' merges the entries of one map, or of a list of maps.",
      bad: """
        fields:
          nir: { <<: alone }
        """,
      good: """
        fields:
          name: &personal { identifies: alone }
          nir: { <<: *personal, label: Number }
        """),
  ]
}
