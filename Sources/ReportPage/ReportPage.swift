package import Reports

/// A self-contained HTML page that includes its style, script and pictures. Its content security policy blocks
/// everything else.
package struct ReportPage: Sendable {
  /// A section of the page, with its entry in the table of contents.
  package struct Section: Sendable {
    /// The fragment id for links: letters, digits and hyphens.
    package var id: String
    /// The heading.
    package var heading: String
    /// The content, as HTML made by a renderer.
    let body: String
    /// Names of accompanying files with the same content.
    var files: [String] = []

    init(id: String, heading: String, body: String) {
      self.id = id
      self.heading = heading
      self.body = body
    }

    /// Creates a section from a report; the heading replaces the report's own title.
    package init(id: String, heading: String, document: ReportDocument) {
      self.init(
        id: id, heading: heading,
        body: HTMLRenderer.ofSections.render(document))
    }
  }

  /// The title.
  package var title: String
  /// What the page is about: incident, date, architecture; may be empty.
  package var subtitle: String
  /// The topology's description; may be empty.
  package var description: String
  /// The sections in order.
  package var sections: [Section]
  /// The program's version.
  package var version: String
  /// Additional style rules of the pictures.
  var pictureStyle: String

  /// Creates a page without sections.
  package init(title: String, subtitle: String, description: String, version: String) {
    self.title = title
    self.subtitle = subtitle
    self.description = description
    self.version = version
    sections = []
    pictureStyle = ""
  }

  /// The page as a file.
  package var text: String {
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

  /// Allows no loading and no sending, and only the page's own style and script, identified by their hashes.
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
