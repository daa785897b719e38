@testable import Diagrams
import Foundation
import Testing

/// Everything that stands for something says what, and can be read by everybody.
@Suite struct AccessibilityTests {
  @Test(arguments: SampleModels.views, DiagramDetail.allCases)
  func everyElementHasATitle(model: DiagramModel, detail: DiagramDetail) throws {
    var options = DiagramOptions()
    options.detail = detail
    let svg = try DiagramRenderer().render(model, format: .svg, options: options)
    let groups = try #require(SVGElements(svg.bytes)).groups
    let kinds: [DiagramView: [String]] = [
      .exposure: ["secret", "people", "service", "intruder"], .lineage: [],
      .singlePoints: ["secret", "service", "event"],
      .comparison: ["architecture", "caption", "secret", "people", "service", "intruder"],
    ]
    // At the coarsest what data moves stays inside the boxes.
    let all = ["organization", "edge"] + (detail == .organization ? [] : ["system"])
    for kind in all + (kinds[model.view] ?? []) {
      #expect(groups.values.contains { $0.kind == kind }, "\(kind)")
    }
    for (id, group) in groups where group.kind != nil {
      #expect(!group.title.isEmpty, "\(id)")
      if group.kind != "intruder" { #expect(!group.description.isEmpty, "\(id)") }
    }
    #expect(groups.filter { $0.value.kind == nil }.keys.sorted() == ["exposure"])
  }

  @Test func aSinglePointIsSaidInWords() throws {
    let svg = try DiagramRenderer().render(SampleModels.singlePoints, format: .svg)
    let groups = try #require(SVGElements(svg.bytes)).groups
    let portal = try #require(groups["system-viamedis_portal"]).description
    #expect(portal.contains("single point of failure for exposure and availability"))
    #expect(portal.contains("31 % of insured: 20M; all transport-patients: at most 49"))
    #expect(portal.contains("Health professionals: unknown"))
    #expect(portal.contains("takes down Approval of glasses"))
    #expect(portal.contains("On every way to Invoice of medical transport"))
    #expect(groups["event-flaw"]?.title.hasPrefix("Common cause") == true)
  }

  @Test func aChangeIsSaidInWords() throws {
    var options = DiagramOptions()
    options.detail = .system
    let svg = try DiagramRenderer().render(
      SampleModels.comparison, format: .svg, options: options)
    let groups = try #require(SVGElements(svg.bytes)).groups
    #expect(groups["p1-secret-code"]?.description.contains("Not in this architecture") == true)
    #expect(groups["p3-secret-code"]?.description.contains("Not in the first") == true)
    #expect(groups["p2-system-pacifica_system"]?.description.contains("Worse than") == true)
    #expect(groups["p3-system-viamedis_portal"]?.description.contains("Better than") == true)
    #expect(
      groups["p2-system-viamedis_core"]?.description.contains(
        "Dataset Rights: not in this architecture") == true)
    #expect(groups["p3-architecture-factor"]?.description.contains("nobody reached") == true)
  }

  @Test func aStateIsSaidInWords() throws {
    let svg = try DiagramRenderer().render(SampleModels.thirdPartyPayment, format: .svg)
    let groups = try #require(SVGElements(svg.bytes)).groups
    #expect(groups["system-viamedis_portal"]?.description.contains("The intruder gets in.") == true)
    #expect(groups["system-viamedis_portal"]?.description.contains("contained") == true)
    #expect(groups["secret-viamedis_login"]?.description.contains("the intruder has it") == true)
    #expect(groups["people-insured"]?.description.contains("safe: Bank account") == true)
  }

  @Test func nothingTellsTheLibrarysVersion() throws {
    let svg = try DiagramRenderer().render(SampleModels.thirdPartyPayment, format: .svg)
    let text = String(decoding: svg.bytes, as: UTF8.self)
    #expect(!text.contains("<!--"))
    #expect(!text.lowercased().contains("graphviz"))
  }

  @Test(arguments: [Palette.light, Palette.dark])
  func contrastIsEnough(palette: Palette) {
    for tone in palette.tones {
      #expect(Self.contrast(tone.ink, tone.fill) >= 4.5)
      #expect(Self.contrast(tone.line, palette.background) >= 3)
    }
    #expect(Self.contrast(palette.ink, palette.background) >= 7)
    #expect(Self.contrast(palette.muted, palette.background) >= 4.5)
    #expect(Self.contrast(palette.muted, palette.panel.fill) >= 4.5)
    #expect(Self.contrast(palette.muted, palette.untouched.fill) >= 4.5)
    // What is written on the background, in a frame's heading, on a line.
    for tone in [palette.exposed, palette.safe, palette.critical] {
      #expect(Self.contrast(tone.ink, palette.background) >= 4.5)
      #expect(Self.contrast(tone.ink, palette.panel.fill) >= 4.5)
    }
    #expect(Self.contrast(palette.edge, palette.background) >= 3)
    #expect(Self.contrast(palette.edge, palette.panel.fill) >= 3)
  }

  @Test func noTwoRolesShareAColour() {
    for palette in [Palette.light, .dark] {
      #expect(Set(palette.colors).count == palette.colors.count)
    }
    #expect(Palette.light.colors.count == Palette.dark.colors.count)
  }

  @Test func theReadersSettingChoosesTheTheme() throws {
    var options = DiagramOptions()
    options.theme = .automatic
    let svg = try DiagramRenderer().render(
      SampleModels.thirdPartyPayment, format: .svg, options: options)
    let text = String(decoding: svg.bytes, as: UTF8.self)
    #expect(text.contains("prefers-color-scheme: dark"))
    #expect(SVGElements(svg.bytes) != nil)
  }

  /// Contrast of two colours, 1 … 21 (WCAG 2.2).
  private static func contrast(_ first: Color, _ second: Color) -> Double {
    let (low, high) = (
      min(luminance(first), luminance(second)), max(luminance(first), luminance(second))
    )
    return (high + 0.05) / (low + 0.05)
  }

  private static func luminance(_ color: Color) -> Double {
    let channels = [16, 8, 0].map { shift -> Double in
      let part = Double((color.value >> UInt32(shift)) & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }
}
