extension DiagramModel {
  /// The effects of one thing failing alone.
  package struct PointMark: Sendable, Hashable {
    /// Whether it alone exposes a large share of a class.
    package var isForExposure: Bool
    /// Whether it alone takes a service down when disconnected.
    package var isForAvailability: Bool
    /// The classes of which it alone exposes a large share, one line each: "31 % of insured: 20M".
    package var exposes: [String]
    /// The other classes it exposes, in the same form.
    package var exposesBelow: [String]
    /// Labels of the services it alone takes down.
    package var takesDown: [String]
    /// The targets that nothing reaches without it.
    package var chokes: [String]
    /// Marked things inside a box that stands for several.
    package var within: [String]

    /// Creates a mark.
    package init(
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
    package var isSinglePoint: Bool { isForExposure || isForAvailability }
    /// Whether it is worth drawing: a single point, or on every way to a target.
    package var isRemarkable: Bool { isSinglePoint || !chokes.isEmpty }
  }

  /// An event that strikes several places at once.
  package struct CommonCause: Sendable, Equatable {
    /// The topology's id.
    package var id: String
    /// The display name.
    package var label: String
    /// Its yearly likelihood, if the file gives one.
    package var detail: String
    /// The effects of its failure alone; nil if not computed.
    package var mark: PointMark?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    package var change: Change?

    /// Creates a common cause.
    package init(
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
    package var standing: Standing { mark?.isSinglePoint ?? false ? .critical : .untouched }
  }
}

extension DiagramModel {
  /// How a thing differs from the same thing in the first architecture.
  package enum Change: Int, CaseIterable, Sendable {
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
  package struct Panel: Sendable, Equatable {
    /// The variant's id, or the file's name.
    package var id: String
    /// The display name.
    package var label: String
    /// The main figure, such as "33M..40M of 64M insured reached".
    package var figure: String
    /// Further figures, one per line.
    package var figures: [String]
    /// What is drawn of it.
    package var model: DiagramModel

    /// Creates an architecture.
    package init(
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
