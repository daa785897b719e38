public import Reports

/// One self-contained page of HTML: its style, its script and its pictures are in it, and its content
/// security policy lets nothing else in.
public struct ReportPage: Sendable {
  /// A part of the page, with its place in the list of sections.
  public struct Section: Sendable {
    /// The fragment by which links reach it: letters, digits and hyphens.
    public var id: String
    /// Its heading.
    public var heading: String
    /// What it says, as HTML that a renderer made.
    let body: String
    /// Names of the files beside the page that say the same.
    var files: [String] = []

    init(id: String, heading: String, body: String) {
      self.id = id
      self.heading = heading
      self.body = body
    }

    /// A report as a section; its own title gives way to the heading.
    public init(id: String, heading: String, document: ReportDocument) {
      self.init(
        id: id, heading: heading,
        body: HTMLRenderer.ofSections().render(document))
    }
  }

  /// The title.
  public var title: String
  /// What the page is about: incident, date, architecture; empty: nothing to say.
  public var subtitle: String
  /// What the topology says of itself; empty: nothing.
  public var description: String
  /// The parts, in order.
  public var sections: [Section]
  /// The version of the tool.
  public var version: String
  /// Rules that pictures bring with them.
  var pictureStyle: String

  /// A page without parts.
  public init(title: String, subtitle: String, description: String, version: String) {
    self.title = title
    self.subtitle = subtitle
    self.description = description
    self.version = version
    sections = []
    pictureStyle = ""
  }

  /// The page as a file.
  public var text: String {
    let style = PageTemplates.style + pictureStyle
    let script = PageTemplates.script
    return PageTemplates.render(
      "page",
      [
        "policy": .text(Self.policy(style: style, script: script)), "title": .text(title),
        "version": .text(version), "style": .markup(style), "script": .markup(script),
        "has-subtitle": .flag(!subtitle.isEmpty), "subtitle": .text(subtitle),
        "has-description": .flag(!description.isEmpty), "description": .text(description),
        "sections": .list(
          sections.map {
            [
              "id": .text($0.id), "heading": .text($0.heading), "body": .markup($0.body),
              "has-files": .flag(!$0.files.isEmpty),
              "files": .list($0.files.map { ["name": .text($0)] }),
            ]
          }),
      ])
  }

  /// Nothing may be loaded or sent; of styles and scripts only the page's own, told by their hashes.
  /// https://www.w3.org/TR/CSP3/
  private static func policy(style: String, script: String) -> String {
    [
      "default-src 'none'",
      "style-src 'sha256-\(SecureHash(of: style.utf8).base64)'",
      "script-src 'sha256-\(SecureHash(of: script.utf8).base64)'",
      "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }
}
