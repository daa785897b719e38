@testable import Diagrams
import Testing

/// A layout in another process: what comes back, and what is said when nothing does.
@Suite struct LayoutWorkerTests {
  private func worker(_ script: String) -> LayoutWorker {
    LayoutWorker(executable: "/bin/sh", arguments: ["-c", script, "worker"])
  }

  @Test func thePictureComesBackWhole() throws {
    let text = String(repeating: "picture ", count: 100_000)
    #expect(try worker("cat").render(text, .svg, seconds: 5).bytes == Array(text.utf8))
  }

  @Test func theWorkerIsToldFormatAndTime() throws {
    let said = try worker("cat >/dev/null; echo $1 $2").render("x", .png, seconds: 2.5)
    #expect(String(decoding: said.bytes, as: UTF8.self) == "png 3\n")
  }

  @Test(arguments: [
    ("exit 14", DiagramError.tooSlow(5)),
    ("kill -SEGV $$", .failed("the layout process was ended by signal 11")),
    ("cat >/dev/null; echo no >&2; exit 1", .failed("no\n")),
    ("exit 1", .failed("")),
    (
      "echo warning >&2; echo picture-size 20000 30 >&2; exit 1",
      .tooLarge(width: 20_000, height: 30)
    ),
  ])
  func aFailureIsAnError(script: String, error: DiagramError) {
    #expect(throws: error) {
      try worker(script).render(String(repeating: "x", count: 200_000), .svg, seconds: 5)
    }
  }

  @Test(arguments: [
    ("cat", 1.0), ("cat; printf 'a warning\npicture-scale 0.25' >&2", 0.25),
    ("cat; echo something else >&2", 1),
  ])
  func aShrunkPictureSaysSo(script: String, scale: Double) throws {
    #expect(try worker(script).render("x", .png, seconds: 5).scale == scale)
  }

  @Test func aProgramThatIsNotThereIsAnError() {
    let worker = LayoutWorker(executable: "/nowhere/exposure", arguments: [])
    #expect {
      try worker.render("x", .svg, seconds: 1)
    } throws: { error in
      if case DiagramError.noWorker = error { true } else { false }
    }
  }

  @Test func withoutAProgramOnlyDOTIsWritten() throws {
    let renderer = DiagramRenderer(worker: nil)
    let model = SampleModels.grid(organizations: 2, systems: 2)
    #expect(try !renderer.render(model, format: .dot).bytes.isEmpty)
    #expect(throws: DiagramError.noWorker("no program to start is known")) {
      try renderer.render(model, format: .svg)
    }
  }

  @Test func aLayoutThatIsAlwaysTooSlowEndsInAnError() {
    let renderer = DiagramRenderer(worker: worker("exit 14"))
    #expect(throws: DiagramError.tooSlow(60)) {
      try renderer.render(SampleModels.grid(organizations: 30, systems: 10), format: .svg)
    }
  }

  /// A busy computer gives the same picture or none, never another one.
  @Test func aLayoutThatIsTooSlowIsNotReplacedByACoarserOne() {
    let renderer = DiagramRenderer(
      worker: worker("n=$(wc -l); [ $n -lt 60 ] || exit 14; echo picture"))
    #expect(throws: DiagramError.tooSlow(60)) {
      try renderer.render(SampleModels.grid(organizations: 30, systems: 10), format: .pdf)
    }
  }

  /// A comparison is laid out in several steps, any of which may be over its time.
  @Test func aComparisonThatIsTooSlowIsAnError() throws {
    let renderer = DiagramRenderer(worker: worker("exit 14"))
    #expect(throws: DiagramError.tooSlow(60)) {
      try renderer.render(SampleModels.comparison, format: .svg)
    }
  }

  /// A thousand systems in frames, each a box of its own, are laid out as they are.
  @Test func aThousandSystemsAreLaidOut() throws {
    var options = DiagramOptions()
    options.maximumNodes = 2_000
    let picture = try DiagramRenderer().render(
      SampleModels.grid(organizations: 100, systems: 10), format: .svg, options: options)
    #expect(picture.messages.isEmpty)
    let boxes =
      String(decoding: picture.bytes, as: UTF8.self)
      .split(separator: "data-kind=\"system\"").count - 1
    #expect(boxes == 1_000)
  }
}
