import MigrationState

extension RegisterValue {
  /// Reads `0x…`, or as many hexadecimal digits as the register has, without a prefix.
  ///
  /// Nil for anything else, a value wider than the register included. A number without a prefix
  /// could be decimal, unless all its digits are there.
  init?(hexadecimal text: some StringProtocol, width: Int) {
    let digits: [UInt8]
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      digits = Array(text.utf8.dropFirst(2))
    } else if text.utf8.count == width / 4 || text == "0" {
      digits = Array(text.utf8)
    } else {
      return nil
    }
    guard !digits.isEmpty, digits.count <= 512 else { return nil }
    var words: [UInt64] = []
    for end in stride(from: digits.count, to: 0, by: -16) {
      let part = digits[max(0, end - 16)..<end]
      guard part.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
        let word = UInt64(String(decoding: part, as: UTF8.self), radix: 16)
      else { return nil }
      words.append(word)
    }
    self.init(words: words, width: width)
  }
}
