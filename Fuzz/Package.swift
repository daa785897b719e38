// swift-tools-version: 6.2
import PackageDescription

// A package of its own: it runs the program as others do and needs none of its rooms.
let package = Package(
  name: "exposure-fuzz",
  platforms: [.macOS(.v26)],
  targets: [.executableTarget(name: "Fuzz")],
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
