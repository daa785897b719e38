import Foundation

// fuzz PROGRAM [--seed N] [--seconds N | --cases N] [--root FOLDER] [--keep FOLDER]
//
// Ends with 1 when an answer was wrong. README.md says what is changed, what must hold, and what was run.

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("error: \(message)\n".utf8))
  exit(2)
}

var words = Array(CommandLine.arguments.dropFirst())
var options: [String: String] = [:]
while let place = words.firstIndex(where: { $0.hasPrefix("--") }) {
  guard place + 1 < words.count else { fail("\(words[place]) needs a value") }
  options[words[place]] = words[place + 1]
  words.removeSubrange(place...place + 1)
}
guard words.count == 1, FileManager.default.isExecutableFile(atPath: words[0]) else {
  fail("fuzz PROGRAM [--seed N] [--seconds N | --cases N] [--root FOLDER] [--keep FOLDER]")
}
@MainActor func number(_ name: String) -> Int? {
  options[name].map { text in
    guard let number = Int(text), number >= 0 else { fail("\(name) needs a number, not '\(text)'") }
    return number
  }
}
let root = URL(fileURLWithPath: options["--root"] ?? FileManager.default.currentDirectoryPath)
let folder =
  options["--keep"].map { URL(fileURLWithPath: $0) }
  ?? FileManager.default.temporaryDirectory.appendingPathComponent(
    "exposure-fuzz-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
let seconds = number("--seconds") ?? (options["--cases"] == nil ? 60 : nil)
let program = Program(
  path: URL(fileURLWithPath: words[0]).path, seconds: 20, kilobytes: 4_000_000)
let seed = UInt64(number("--seed") ?? 1)
var campaign = try Campaign(program: program, seed: seed, root: root, folder: folder)
let start = ContinuousClock.now
while seconds.map({ start.duration(to: .now) < .seconds($0) })
  ?? (campaign.cases < number("--cases") ?? 0)
{
  try campaign.next()
}
let took = Int((ContinuousClock.now - start) / .seconds(1))
print(
  "\(campaign.cases) cases of seed \(seed) in \(took) s: \(campaign.runs) runs, \(campaign.valid) files valid, "
    + "\(campaign.failures) wrong, the longest run \(Int(campaign.longest * 10) / 10) s")
if campaign.failures == 0, options["--keep"] == nil {
  try? FileManager.default.removeItem(at: folder)
}
exit(campaign.failures == 0 ? 0 : 1)
