// swift-tools-version: 6.2
import PackageDescription

/// The analyses, one above the other as in CONTRIBUTING's table.
let analyses = [
  "SourceText", "TopologyModel", "Population", "TopologyLanguage", "Lowering", "IncidentFindings",
  "Explaining", "PointAnalysis", "YearSimulation", "BreachNotification", "ArchitectureAnalysis",
  "RequirementChecks", "ChangeAnalysis",
]

let package = Package(
  name: "exposure",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "exposure", targets: ["exposure"]),
    .library(name: "Propagation", targets: ["Propagation"]),
    .library(name: "ExposureAnalysis", targets: analyses),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // The rooms, in the order of the flow of data: a room imports only rooms above it.
    .target(name: "SourceText"),
    .target(name: "TopologyModel", dependencies: ["SourceText"]),
    .target(name: "CPrefetch"),
    .target(
      name: "Propagation",
      dependencies: ["CPrefetch", .product(name: "HeapModule", package: "swift-collections")]),
    .target(name: "Population", dependencies: ["TopologyModel", "Propagation"]),
    .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(
      name: "TopologyLanguage",
      dependencies: ["SourceText", "TopologyModel", "Population", "CYaml"]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(
      name: "Interchange",
      dependencies: ["SourceText", "TopologyModel", "TopologyLanguage", "CZlib", "CXML"]),
    .target(name: "Lowering", dependencies: ["TopologyModel", "Propagation", "Population"]),
    .target(
      name: "IncidentFindings",
      dependencies: ["SourceText", "TopologyModel", "Propagation", "Population", "Lowering"]),

    // Side by side: none imports another.
    .target(
      name: "Explaining",
      dependencies: [
        "SourceText", "TopologyModel", "Propagation", "Population", "Lowering", "IncidentFindings",
      ]),
    .target(
      name: "PointAnalysis",
      dependencies: ["TopologyModel", "Propagation", "Population", "Lowering"]),
    .target(
      name: "YearSimulation",
      dependencies: ["TopologyModel", "Propagation", "Population", "Lowering"]),
    .target(
      name: "BreachNotification",
      dependencies: [
        "SourceText", "TopologyModel", "Propagation", "Population", "Lowering", "IncidentFindings",
      ]),

    .target(
      name: "ArchitectureAnalysis",
      dependencies: [
        "SourceText", "TopologyModel", "TopologyLanguage", "Propagation", "Population", "Lowering",
        "IncidentFindings", "PointAnalysis", "YearSimulation",
      ]),
    .target(
      name: "RequirementChecks",
      dependencies: [
        "SourceText", "TopologyModel", "Propagation", "Population", "Lowering", "IncidentFindings",
        "PointAnalysis", "YearSimulation",
      ]),
    .target(
      name: "ChangeAnalysis",
      dependencies: [
        "TopologyModel", "TopologyLanguage", "Propagation", "Population", "Lowering",
        "IncidentFindings", "PointAnalysis", "YearSimulation", "BreachNotification",
        "RequirementChecks",
      ]),
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .target(
      name: "Diagrams",
      dependencies: [
        "CGraphviz", "SourceText", "TopologyModel", "Propagation", "Population", "Lowering",
        "IncidentFindings",
        "PointAnalysis", "ArchitectureAnalysis",
      ]),
    .target(
      name: "Reports",
      dependencies: [
        "SourceText", "TopologyModel", "TopologyLanguage", "Propagation", "Population", "Lowering",
        "IncidentFindings", "Explaining", "PointAnalysis", "YearSimulation", "BreachNotification",
        "ArchitectureAnalysis", "RequirementChecks", "ChangeAnalysis", "Interchange",
      ]),
    .target(
      name: "ReportPage",
      dependencies: [
        "SourceText", "TopologyModel", "Propagation", "Population", "Lowering", "IncidentFindings",
        "Explaining", "PointAnalysis", "YearSimulation", "BreachNotification",
        "ArchitectureAnalysis", "Diagrams", "Reports",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      // In the program itself, so that it needs no files beside it.
      resources: [.embedInCode("Templates")]),
    .target(
      name: "Exports",
      dependencies: [
        "SourceText", "TopologyModel", "Propagation", "Population", "Lowering", "IncidentFindings",
        "Explaining", "PointAnalysis", "BreachNotification", "Diagrams", "Interchange", "Reports",
      ]),
    .target(
      name: "ExposureCommands",
      dependencies: [
        "SourceText", "TopologyModel", "TopologyLanguage", "Propagation", "Population", "Lowering",
        "IncidentFindings", "Explaining", "PointAnalysis", "YearSimulation", "BreachNotification",
        "ArchitectureAnalysis", "RequirementChecks", "ChangeAnalysis", "Interchange",
        "Diagrams", "Reports", "ReportPage", "Exports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "exposure", dependencies: ["ExposureCommands"]),

    .target(
      name: "TestSupport", dependencies: ["SourceText", "TopologyModel", "TopologyLanguage"],
      path: "Tests/TestSupport"),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
    .testTarget(name: "TopologyModelTests", dependencies: ["TopologyModel", "SourceText"]),
    .testTarget(
      name: "TopologyLanguageTests",
      dependencies: ["TopologyModel", "TopologyLanguage", "SourceText", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "InterchangeTests",
      dependencies: [
        "Interchange", "TopologyModel", "TopologyLanguage", "SourceText", "TestSupport",
      ],
      exclude: ["Samples"]),
    .testTarget(name: "PropagationTests", dependencies: ["Propagation", "TestSupport"]),
    .testTarget(
      name: "PopulationTests",
      dependencies: [
        "Population", "Propagation", "Lowering", "IncidentFindings", "Explaining", "TopologyModel",
        "TopologyLanguage", "SourceText", "TestSupport",
      ]),
    .testTarget(
      name: "ExposureAnalysisTests",
      dependencies: [
        "Propagation", "Population", "Lowering", "IncidentFindings", "Explaining", "PointAnalysis",
        "YearSimulation", "BreachNotification", "ArchitectureAnalysis", "RequirementChecks",
        "ChangeAnalysis", "TopologyModel", "TopologyLanguage", "SourceText", "TestSupport",
      ]),
    .testTarget(
      name: "DiagramsTests",
      dependencies: [
        "Diagrams", "Lowering", "IncidentFindings", "PointAnalysis", "ArchitectureAnalysis",
        "TopologyModel", "TopologyLanguage", "TestSupport",
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Reports", "ReportPage", "RequirementChecks", "Lowering", "TopologyModel",
        "TopologyLanguage", "SourceText",
      ]),
    .testTarget(
      name: "BrowserTests", dependencies: ["exposure", "TestSupport"],
      exclude: ["Driver", "Fixtures"]),
    .testTarget(
      name: "ForeignReaderTests", dependencies: ["exposure", "TestSupport"],
      exclude: ["Readers", "Topologies", "library.txt", "requirements.txt"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["exposure", "ExposureCommands", "Reports", "SourceText", "TestSupport"],
      exclude: ["Cases", "Topologies"]),
  ],
  swiftLanguageModes: [.v6]
)

/// Rooms in which time is spent: the engine, the loader, and what asks the engine many questions. The others format
/// an answer once, and tests compare it; without optimisation they build in a quarter of the time.
let optimized: Set = [
  "SourceText", "TopologyModel", "TopologyLanguage", "Interchange", "Propagation", "Population",
  "Lowering", "IncidentFindings", "Explaining", "PointAnalysis", "YearSimulation",
  "ArchitectureAnalysis", "RequirementChecks", "ChangeAnalysis",
]

// One place for how every target of this package is compiled.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
  if !optimized.contains(target.name), target.type != .executable {
    target.swiftSettings?.append(.unsafeFlags(["-Onone"], .when(configuration: .release)))
  }
}

// Only ./docs needs the documentation plugin; without it a first run fetches and resolves less.
if Context.environment["EXPOSURE_DOCS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
