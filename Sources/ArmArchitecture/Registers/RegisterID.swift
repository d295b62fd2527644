/// A KVM ONE_REG id: architecture, size, class and number of one register of an arm64 vCPU.
///
/// The layout is `0x6` in bits 63:60, log2 of the size in bytes in bits 55:52, the class in bits
/// 27:16 and the register's number in bits 15:0; every other bit is zero. Ids order as numbers,
/// which is the order in which documents list registers.
///
/// - Source: kernel `include/uapi/linux/kvm.h` and `arch/arm64/include/uapi/asm/kvm.h`
///   (`KVM_REG_ARM64`, `KVM_REG_SIZE_MASK`, `KVM_REG_ARM_COPROC_MASK`), 7.3.
public struct RegisterID: Hashable, Comparable, Sendable {
  /// The id as KVM spells it.
  public let rawValue: UInt64

  /// Wraps an id; nil unless it is an arm64 id of a known class, 8 to 2,048 bits wide, with every
  /// unused bit zero.
  public init?(rawValue: UInt64) {
    guard rawValue >> 60 == 0x6, rawValue & 0x0f0f_ffff_f000_0000 == 0, rawValue >> 52 & 0xf <= 8,
      let registerClass = RegisterClass(rawValue: UInt16(rawValue >> 16 & 0xfff))
    else { return nil }
    if registerClass == .system, rawValue >> 52 & 0xf != 3 { return nil }
    self.rawValue = rawValue
  }

  /// The id of a system register: 64 bits, class 0x0013, the packed encoding.
  public init(_ encoding: Encoding) {
    rawValue = 0x6030_0000_0013_0000 | UInt64(encoding.packed)
  }

  /// What kind of register the id names.
  public var registerClass: RegisterClass {
    RegisterClass(rawValue: UInt16(rawValue >> 16 & 0xfff)) ?? .core
  }

  /// The register's width in bits: 8 to 2,048, a power of two.
  public var width: Int { 8 << Int(rawValue >> 52 & 0xf) }

  /// The number within the class, bits 15:0.
  public var number: UInt16 { UInt16(truncatingIfNeeded: rawValue) }

  /// The encoding of a system register; nil for every other class.
  public var encoding: Encoding? {
    registerClass == .system ? Encoding(packed: number) : nil
  }

  /// Orders by the id's number.
  public static func < (lhs: RegisterID, rhs: RegisterID) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}

extension RegisterID: CustomStringConvertible {
  /// A system register's architectural name, else `S3_0_C0_C4_3`; other classes' lower-case id.
  public var description: String {
    encoding?.name ?? "0x" + hexadecimal(rawValue, digits: 16)
  }
}

extension RegisterID {
  /// Reads any spelling: a name, `S3_0_C0_C4_0`, `3,0,0,4,0` or `0x603000000013c020`.
  ///
  /// Nil when the text is none of them, or names a system instruction (which has no id).
  public init?(_ text: some StringProtocol) {
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      let digits = text.dropFirst(2)
      guard let raw = UInt64(digits, radix: 16), digits.utf8.first != UInt8(ascii: "+") else {
        return nil
      }
      self.init(rawValue: raw)
      return
    }
    guard
      let encoding = RegisterNames.standard.encoding(named: text) ?? Encoding(text),
      encoding.op0 >= 2
    else { return nil }
    self.init(encoding)
  }
}

/// A number in lower-case hexadecimal, padded with zeros to `digits`, without a prefix.
public func hexadecimal(_ value: UInt64, digits: Int) -> String {
  let significant = max(1, (64 - value.leadingZeroBitCount + 3) / 4)
  let count = max(digits, significant)
  return String(unsafeUninitializedCapacity: count) { text in
    for place in 0..<count {
      let shift = UInt64(4 * (count - 1 - place))
      let digit = shift < 64 ? UInt8(value >> shift & 0xf) : 0
      text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
    }
    return count
  }
}
