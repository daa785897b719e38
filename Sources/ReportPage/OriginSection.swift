import Reports
import SourceText
import TopologyModel

/// How the answer was computed: method, limits, input, program version, and accompanying files.
struct OriginSection {
  let naming: Naming
  let variant: String?
  let version: String
  let inputs: [SourceFile]
  let files: [(name: String, what: String)]
  let limits: [String]

  private var topology: Topology { naming.topology }

  var section: ReportPage.Section {
    let label = variant.map { id in
      topology.variants.first { $0.id == id }?.label.map { "\($0) (\(id))" } ?? id
    }
    let body = PageTemplates.render(
      "origin",
      [
        "version": .text(version), "has-variant": .flag(label != nil),
        "variant": .text(label ?? ""),
        "limits": .list(limits.map(PageValue.text)),
        "inputs": .list(
          inputs.map { file in
            ["name": .text(file.name), "hash": .text(SecureHash(of: file.bytes).hexadecimal)]
          }),
        "files": .list(files.map { ["name": .text($0.name), "what": .text($0.what)] }),
        "has-sources": .flag(!topology.sources.isEmpty),
        "sources": .list(topology.sources.map(value)),
      ])
    return ReportPage.Section(id: "method", heading: "Method, limits and input", body: body)
  }

  private func value(_ source: Source) -> PageValue {
    let words = [source.title, source.date].compactMap { $0 }.joined(separator: ", ")
    return [
      "id": .text(source.id), "words": .text(words), "has-url": .flag(source.url != nil),
      "url": .text(source.url ?? ""),
    ]
  }
}
