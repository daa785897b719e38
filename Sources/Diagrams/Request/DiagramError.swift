/// Why a picture could not be drawn.
package enum DiagramError: Error, Equatable, CustomStringConvertible {
  /// The layout library failed, with its message.
  case failed(String)
  /// The layout took more than this many seconds of processor time.
  case tooSlow(Double)
  /// The layout would need this many places, even folded.
  case tooMuchWork(Int)
  /// The picture, of this many points with its margin, is larger than a page of its format may be.
  case tooLarge(width: Int, height: Int)
  /// The process that lays out could not be started, with the reason.
  case noWorker(String)

  /// The error as a sentence.
  package var description: String {
    switch self {
    case .failed(let reason): reason
    case .tooSlow(let seconds):
      "the layout takes more than \(DOTValue.format(seconds)) s of processor time"
    case .tooMuchWork(let places):
      "the layout needs \(places) places for boxes and lines, and \(LayoutWork.most) are the limit"
    case .tooLarge(let width, let height):
      "the picture is \(width) × \(height) points, and a page of a PDF has at most \(Int(PictureSize.mostOfPDF)) a side"
    case .noWorker(let reason): "the layout process could not be started: \(reason)"
    }
  }
}
