import ExposureCommands
import Foundation

exit(
  ExposureProgram.run(Array(CommandLine.arguments.dropFirst()), on: .process()).rawValue)
