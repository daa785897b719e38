import SourceText

/// Turns libgvc's SVG into the project's SVG: every element describes what it stands for, the output does not
/// depend on the library's version, and fonts have fallbacks.
struct SVGAnnotator {
  var annotations: [String: SVGAnnotation]
  /// The ids of the frames in the order in which they are to appear.
  var frames: [String]
  var title: String
  var description: String
  /// The colors of the other theme, for a picture that follows the viewer's setting.
  var darkColors: [(light: Color, dark: Color)]

  /// - Parameter svg: libgvc's output, UTF-8.
  /// - Returns: The same picture without comments, with `<title>`, `<desc>` and `data-` attributes.
  /// - Complexity: O(length of the SVG).
  func annotate(_ svg: String) -> String {
    var output = ""
    output.reserveCapacity(svg.utf8.count * 3 / 2)
    var lines = SVGFrames(order: frames).sorted(
      svg.split(separator: "\n", omittingEmptySubsequences: false))[...]
    var isInComment = false
    while let line = lines.popFirst() {
      if isInComment || line.hasPrefix("<!--") {
        // Comments contain the library's version and repeat the nodes.
        isInComment = !line.hasSuffix("-->")
        continue
      }
      if line.hasPrefix("<g id=\""), let group = Group(line) {
        if lines.first?.hasPrefix("<title>") == true { lines = lines.dropFirst() }
        write(group, to: &output)
      } else if line.hasPrefix("<svg ") {
        // Keeps the measured text width at every size; browsers would otherwise round small letters.
        let attributes = "<svg role=\"img\" text-rendering=\"geometricPrecision\" "
        output += line.replacing("<svg ", with: attributes, maxReplacements: 1) + "\n"
      } else if line.isEmpty, lines.isEmpty {
        break
      } else {
        output += withFonts(line) + "\n"
        if line.contains("xmlns=\"http://www.w3.org/2000/svg\"") { output += head }
      }
    }
    return output
  }

  /// A parsed `<g id="…" class="…" …>`.
  struct Group {
    var id: String
    var kind: Substring
    var rest: Substring

    init?(_ line: Substring) {
      let parts = line.split(separator: "\"", maxSplits: 4, omittingEmptySubsequences: false)
      guard parts.count == 5, parts[0] == "<g id=", parts[2] == " class=" else { return nil }
      // The library writes hyphens as entities, so that names can appear in comments.
      id = String(parts[1].replacing("&#45;", with: "-"))
      kind = parts[3].prefix { $0 != " " }
      rest = parts[4]
    }
  }

  private func write(_ group: Group, to output: inout String) {
    output += "<g id=\"\(group.id)\" class=\"\(group.kind)"
    guard let annotation = annotations[group.id] else {
      output += "\"\(group.rest)\n"
      return
    }
    output += " \(annotation.kind)\" data-kind=\"\(annotation.kind)\""
    if !annotation.id.isEmpty { output += " data-id=\"\(XMLText.escaped(annotation.id))\"" }
    output += "\(group.rest)\n<title>\(XMLText.escaped(annotation.title))</title>\n"
    if !annotation.description.isEmpty {
      output += "<desc>\(XMLText.escaped(annotation.description))</desc>\n"
    }
  }

  private var head: String {
    var head = "<title>\(XMLText.escaped(title))</title>\n"
    if !description.isEmpty { head += "<desc>\(XMLText.escaped(description))</desc>\n" }
    guard !darkColors.isEmpty else { return head }
    head += "<style>@media (prefers-color-scheme: dark) {\n"
    for (light, dark) in darkColors {
      for attribute in ["fill", "stroke"] {
        head += "[\(attribute)=\"\(light.hexadecimal)\"] { \(attribute): \(dark.hexadecimal) }\n"
      }
    }
    return head + "}</style>\n"
  }

  /// `transparent` is no paint of SVG 1.1, and some programs draw it black.
  private func withoutTransparency(_ line: Substring) -> String {
    guard line.hasPrefix("<") else { return String(line) }
    return ["fill", "stroke"].reduce(String(line)) { line, attribute in
      line.replacing(" \(attribute)=\"transparent\"", with: " \(attribute)=\"none\"")
    }
  }

  /// DejaVu Sans, which measured the text, is wide: whatever replaces it takes no more room.
  private func withFonts(_ line: Substring) -> String {
    guard line.hasPrefix("<text") else { return withoutTransparency(line) }
    return String(
      line.replacing(
        "font-family=\"DejaVu Sans\"",
        with: "font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\"", maxReplacements: 1))
  }
}
