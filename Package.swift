// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "exposure",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "exposure", targets: ["exposure"]),
    .library(name: "Propagation", targets: ["Propagation"]),
    .library(name: "ExposureAnalysis", targets: ["TopologyModel", "ExposureAnalysis"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The rooms, in the order of the flow of data: a room imports only rooms above it.
    .target(name: "SourceText"),
    .target(name: "TopologyModel", dependencies: ["SourceText", "Yams"]),
    .target(name: "CPrefetch"),
    .target(
      name: "Propagation",
      dependencies: ["CPrefetch", .product(name: "HeapModule", package: "swift-collections")]),
    .target(
      name: "ExposureAnalysis",
      dependencies: [
        "SourceText", "TopologyModel", "Propagation",
      ]),
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .target(
      name: "Diagrams",
      dependencies: ["CGraphviz", "TopologyModel", "ExposureAnalysis"]),
    .target(
      name: "Reports",
      dependencies: [
        "SourceText", "TopologyModel", "ExposureAnalysis", "Diagrams",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      // In the program itself, so that it needs no files beside it.
      resources: [.embedInCode("Page/Templates")]),
    .target(
      name: "ExposureCommands",
      dependencies: [
        "SourceText", "TopologyModel", "Propagation", "ExposureAnalysis", "Diagrams", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "exposure", dependencies: ["ExposureCommands"]),

    .target(
      name: "TestSupport", dependencies: ["SourceText", "TopologyModel"],
      path: "Tests/TestSupport"),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
    .testTarget(
      name: "TopologyModelTests", dependencies: ["TopologyModel", "SourceText", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(name: "PropagationTests", dependencies: ["Propagation", "TestSupport"]),
    .testTarget(
      name: "ExposureAnalysisTests",
      dependencies: ["ExposureAnalysis", "TopologyModel", "SourceText", "TestSupport"]),
    .testTarget(
      name: "DiagramsTests",
      dependencies: ["Diagrams", "ExposureAnalysis", "TopologyModel", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "TopologyModel"]),
    .testTarget(
      name: "BrowserTests", dependencies: ["exposure", "TestSupport"],
      exclude: ["Driver", "Fixtures"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["exposure", "ExposureCommands", "TestSupport"], exclude: ["Cases"]),
  ],
  swiftLanguageModes: [.v6]
)

// One place for how every target of this package is compiled.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
