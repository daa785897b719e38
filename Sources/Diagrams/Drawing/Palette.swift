/// How something is drawn: what fills it, what frames it, what is written on it.
struct Tone: Sendable {
  var fill: Color
  var line: Color
  var ink: Color
}

/// The colours of one theme, by what they stand for. The hues are Okabe and Ito's, which people of
/// every colour vision tell apart (https://jfly.uni-koeln.de/color/), lightened for fills and darkened
/// for lines until text and lines have enough contrast (WCAG 2.2: 4.5 for text, 3 for lines). No
/// two roles of a theme share a colour, so that a style sheet can exchange one theme for another.
struct Palette: Sendable {
  var background: Color
  var ink: Color
  var muted: Color
  /// Edges that the compromise does not take.
  var edge: Color
  /// Organizations.
  var panel: Tone
  /// Systems that nobody got into.
  var untouched: Tone
  /// What the intruder has or controls.
  var controlled: Tone
  /// What the intruder got into without controlling it.
  var opened: Tone
  var exposed: Tone
  var derivable: Tone
  var unknown: Tone
  var safe: Tone
  var stopped: Tone
  /// Single points of failure.
  var critical: Tone

  /// For paper and bright rooms.
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

  /// For screens in the dark.
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

  /// Every colour, role by role, in one order for all palettes.
  var colors: [Color] {
    [background, ink, muted, edge] + tones.flatMap { [$0.fill, $0.line, $0.ink] }
  }
}
