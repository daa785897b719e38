/// The colors of a thing: fill, frame and text.
struct Tone: Sendable {
  var fill: Color
  var line: Color
  var ink: Color
}

/// The colors of a theme by role. The hues are those of Okabe and Ito, which are safe for every color vision
/// (https://jfly.uni-koeln.de/color/). They are lightened for fills and darkened for lines until the contrast
/// is sufficient (WCAG 2.2: 4.5 for text, 3 for lines). No two roles of a theme share a color, so that a style
/// sheet can replace one theme by another.
struct Palette: Sendable {
  var background: Color
  var ink: Color
  var muted: Color
  /// Edges outside the path of the compromise.
  var edge: Color
  /// Organizations.
  var panel: Tone
  /// Systems that the intruder cannot enter.
  var untouched: Tone
  /// What the intruder has or controls.
  var controlled: Tone
  /// What the intruder reads without controlling it.
  var opened: Tone
  var exposed: Tone
  var derivable: Tone
  var unknown: Tone
  var safe: Tone
  var stopped: Tone
  /// Single points of failure.
  var critical: Tone

  /// For paper and light screens.
  static let light = Palette(
    background: Color(0xFFFFFF), ink: Color(0x1A1D21), muted: Color(0x565D66),
    edge: Color(0x78808A),
    panel: Tone(fill: Color(0xF4F6F8), line: Color(0x868F99), ink: Color(0x1B1E22)),
    untouched: Tone(fill: Color(0xFEFEFE), line: Color(0x79818B), ink: Color(0x1C1F23)),
    controlled: Tone(fill: Color(0x8A2C00), line: Color(0x8A2D00), ink: Color(0xFFFEFD)),
    opened: Tone(fill: Color(0xFBC9A4), line: Color(0xA83E00), ink: Color(0x1D2024)),
    exposed: Tone(fill: Color(0xFDE4D2), line: Color(0xB84500), ink: Color(0x702600)),
    derivable: Tone(fill: Color(0xF7E3EE), line: Color(0xA34E88), ink: Color(0x6E2458)),
    unknown: Tone(fill: Color(0xE9E6F6), line: Color(0x6A5CA6), ink: Color(0x3E3373)),
    safe: Tone(fill: Color(0xDDEFF9), line: Color(0x0072B2), ink: Color(0x004A75)),
    stopped: Tone(fill: Color(0xE2E3E5), line: Color(0x40454B), ink: Color(0x2E3338)),
    critical: Tone(fill: Color(0xFAF2B4), line: Color(0x756600), ink: Color(0x4A4000)))

  /// For dark screens.
  static let dark = Palette(
    background: Color(0x14171A), ink: Color(0xECEFF2), muted: Color(0xA5ADB6),
    edge: Color(0x858E98),
    panel: Tone(fill: Color(0x1C2024), line: Color(0x7B848E), ink: Color(0xEBEEF1)),
    untouched: Tone(fill: Color(0x23282D), line: Color(0x8A939D), ink: Color(0xEAEDF0)),
    controlled: Tone(fill: Color(0xF08A4B), line: Color(0xF08B4B), ink: Color(0x1A0D04)),
    opened: Tone(fill: Color(0x6B3312), line: Color(0xF2995F), ink: Color(0xFDF0E7)),
    exposed: Tone(fill: Color(0x3F2415), line: Color(0xF0803C), ink: Color(0xFFC9A3)),
    derivable: Tone(fill: Color(0x38222F), line: Color(0xD98BBB), ink: Color(0xF2C3DE)),
    unknown: Tone(fill: Color(0x2A2541), line: Color(0xA89CE1), ink: Color(0xD7D0F6)),
    safe: Tone(fill: Color(0x132B3A), line: Color(0x56B4E9), ink: Color(0xA9DBF7)),
    stopped: Tone(fill: Color(0x33373C), line: Color(0xB9C0C8), ink: Color(0xDDE1E6)),
    critical: Tone(fill: Color(0x38330F), line: Color(0xE3D33C), ink: Color(0xF7EE9A)))

  /// The tones, role by role.
  var tones: [Tone] {
    [panel, untouched, controlled, opened, exposed, derivable, unknown, safe, stopped, critical]
  }

  /// Every color, role by role, in the same order for all palettes.
  var colors: [Color] {
    [background, ink, muted, edge] + tones.flatMap { [$0.fill, $0.line, $0.ink] }
  }
}
