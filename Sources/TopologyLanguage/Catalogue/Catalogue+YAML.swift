/// What is wrong before a file means anything.
extension DiagnosticCatalogue {
  static let yaml: [Explanation] = [
    Explanation(
      .yamlSyntax, "this is not YAML",
      """
      The file breaks the rules of YAML here; reading stops at the first such place. Tabs in the \
      indentation, text that contains ': ' without quotes and a bracket that is not closed are \
      the usual causes.
      """,
      bad: """
        title: Rights: who sees them
        """,
      good: """
        title: "Rights: who sees them"
        """),
    Explanation(
      .severalDocuments, "several documents in one file",
      "A topology is one YAML document. '---' between two begins a second one.",
      bad: """
        title: One
        ---
        title: Two
        """,
      good: """
        title: One
        """),
    Explanation(
      .tooDeep, "nested too deeply", "Lists and maps are nested at most 128 deep.",
      bad: "title: " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        + "\n",
      good: "title: Flat\n"),
    Explanation(
      .tooManyValues, "too many values",
      """
      Counted with every alias and merge key written out, all files of a run have at most \
      24,000,000 values. A few lines of aliases to aliases can stand for billions.
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
      .unknownAnchor, "an alias without its anchor",
      """
      '*name' repeats the value that '&name' marks. The mark must stand before it in the same \
      file.
      """,
      bad: """
        fields: { nir: *field }
        """,
      good: """
        fields: { name: &field { identifies: combined }, nir: *field }
        """),
    Explanation(
      .recursiveAlias, "a value that contains itself",
      "An alias stands inside the very value that it repeats.",
      bad: """
        fields: &all { nir: *all }
        """,
      good: """
        fields: { nir: {} }
        """),
    Explanation(
      .customTag, "a tag that means nothing here",
      "Tags such as '!secret' belong to other tools. The language has none of its own.",
      bad: """
        title: !secret Rights
        """,
      good: """
        title: Rights
        """),
    Explanation(
      .duplicateKey, "a key that stands twice",
      "One map has a key twice, so one of the two would be lost. The note shows the first.",
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
      .keyNotText, "a key that is no text", "The key of an entry is a word, not a list or a map.",
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
      .mergeKeyValue, "a merge key that brings no map",
      "'<<' brings the entries of one map, or of each map of a list.",
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
