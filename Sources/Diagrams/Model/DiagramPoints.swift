extension DiagramModel {
  /// The effects of one thing failing alone.
  public struct PointMark: Sendable, Hashable {
    /// Whether it alone exposes a large share of a class.
    public var isForExposure: Bool
    /// Whether it alone takes a service down when disconnected.
    public var isForAvailability: Bool
    /// The classes of which it alone exposes a large share, one line each: "31 % of insured: 20M".
    public var exposes: [String]
    /// The other classes it exposes, in the same form.
    public var exposesBelow: [String]
    /// Labels of the services it alone takes down.
    public var takesDown: [String]
    /// The targets that nothing reaches without it.
    public var chokes: [String]
    /// Marked things inside a box that stands for several.
    public var within: [String]

    /// Creates a mark.
    public init(
      isForExposure: Bool = false, isForAvailability: Bool = false, exposes: [String] = [],
      exposesBelow: [String] = [], takesDown: [String] = [], chokes: [String] = [],
      within: [String] = []
    ) {
      self.isForExposure = isForExposure
      self.isForAvailability = isForAvailability
      self.exposes = exposes
      self.exposesBelow = exposesBelow
      self.takesDown = takesDown
      self.chokes = chokes
      self.within = within
    }

    /// Whether it is a single point of failure, for either reason.
    public var isSinglePoint: Bool { isForExposure || isForAvailability }
    /// Whether it is worth drawing: a single point, or on every way to a target.
    public var isRemarkable: Bool { isSinglePoint || !chokes.isEmpty }
  }

  /// An event that strikes several places at once.
  public struct CommonCause: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// The display name.
    public var label: String
    /// Its yearly likelihood, if the file gives one.
    public var detail: String
    /// The effects of its failure alone; nil if not computed.
    public var mark: PointMark?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    public var change: Change?

    /// Creates a common cause.
    public init(
      id: String, label: String, detail: String = "", mark: PointMark? = nil,
      change: Change? = nil
    ) {
      self.id = id
      self.label = label
      self.detail = detail
      self.mark = mark
      self.change = change
    }

    /// Its state, which determines its style.
    public var standing: Standing { mark?.isSinglePoint ?? false ? .critical : .untouched }
  }
}

extension DiagramModel {
  /// How a thing differs from the same thing in the first architecture.
  public enum Change: Int, CaseIterable, Sendable {
    /// Absent in this architecture; drawn as an empty place.
    case absent
    /// Absent in the first architecture.
    case added
    /// Less is exposed, or more runs.
    case better
    /// More is exposed, or less runs.
    case worse
    /// Partly better and partly worse, or merely different.
    case otherwise
  }

  /// An architecture of a comparison.
  public struct Panel: Sendable, Equatable {
    /// The variant's id, or the file's name.
    public var id: String
    /// The display name.
    public var label: String
    /// The main figure, such as "33M..40M of 64M insured reached".
    public var figure: String
    /// Further figures, one per line.
    public var figures: [String]
    /// What is drawn of it.
    public var model: DiagramModel

    /// Creates an architecture.
    public init(
      id: String, label: String, figure: String, figures: [String] = [], model: DiagramModel
    ) {
      self.id = id
      self.label = label
      self.figure = figure
      self.figures = figures
      self.model = model
    }
  }
}
