import ArmArchitecture

extension Digest: CustomStringConvertible {
  /// 64 hexadecimal digits in lower case.
  public var description: String {
    bytes.map { hexadecimal(UInt64($0), digits: 2) }.joined()
  }

  /// Reads 64 hexadecimal digits; nil for any other text.
  public init?(_ text: some StringProtocol) {
    let digits = text.utf8.compactMap { HexDigits.value(of: $0) }
    guard digits.count == text.utf8.count, digits.count == 2 * Self.byteCount else { return nil }
    self.init(
      bytes: stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    )
  }
}
