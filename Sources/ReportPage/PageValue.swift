import Mustache
import Reports
import SourceText

/// A value for a template. Text from a topology enters only as `text`, which every template escapes; `markup` is
/// the output of another template or renderer.
indirect enum PageValue: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  case text(String)
  case markup(String)
  case flag(Bool)
  case list([PageValue])
  case object([String: PageValue])

  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(arrayLiteral elements: PageValue...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, PageValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }

  /// The value for the template library. Control characters and bidirectional marks appear as code points, as on a
  /// terminal.
  var context: Any {
    switch self {
    case .text(let text):
      TerminalText.printable(text.replacing("\n", with: " ").replacing("\r", with: ""))
    case .markup(let markup): markup
    case .flag(let flag): flag
    case .list(let values): values.map(\.context)
    case .object(let entries): entries.mapValues(\.context)
    }
  }
}

/// The templates of the page, parsed once.
enum PageTemplates {
  private static let library: MustacheLibrary = {
    var library = MustacheLibrary()
    let templates = [
      ("page", PackageResources.page_mustache),
      ("blocks", PackageResources.blocks_mustache),
      ("summary", PackageResources.summary_mustache),
      ("people", PackageResources.people_mustache),
      ("diagram", PackageResources.diagram_mustache),
      ("fold", PackageResources.fold_mustache),
      ("chart", PackageResources.chart_mustache),
      ("origin", PackageResources.origin_mustache),
    ]
    for (name, bytes) in templates {
      do {
        try library.register(String(decoding: bytes, as: UTF8.self), named: name)
      } catch {
        fatalError("invalid template '\(name)': \(error)")
      }
    }
    return library
  }()

  /// The style sheet of the page.
  static let style =
    String(decoding: PackageResources.page_css, as: UTF8.self) + ChartStyle.ofPages + "\n"
  /// The script of the page.
  static let script = String(decoding: PackageResources.page_js, as: UTF8.self)

  /// Renders a template.
  static func render(_ name: String, _ value: PageValue) -> String {
    guard let text = library.render(value.context, withTemplate: name) else {
      fatalError("no template '\(name)'")
    }
    return text
  }
}
