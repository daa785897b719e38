import CXML

/// Reads XML through libxml2's reader, one event after another. Entities of the document's own and files that it names are
/// never loaded.
struct XMLEvents {
  /// An event.
  enum Event {
    /// The beginning of an element: its name without prefix, and its attributes by name without prefix.
    case start(String, [String: String])
    case end(String)
    case text(String)
  }

  /// Why a text is no XML.
  struct Failure: Error {
    var message: String
    var line: Int
  }

  /// Elements within elements.
  static let depthLimit = 256

  /// Calls `body` with each event, until the end or an error of its own.
  static func read(_ bytes: [UInt8], _ body: (Event) throws -> Void) throws {
    guard bytes.count < Int(Int32.max) else {
      throw Failure(message: "the document is larger than 2 GB", line: 1)
    }
    let options =
      Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOERROR.rawValue)
      | Int32(XML_PARSE_NOWARNING.rawValue) | Int32(XML_PARSE_COMPACT.rawValue)
      | Int32(XML_PARSE_NOCDATA.rawValue)
    try bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard
        let reader = xmlReaderForMemory(start, Int32(buffer.count), nil, nil, options)
      else { throw Failure(message: "cannot read the document", line: 1) }
      defer { xmlFreeTextReader(reader) }
      var status = xmlTextReaderRead(reader)
      while status == 1 {
        guard xmlTextReaderDepth(reader) <= Int32(depthLimit) else {
          throw Failure(
            message: "elements are nested more than \(depthLimit) levels deep", line: line(reader))
        }
        switch xmlTextReaderNodeType(reader) {
        case 1:
          let name = name(reader)
          let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
          try body(.start(name, attributes(reader)))
          if isEmpty { try body(.end(name)) }
        case 15: try body(.end(name(reader)))
        case 3, 4, 14: try body(.text(text(xmlTextReaderConstValue(reader))))
        case 5:
          throw Failure(
            message: "the document refers to an entity of its own, which is not loaded",
            line: line(reader))
        default: break
        }
        status = xmlTextReaderRead(reader)
      }
      guard status == 0 else {
        let reason = xmlGetLastError().flatMap { $0.pointee.message }.map { String(cString: $0) }
        let place = xmlGetLastError().map { Int($0.pointee.line) } ?? line(reader)
        throw Failure(
          message: CellText.trimmed(reason ?? "the document is no valid XML"), line: max(1, place))
      }
    }
  }

  private static func line(_ reader: xmlTextReaderPtr) -> Int {
    Int(xmlTextReaderGetParserLineNumber(reader))
  }

  private static func name(_ reader: xmlTextReaderPtr) -> String {
    text(xmlTextReaderConstLocalName(reader))
  }

  private static func text(_ pointer: UnsafePointer<UInt8>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  private static func attributes(_ reader: xmlTextReaderPtr) -> [String: String] {
    guard xmlTextReaderHasAttributes(reader) == 1 else { return [:] }
    var result: [String: String] = [:]
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      result[name(reader)] = text(xmlTextReaderConstValue(reader))
    }
    _ = xmlTextReaderMoveToElement(reader)
    return result
  }
}
