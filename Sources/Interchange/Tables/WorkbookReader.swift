/// Reads the sheets of a workbook: Office Open XML (.xlsx, ECMA-376) and OpenDocument (.ods, 1.2).
enum WorkbookReader {
  /// Cells of one sheet that have something.
  static let cellLimit = 5_000_000
  /// Columns of one sheet: as many as a spreadsheet has.
  static let columnLimit = 16_384

  static func sheets(_ bytes: [UInt8], in source: ByteSource) throws(ImportFailure) -> [Sheet] {
    do {
      let archive = try ZIPReader(bytes)
      if archive["xl/workbook.xml"] != nil { return try OfficeSheets(archive).sheets() }
      if let content = archive["content.xml"] {
        return try OpenDocumentSheets.sheets(try archive.unpack(content))
      }
    } catch let failure as ZIPReader.Failure {
      throw source.failure("archive-unreadable", failure.message, help: failure.help)
    } catch let failure as XMLEvents.Failure {
      throw source.failure(
        "xml-syntax", "the workbook is broken: line \(failure.line): \(failure.message)")
    } catch let failure as TooLarge {
      throw source.failure("file-too-large", failure.message)
    } catch {
      throw source.failure("file-unreadable", "cannot read '\(source.name)'")
    }
    throw source.failure(
      "not-the-format", "'\(source.name)' is a ZIP file without a workbook",
      help: "a register is CSV, .xlsx or .ods")
  }

  /// A sheet beyond a limit.
  struct TooLarge: Error {
    var message: String
  }
}
