@testable import Diagrams
import TestSupport
import Testing

/// A picture is folded to what can be read, and says everything that it folds.
@Suite struct FoldingTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func nothingDisappearsSilently(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let model = SampleModels.random(&generator)
    var options = DiagramOptions()
    options.maximumNodes = Int.random(in: 1...60, using: &generator)
    if Bool.random(using: &generator) {
      options.detail = DiagramDetail.allCases.randomElement(using: &generator)
    }
    let folding = DiagramFolding(model, messages: [], options: options)
    let (folded, _, messages) = folding.folded
    let drawn = Set(folded.systems.map(\.label))
    let hidden = folded.stubs.flatMap(\.hidden)
    let boxes = Set(folded.organizations.filter { $0.rows != nil }.map(\.id))
    for system in model.systems where !drawn.contains(system.label) {
      let isInBox = system.organization.map(boxes.contains) ?? false
      let label = model.organizations.first { $0.id == system.organization }?.label
      #expect(
        isInBox || hidden.contains(system.label) || hidden.contains(label ?? ""), "\(system.id)")
    }
    if folded.systems.count < model.systems.count { #expect(!messages.isEmpty) }
    #expect(messages.allSatisfy { message in folded.notes.contains { $0.contains(message) } })
    let present = folded.presentEndpoints
    #expect(folded.edges.allSatisfy { present.contains($0.from) && present.contains($0.to) })
  }

  @Test(arguments: [5, 20, 60])
  func aLargeModelFitsItsLimit(limit: Int) {
    let model = SampleModels.grid(organizations: 40, systems: 25)
    var options = DiagramOptions()
    options.maximumNodes = limit
    let folded = DiagramFolding(model, messages: [], options: options).folded
    #expect(folded.model.nodeCount <= limit)
    #expect(folded.detail == .organization)
  }

  @Test func theCompromiseStaysWhenTheRestIsFolded() {
    let model = SampleModels.thirdPartyPayment
    var options = DiagramOptions()
    options.maximumNodes = 18
    let folded = DiagramFolding(model, messages: [], options: options).folded.model
    for system in model.systems where system.standing > .untouched || system.stopped != nil {
      #expect(folded.systems.contains(system))
    }
    #expect(model.edges.filter { $0.isOnPath && !folded.edges.contains($0) }.isEmpty)
    #expect(folded.stubs.map(\.label).contains("3 organizations with 83 systems"))
  }

  /// An organization's box says how its own systems stand, not its secrets, and how many of them.
  @Test func anOrganizationIsMarkedByItsOwnSystems() throws {
    var model = DiagramModel(title: "", view: .exposure)
    model.organizations = ["vendor", "shop", "bystander", "fleet"].map {
      DiagramModel.Organization(id: $0, label: $0, members: $0 == "fleet" ? 45 : nil)
    }
    model.secrets = [
      DiagramModel.Secret(
        id: "token", label: "token", organization: "vendor", standing: .controlled)
    ]
    model.systems = [
      DiagramModel.System(id: "v", label: "v", organization: "vendor"),
      DiagramModel.System(id: "a", label: "a", organization: "shop", standing: .opened),
      DiagramModel.System(id: "b", label: "b", organization: "shop", members: 2),
      DiagramModel.System(
        id: "f[1]", label: "f", organization: "fleet", standing: .opened,
        fleet: DiagramModel.Fleet(id: "f", numbers: [1])),
      DiagramModel.System(
        id: "f", label: "f", organization: "fleet", members: 44,
        fleet: DiagramModel.Fleet(id: "f", numbers: Array(2...45))),
      DiagramModel.System(id: "c", label: "c", organization: "bystander"),
    ]
    var folds = DiagramFolds(model)
    folds.foldOrganizations()
    let boxes = folds.model.organizations
    #expect(boxes.map(\.standing) == [.untouched, .opened, .untouched, .opened])
    #expect(boxes.map(\.secretsHeld) == [1, 0, 0, 0])
    #expect(boxes[1].extent == DiagramModel.Extent(count: 1, total: 3))
    #expect(boxes[3].extent == DiagramModel.Extent(count: 1, total: 45))
    var drawing = Drawing(folds.model, palette: .light, detail: .organization)
    let text = drawing.graph().text
    #expect(text.contains("intruder gets into 1 of 3 systems"))
    #expect(text.contains("intruder has 1 of its secrets"))
    #expect(!text.contains("intruder has control"))
  }

  @Test func coarseningEnds() {
    var folding = DiagramFolding(
      SampleModels.grid(organizations: 40, systems: 25), messages: [], options: DiagramOptions())
    var steps = 0
    while folding.coarsen(because: "too large"), steps < 100 { steps += 1 }
    #expect(steps < 10)
    #expect(folding.folded.messages.count { $0 == "too large" } == (steps > 0 ? 1 : 0))
  }

  /// The layout library fails on more, so they are put together first, which is said.
  @Test func moreThanCanBeLaidOutIsAggregatedFirst() {
    var options = DiagramOptions()
    options.maximumNodes = 100_000
    let folded = DiagramFolding(
      SampleModels.grid(organizations: 260, systems: 10), messages: [], options: options
    ).folded
    #expect(folded.model.nodeCount <= DiagramFolding.possible)
    #expect(folded.messages.contains(DiagramFolding.beyondPossible))
    let small = DiagramFolding(
      SampleModels.grid(organizations: 100, systems: 10), messages: [], options: options
    ).folded
    #expect(small.model.systems.count == 1_000 && small.messages.isEmpty)
  }

  @Test func aSelectionSaysWhatItLeavesOut() {
    var options = DiagramOptions()
    options.field = "reimbursements"
    let (model, messages) = DiagramSelection(options).apply(to: SampleModels.thirdPartyPayment)
    #expect(
      model.systems.flatMap(\.datasets).allSatisfy { $0.fields.map(\.id) == ["reimbursements"] })
    #expect(messages.count == 1)
    #expect(messages[0].contains("datasets"))
  }

  @Test func thePathIsTheProofAlone() {
    var options = DiagramOptions()
    options.onlyPath = true
    let (model, _) = DiagramSelection(options).apply(to: SampleModels.thirdPartyPayment)
    #expect(model.edges.filter { !$0.isOnPath }.isEmpty)
    #expect(model.secrets.map(\.id) == ["viamedis-login", "almerys-login"])
    #expect(!model.systems.map(\.id).contains("pacifica-system"))
  }

  @Test func aFocusKeepsWhatIsJoinedToIt() {
    var options = DiagramOptions()
    options.focus = "viamedis-core"
    let (model, messages) = DiagramSelection(options).apply(to: SampleModels.thirdPartyPayment)
    #expect(model.systems.map(\.id).contains("pacifica-system"))
    #expect(!model.systems.map(\.id).contains("almerys-portal"))
    #expect(!messages.isEmpty)
  }
}
