public import Foundation

/// Compares output with a file that contains the expected output (a golden file).
public enum Golden {
  /// What differs between a text and a golden file, for the message of a failed test; nil if they are equal.
  ///
  /// With `UPDATE_GOLDEN=1` in the environment, the file is written instead. Read it before committing it.
  public static func difference(of text: String, from file: URL) throws -> String? {
    let name = file.lastPathComponent
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
      return nil
    }
    // Decoded like the output: a String made of a file drops a byte order mark, which is part of some answers.
    guard let bytes = try? Data(contentsOf: file) else {
      return "\(name) does not exist: run with UPDATE_GOLDEN=1 and read what it wrote"
    }
    let expected = String(decoding: bytes, as: UTF8.self)
    if text == expected { return nil }
    return "\(name) differs (- expected, + actual):\n" + LineDiff.text(from: expected, to: text)
  }
}
