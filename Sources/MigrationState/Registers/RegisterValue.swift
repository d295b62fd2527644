import ArmArchitecture

/// The value of one register of a vCPU, 8 to 2,048 bits wide.
///
/// The width is the register's, told by its id; a value alone does not know it.
public enum RegisterValue: Hashable, Sendable {
  /// A value of at most 64 bits.
  case word(UInt64)
  /// A value of more than 64 bits, as 64-bit words, the least significant first.
  case wide([UInt64])

  /// Makes the value of a register `width` bits wide from 64-bit words, least significant first.
  ///
  /// Nil when a bit at or above `width` is set.
  public init?(words: [UInt64], width: Int) {
    let count = max(1, width / 64)
    var words = words
    guard words.dropFirst(count).allSatisfy({ $0 == 0 }) else { return nil }
    words = Array(words.prefix(count)) + Array(repeating: 0, count: max(0, count - words.count))
    if width < 64, words[0] >> UInt64(width) != 0 { return nil }
    self = count == 1 ? .word(words[0]) : .wide(words)
  }

  /// Zero; values of one width share their words.
  static func zero(width: Int) -> RegisterValue {
    width <= 64 ? .word(0) : .wide(zeros[width.trailingZeroBitCount - 7])
  }

  /// The words of zero at 128, 256, 512, 1,024 and 2,048 bits.
  private static let zeros = (1...5).map { [UInt64](repeating: 0, count: 1 << $0) }

  /// The value of a register of at most 64 bits; nil for wider ones.
  public var word: UInt64? {
    if case .word(let word) = self { word } else { nil }
  }

  /// The 64-bit words, least significant first.
  public var words: [UInt64] {
    switch self {
    case .word(let word): [word]
    case .wide(let words): words
    }
  }

  /// True when every bit is zero.
  public var isZero: Bool { words.allSatisfy { $0 == 0 } }

  /// `0x…` in lower case, zero-padded to `width` bits.
  public func hexadecimal(width: Int) -> String {
    var digits = max(1, width / 4)
    var text = ""
    for word in words {
      text = ArmArchitecture.hexadecimal(word, digits: min(16, digits)) + text
      digits -= 16
    }
    return "0x" + text
  }
}
