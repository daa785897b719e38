import Foundation
package import SourceText

/// The outcome of an import.
package struct ImportOutcome: Sendable {
  /// The topology as YAML; nil if nothing could be read.
  package var yaml: [UInt8]?
  /// What was read, made and left out.
  package var account: ImportAccount
  /// The problems, in order.
  package var diagnostics: [Diagnostic]
  /// The files, or parts of them, that the problems are in.
  package var files: SourceFiles
}

/// The file that an import writes.
package enum ImportedFile {
  /// How it begins, by which a later import knows it.
  package static let firstLine = "# Written by 'exposure import"
}

/// Reads what other tools write and makes a topology of it.
package enum Importer {
  /// Imports files.
  /// - Parameters:
  ///   - format: nil: by content.
  ///   - paths: Files, folders and archives; `-` is standard input.
  package static func run(
    _ format: ImportFormat?, paths: [String], options: ImportOptions
  ) -> ImportOutcome {
    let log = ImportLog(format: format?.rawValue ?? "")
    do {
      let inputs = try InputExpansion.inputs(paths)
      let found = try self.format(of: inputs, said: format, log)
      log.account.format = found.rawValue
      var draft = try found.importer.read(inputs, options, log)
      draft.remarks = remarks(found, log.account.files)
      log.account.note(
        "ids-gone",
        "Ids of the earlier import that are gone: a file that extends it may name them.",
        examples: options.earlier.gone(from: draft))
      log.account.made = draft.counts
      return outcome(DraftWriter.yaml(draft, log.names), log)
    } catch let failure as ImportFailure {
      log.report(failure)
    } catch {
      log.report(ByteSource.failure("file-unreadable", "cannot read the input: \(error)"))
    }
    return outcome(nil, log)
  }

  private static func outcome(_ yaml: [UInt8]?, _ log: ImportLog) -> ImportOutcome {
    ImportOutcome(
      yaml: yaml, account: log.account, diagnostics: log.allDiagnostics.sorted(), files: log.files)
  }

  /// The format said, if the content is not plainly another; else the format of the first file that has one.
  private static func format(
    of inputs: [ImportInput], said: ImportFormat?, _ log: ImportLog
  ) throws(ImportFailure) -> ImportFormat {
    var found: ImportFormat?
    for input in inputs {
      found = FormatDetector.format(of: try input.head())
      if found != nil { break }
    }
    guard let said else {
      guard let found else {
        let names = ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ByteSource.failure(
          "format-unknown",
          "'\(inputs.first?.name ?? "")' is of no format that is known here",
          help: "say which one it is: \(names)")
      }
      return found
    }
    if let found, found != said, !areRead(said, as: found) {
      throw ByteSource.failure(
        "not-the-format", "'\(inputs.first?.name ?? "")' is \(found.noun), not \(said.noun)",
        help: "write 'exposure import \(found.rawValue) …'")
    }
    return said
  }

  /// Whether content that looks like one format may be another all the same: tables have headings of their own.
  private static func areRead(_ said: ImportFormat, as found: ImportFormat) -> Bool {
    said == .bloodhound && found == .register
  }

  private static func remarks(_ format: ImportFormat, _ files: [String]) -> [String] {
    // Without folders, because paths differ from machine to machine.
    let names = Set(files.map { $0.split(separator: "/").last.map(String.init) ?? $0 }).sorted()
    let shown =
      names.count > 8
      ? names.prefix(8).joined(separator: ", ") + " and \(names.count - 8) more"
      : names.joined(separator: ", ")
    return [
      "\(ImportedFile.firstLine.dropFirst(2)) \(format.rawValue)' from \(shown).",
      "The next import replaces this file. Add people, counts and incidents in a file that extends it.",
      "What the source does not say is left out: in a topology that is unknown, not empty.",
    ]
  }
}
