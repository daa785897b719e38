/// Turns libgvc's SVG into the project's: every element that stands for something says what, nothing
/// depends on the library's version, and the fonts have substitutes.
struct SVGAnnotator {
  var annotations: [String: SVGAnnotation]
  var title: String
  var description: String
  /// The other theme's colours by this one's, for a picture that follows the reader's setting.
  var darkColors: [(light: Color, dark: Color)]

  /// - Parameter svg: What libgvc wrote, UTF-8.
  /// - Returns: The same picture: comments left out, `<title>`, `<desc>` and `data-` attributes put in.
  /// - Complexity: O(length of the SVG).
  func annotate(_ svg: String) -> String {
    var output = ""
    output.reserveCapacity(svg.utf8.count * 3 / 2)
    var lines = svg.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var isInComment = false
    while let line = lines.popFirst() {
      if isInComment || line.hasPrefix("<!--") {
        // Comments name the library's version and the nodes once more.
        isInComment = !line.hasSuffix("-->")
        continue
      }
      if line.hasPrefix("<g id=\""), let group = Group(line) {
        if lines.first?.hasPrefix("<title>") == true { lines = lines.dropFirst() }
        write(group, to: &output)
      } else if line.hasPrefix("<svg ") {
        // Text keeps its measured width at every size: browsers round small letters otherwise.
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

  /// `<g id="…" class="…" …>` taken apart.
  private struct Group {
    var id: String
    var kind: Substring
    var rest: Substring

    init?(_ line: Substring) {
      let parts = line.split(separator: "\"", maxSplits: 4, omittingEmptySubsequences: false)
      guard parts.count == 5, parts[0] == "<g id=", parts[2] == " class=" else { return nil }
      // The library writes a hyphen as an entity, so that names can stand in comments.
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
    if !annotation.id.isEmpty { output += " data-id=\"\(DOTText.xml(annotation.id))\"" }
    output += "\(group.rest)\n<title>\(DOTText.xml(annotation.title))</title>\n"
    if !annotation.description.isEmpty {
      output += "<desc>\(DOTText.xml(annotation.description))</desc>\n"
    }
  }

  private var head: String {
    var head = "<title>\(DOTText.xml(title))</title>\n"
    if !description.isEmpty { head += "<desc>\(DOTText.xml(description))</desc>\n" }
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
