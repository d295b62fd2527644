/// A Firecracker bitmap: the bits `0` and `1` are given, an `x` is not.
///
/// - Source: Firecracker `src/vmm/src/cpu_config/templates.rs` (`RegisterValueFilter`), 1.16.
struct RegisterBitmap: Hashable {
  /// The bits that are given, as 64-bit words, least significant first.
  private(set) var filter: [UInt64] = [0, 0]
  /// The given bits that are 1.
  private(set) var value: [UInt64] = [0, 0]

  /// Reads `0b` and up to 128 of `0`, `1` and `x`; `_` may stand between them.
  ///
  /// Nil for anything else.
  init?(_ text: some StringProtocol) {
    let digits = text.hasPrefix("0b") ? text.utf8.dropFirst(2) : text.utf8[...]
    var bit = 0
    for digit in digits.reversed() where digit != UInt8(ascii: "_") {
      guard bit < 128 else { return nil }
      let mask = UInt64(1) << UInt64(bit % 64)
      switch digit {
      case UInt8(ascii: "x"): break
      case UInt8(ascii: "0"): filter[bit / 64] |= mask
      case UInt8(ascii: "1"):
        filter[bit / 64] |= mask
        value[bit / 64] |= mask
      default: return nil
      }
      bit += 1
    }
    if bit == 0 { return nil }
  }

  /// All 64 bits of a register.
  init(word: UInt64) {
    filter = [.max, 0]
    value = [word, 0]
  }

  /// The words of a register of `width` bits; nil when a bit of it is not given, or one above it is
  /// 1.
  func words(width: Int) -> [UInt64]? {
    guard width <= 128 else { return nil }
    let low = width < 64 ? UInt64(1) << UInt64(width) - 1 : .max
    let high: UInt64 = width == 128 ? .max : 0
    guard filter[0] & low == low, filter[1] & high == high, value[0] & ~low == 0,
      value[1] & ~high == 0
    else { return nil }
    return width == 128 ? value : [value[0]]
  }

  /// A register's value with the given bits put in.
  func applied(to word: UInt64) -> UInt64 { word & ~filter[0] | value[0] }

  /// `0b…`, as many digits as the register has bits.
  func text(width: Int) -> String {
    var text = "0b"
    for bit in stride(from: min(width, 128) - 1, through: 0, by: -1) {
      let mask = UInt64(1) << UInt64(bit % 64)
      let isGiven = filter[bit / 64] & mask != 0
      text += isGiven ? value[bit / 64] & mask != 0 ? "1" : "0" : "x"
    }
    return text
  }
}
