// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "exposure-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "exposure", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "LoadingBenchmarks",
      dependencies: [
        .product(name: "ExposureAnalysis", package: "exposure"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "TreeBenchmarks",
      dependencies: [
        .product(name: "Propagation", package: "exposure"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "GraphBenchmarks",
      dependencies: [
        .product(name: "Propagation", package: "exposure"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
