import Foundation
import Testing

@testable import Diagrams

/// Everything that stands for something says what, and can be read by everybody.
@Suite struct AccessibilityTests {
  @Test func everyElementHasATitle() throws {
    let model = SampleModels.thirdPartyPayment
    let svg = try DiagramRenderer().render(model, format: .svg)
    let groups = try #require(SVGElements(svg.bytes)).groups
    for kind in ["organization", "system", "secret", "people", "service", "edge", "intruder"] {
      #expect(groups.values.contains { $0.kind == kind }, "\(kind)")
    }
    for (id, group) in groups where group.kind != nil {
      #expect(!group.title.isEmpty, "\(id)")
      if group.kind != "intruder" { #expect(!group.description.isEmpty, "\(id)") }
    }
    #expect(groups.filter { $0.value.kind == nil }.keys.sorted() == ["exposure"])
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
    #expect(Self.contrast(palette.exposed.ink, palette.background) >= 4.5)
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
