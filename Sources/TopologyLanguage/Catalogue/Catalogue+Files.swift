/// Diagnostics about files and `extends`.
extension DiagnosticCatalogue {
  static let files: [Explanation] = [
    Explanation(
      .fileMissing, "file not found",
      """
      The name on the command line or after 'extends' does not name a file. A name after \
      'extends' is relative to the folder of the file that contains it.
      """,
      bad: "exposure validate grafs/tour.yaml", good: "exposure validate graphs/tour.yaml",
      isTopology: false),
    Explanation(
      .fileUnreadable, "file cannot be read",
      "The file exists, but the operating system refuses to read it. The message gives the reason.",
      bad: "chmod 000 town.yaml; exposure validate town.yaml",
      good: "chmod 644 town.yaml; exposure validate town.yaml", isTopology: false),
    Explanation(
      .notAFile, "folder instead of a file",
      "A topology is a single file, not a folder of files.",
      bad: "exposure validate graphs", good: "exposure validate graphs/tour.yaml",
      isTopology: false),
    Explanation(
      .fileTooLarge, "file too large",
      """
      All files of a run together may have at most 256 MiB, so that a wrong file name does not fill \
      the memory. A topology with a million flows needs less than 100 MiB.
      """,
      bad: "exposure validate backup.img", good: "exposure validate graphs/tour.yaml",
      isTopology: false),
    Explanation(
      .fileEmpty, "empty file",
      "The file has no YAML value: it is empty or contains only comments.",
      bad: "# to be written\n", good: "title: To be written\n"),
    Explanation(
      .notUTF8, "file is not UTF-8",
      """
      A topology is UTF-8 text. The message gives the position of the first invalid byte. Usually \
      the file was saved as UTF-16 or Latin-1.
      """,
      bad: "iconv -t UTF-16 town.yaml | exposure validate -",
      good: "exposure validate town.yaml", isTopology: false),
    Explanation(
      .invalidCharacter, "control character",
      """
      YAML does not allow control characters other than tab and line breaks; the NUL byte is not \
      allowed either. Inside double quotes, write them as escapes.
      """,
      bad: "printf 'title: \\a' | exposure validate -",
      good: "printf 'title: \"\\\\a\"' | exposure validate -", isTopology: false),
    Explanation(
      .tooManyFindings, "too many problems to list",
      """
      At most 10,000 problems are listed. This message gives the number of the others. Fix the listed \
      problems and run the command again.
      """,
      bad: "exposure validate generated-with-a-wrong-script.yaml",
      good: "exposure validate graphs/tour.yaml", isTopology: false),
    Explanation(
      .extendsOutside, "extended file outside the folder",
      """
      'extends' takes relative paths of files in the top file's folder or its subfolders. A topology \
      can therefore be passed on as a folder, and it cannot read other files of the machine. Links \
      that lead out of the folder are rejected, too.
      """,
      bad: "extends: ../secret/base.yaml\n", good: "title: On its own\n"),
    Explanation(
      .filesDisagree, "extended files disagree",
      """
      Two files of one 'extends' list give different values to the same key. The later one counts, so \
      the result depends on the order of the list.
      """,
      bad: """
        extends: [a.yaml, b.yaml], where a.yaml has 'people: { clients: { count: 3 } }' and b.yaml \
        'people: { clients: { count: 4 } }'
        """,
      good: """
        extends: [a.yaml, b.yaml], where only a.yaml has a 'count' of the clients
        """, isTopology: false),
    Explanation(
      .extendsCircle, "circular 'extends'",
      """
      A file is merged over the file it extends. It therefore cannot extend itself, directly or \
      through other files.
      """,
      bad: "# base.yaml\nextends: base.yaml", good: "# base.yaml\ntitle: Base", isTopology: false),
    Explanation(
      .tooManyFiles, "too many files",
      "A run reads at most 256 files; one that is extended several times counts each time.",
      bad: "extends: [1.yaml, 2.yaml, …, 300.yaml]",
      good: "extends: all.yaml", isTopology: false),
    Explanation(
      .unknownVariant, "unknown variant",
      "The requested variant is not in the section 'variants'.",
      bad: "exposure analyze town.yaml --variant split",
      good: "exposure validate town.yaml", isTopology: false),
    Explanation(
      .variantChange, "key not allowed in a variant",
      """
      A variant's 'change' is a patch on the sections of the file. It cannot add variants or extend \
      other files.
      """,
      bad: """
        variants:
          split:
            change:
              extends: other.yaml
        """,
      good: """
        variants:
          split:
            change:
              title: Split
        """),
    Explanation(
      .nothingToRemove, "nothing to remove",
      """
      In a variant's change, and in a file that extends another, null removes an entry. No entry has \
      this name. Usually it is misspelled, and the entry you meant to remove is still there.
      """,
      bad: """
        extends: base.yaml        # base.yaml has the flow contracts-to-operator
        flows:
          contracts-to-opertor: null
        """,
      good: """
        extends: base.yaml
        flows:
          contracts-to-operator: null
        """, isTopology: false),
  ]
}
