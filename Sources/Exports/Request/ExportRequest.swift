package import IncidentFindings
package import Interchange
package import Lowering
package import PointAnalysis
package import Reports
import TopologyModel

/// What an export writes: a topology, and what an incident does to it.
package struct ExportRequest: Sendable {
  /// The topology.
  package var lowered: LoweredTopology
  /// What happens; nil: nothing was asked, so what an intruder reaches is unknown.
  package var analysis: IncidentAnalysis?
  /// How entries are named in tables.
  package var naming: Naming
  /// The architecture; nil for the base file.
  package var variant: String?
  /// How tables are written.
  package var dialect = CSVDialect.standard
  /// Whether GraphML is nested and has yEd's graphics.
  package var isForYEd = false
  /// What an intruder is after, for a fault tree; nil: the first default target.
  package var target: ExposureTarget?
  /// The yearly likelihood of events without one in the file, 0 … 1; nil: none.
  package var assumedLikelihood: Double?

  /// A request with default options.
  package init(
    _ lowered: LoweredTopology, analysis: IncidentAnalysis? = nil, naming: Naming,
    variant: String? = nil
  ) {
    self.lowered = lowered
    self.analysis = analysis
    self.naming = naming
    self.variant = variant
  }

  var topology: Topology { lowered.topology }
}

/// The files of an export, and what is not in them.
package struct ExportedFiles: Sendable {
  /// Names without a folder, with their contents.
  package var files: [(name: String, bytes: [UInt8])]
  /// What was written and left out.
  package var account: ImportAccount

  init(_ name: String, _ text: String, _ account: ImportAccount) {
    files = [(name, Array(text.utf8))]
    self.account = account
  }

  init(_ account: ImportAccount) {
    files = []
    self.account = account
  }

  mutating func add(_ name: String, _ text: String) {
    files.append((name, Array(text.utf8)))
  }
}

/// Why a topology has no export in a format. The user can mend it.
package struct ExportFailure: Error {
  /// One line.
  package var message: String
  /// What to do instead.
  package var help: String?

  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }
}

/// A format of files that other tools read.
protocol FormatExporter {
  /// Writes a topology. The same request gives the same bytes.
  static func export(_ request: ExportRequest) throws -> ExportedFiles
}
