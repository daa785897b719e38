extension DiagramModel {
  /// What failing alone a thing would do to the whole.
  public struct PointMark: Sendable, Hashable {
    /// Alone it exposes a large share of a class.
    public var isForExposure: Bool
    /// Alone, disconnected, it takes a service down.
    public var isForAvailability: Bool
    /// Whom it exposes alone, a line for each class of which that is a large share: "31 % of insured: 20M".
    public var exposes: [String]
    /// The same for the other classes.
    public var exposesBelow: [String]
    /// Labels of the services that it takes down alone.
    public var takesDown: [String]
    /// Targets that nothing reaches without it.
    public var chokes: [String]
    /// What is marked inside a box that stands for several things.
    public var within: [String]

    /// A mark.
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

    /// A single point of failure, for whichever reason.
    public var isSinglePoint: Bool { isForExposure || isForAvailability }
    /// Worth drawing: a single point, or on every way to something.
    public var isRemarkable: Bool { isSinglePoint || !chokes.isEmpty }
  }

  /// One event that strikes several places at once.
  public struct CommonCause: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// What people call it.
    public var label: String
    /// How likely it is in a year, where the file says so.
    public var detail: String
    /// What it does alone; nil: nothing is said.
    public var mark: PointMark?
    /// How it stands to the first architecture; nil: this is no comparison, or it is the same.
    public var change: Change?

    /// A common cause.
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

    /// How it is drawn.
    public var standing: Standing { mark?.isSinglePoint ?? false ? .critical : .untouched }
  }
}

extension DiagramModel {
  /// How a thing in one architecture stands to the same thing in the first.
  public enum Change: Int, CaseIterable, Sendable {
    /// Not in this architecture: drawn as an empty place.
    case absent
    /// Not in the first architecture.
    case added
    /// Less is exposed, or more runs.
    case better
    /// More is exposed, or less runs.
    case worse
    /// Neither better nor worse in everything.
    case otherwise
  }

  /// One architecture of a comparison.
  public struct Panel: Sendable, Equatable {
    /// The variant's id, or the file's name.
    public var id: String
    /// What people call the architecture.
    public var label: String
    /// The figure that counts most: "33M..40M of 64M insured reached".
    public var figure: String
    /// Further figures, a line each.
    public var figures: [String]
    /// What is drawn of it.
    public var model: DiagramModel

    /// An architecture.
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
