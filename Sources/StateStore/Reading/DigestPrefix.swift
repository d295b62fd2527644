import Foundation
import MigrationState

/// The digests that begin with some hexadecimal digits, as a range.
struct DigestPrefix {
  /// The least of them.
  let low: Data
  /// The greatest of them.
  let high: Data

  /// Nil unless the text is 4 to 64 hexadecimal digits.
  init?(_ text: String) {
    let missing = 2 * Digest.byteCount - text.utf8.count
    guard 0...60 ~= missing, let low = Digest(text + String(repeating: "0", count: missing)),
      let high = Digest(text + String(repeating: "f", count: missing))
    else { return nil }
    self.low = low.data
    self.high = high.data
  }
}
