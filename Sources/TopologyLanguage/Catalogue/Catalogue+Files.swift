/// Bytes, files, what extends what.
extension DiagnosticCatalogue {
  static let files: [Explanation] = [
    Explanation(
      .fileMissing, "there is no such file",
      """
      The name on the command line, or after 'extends', is not the name of a file. A name after \
      'extends' is relative to the folder of the file that says it.
      """,
      bad: "exposure validate grafs/tour.yaml", good: "exposure validate graphs/tour.yaml",
      isTopology: false),
    Explanation(
      .fileUnreadable, "the file cannot be read",
      "The file is there, but the system does not let it be read. The message says why.",
      bad: "chmod 000 town.yaml; exposure validate town.yaml",
      good: "chmod 644 town.yaml; exposure validate town.yaml", isTopology: false),
    Explanation(
      .notAFile, "a folder where a file is expected",
      "A topology is one file, not a folder of files.",
      bad: "exposure validate graphs", good: "exposure validate graphs/tour.yaml",
      isTopology: false),
    Explanation(
      .fileTooLarge, "the file is too large",
      """
      All files of a run together are read up to 256 MiB, so that a wrong file name does not fill \
      the memory. A topology of a million flows is below 100 MiB.
      """,
      bad: "exposure validate backup.img", good: "exposure validate graphs/tour.yaml",
      isTopology: false),
    Explanation(
      .fileEmpty, "the file says nothing",
      "The file has no YAML value: it is empty, or only comments.",
      bad: "# to be written\n", good: "title: To be written\n"),
    Explanation(
      .notUTF8, "the file is not UTF-8",
      """
      A topology is text in UTF-8. The message says where the first byte stands that is not; \
      files saved as UTF-16 or Latin-1 are the usual cause.
      """,
      bad: "iconv -t UTF-16 town.yaml | exposure validate -",
      good: "exposure validate town.yaml", isTopology: false),
    Explanation(
      .invalidCharacter, "a control character",
      """
      Control characters other than tab and line breaks, the NUL byte among them, are not allowed \
      anywhere in YAML. In double quotes they can be written as escapes.
      """,
      bad: "printf 'title: \\a' | exposure validate -",
      good: "printf 'title: \"\\\\a\"' | exposure validate -", isTopology: false),
    Explanation(
      .tooManyFindings, "more findings than are listed",
      """
      At most 10,000 findings are listed. This one says how many more there are; mend what is \
      listed and run again.
      """,
      bad: "exposure validate generated-with-a-wrong-script.yaml",
      good: "exposure validate graphs/tour.yaml", isTopology: false),
    Explanation(
      .extendsOutside, "what is extended lies outside the folder",
      """
      'extends' takes relative paths of files in the folder of the top file or in folders below \
      it, so that a topology can be handed on as a folder and cannot read other files of the \
      machine. Links out of the folder count as outside.
      """,
      bad: "extends: ../secret/base.yaml\n", good: "title: On its own\n"),
    Explanation(
      .extendsCircle, "files extend one another in a circle",
      """
      A file is merged over what it extends, so none can extend itself, directly or through \
      others.
      """,
      bad: "# base.yaml\nextends: base.yaml", good: "# base.yaml\ntitle: Base", isTopology: false),
    Explanation(
      .tooManyFiles, "too many files extend one another",
      "At most 256 files are read in one run.", bad: "extends: [1.yaml, 2.yaml, …, 300.yaml]",
      good: "extends: all.yaml", isTopology: false),
    Explanation(
      .unknownVariant, "the file has no such variant",
      "The variant that was asked for is not in the section 'variants'.",
      bad: "exposure analyze town.yaml --variant split",
      good: "exposure validate town.yaml", isTopology: false),
    Explanation(
      .variantChange, "a variant cannot change this",
      """
      A variant's change is a patch on the sections of the file. It cannot bring other variants \
      or extend other files.
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
      .nothingToRemove, "a patch takes away what is not there",
      """
      In a variant's change, and in a file that extends another, null takes an entry away. There \
      is none of this name: mostly it is misspelled, and the variant is then not what it seems.
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
