/// Systems with the kinds of data that they hold, and links between them that say what they carry: what threat models and
/// architectures have in common. Data and systems are named by the identifiers of the source.
struct AssetModel {
  /// A kind of data. It is a bundle and no column.
  struct Asset {
    var id: String
    var label: String
    /// Words by which a category may be found.
    var marks: [String] = []
  }

  /// How stored data are encrypted.
  struct Encryption {
    var label: String
    /// Whether the key is with the people concerned and not at the system.
    var isKeyElsewhere: Bool
  }

  /// A system.
  struct Part {
    var id: String
    var label: String
    var kind: String?
    var owner: String?
    /// Data at rest.
    var stored: [String] = []
    /// Data that pass through or are worked on.
    var processed: [String] = []
    var encryption: Encryption?
    /// Whether the source lists what the system holds; if it does not, what it holds is unknown.
    var listsData = true
  }

  /// What somebody at the source of a link needs for its target.
  struct Entry {
    /// The kind of secret; nil: to be at the source is enough.
    var secretKind: String?
    var secretLabel = ""
    var controls = false
  }

  /// A link between two systems.
  struct Link {
    var source: String
    var target: String
    var title: String
    /// What goes from the source to the target; nil: unknown.
    var sent: [String]?
    /// What goes from the target to the source.
    var received: [String] = []
    var isEncrypted = false
    /// nil: the source does not say how the target is entered.
    var entry: Entry?
  }

  /// Systems with one common cause of failure.
  struct Runtime {
    var id: String
    var label: String
    var parts: [String]
  }

  var title = ""
  var assets: [Asset] = []
  var parts: [Part] = []
  var links: [Link] = []
  var runtimes: [Runtime] = []
  /// The class of people where the source names nobody.
  var unsaidLabel = "People in the model (nobody said who or how many)"
}
