import ArmArchitecture
import MigrationState

/// What a waiver is about, and which findings that covers.
public enum WaiverSubject: Hashable, Sendable {
  /// A feature: `FEAT_X`.
  case feature(String)
  /// A field of a register: `REG.FIELD`.
  case field(RegisterID, String)
  /// Bits of a register, as a mask: `REG[msb:lsb]`, `REG[bit]`, `REG[…,…]`.
  case bits(RegisterID, UInt64)
  /// A whole register: `REG`.
  case register(RegisterID)
  /// The name of a record.
  case record(String)

  /// Why a text is no subject.
  public struct Refusal: Error, Hashable, Sendable {
    /// The reason, in one line.
    public let reason: String
  }

  /// Reads a subject.
  ///
  /// - Throws: ``Refusal`` for a feature or register that does not exist, and for bits that are none.
  public init(_ text: String) throws(Refusal) {
    if text.hasPrefix("FEAT_") {
      guard FeatureTable.standard.index(of: text) != nil else {
        throw Refusal(reason: "\(text) is not a feature")
      }
      self = .feature(text)
    } else if text.hasSuffix("]"), let open = text.firstIndex(of: "[") {
      let register = String(text[..<open])
      guard let id = RegisterID(register) else {
        throw Refusal(reason: "\(register) is not a register")
      }
      var mask: UInt64 = 0
      for part in text[text.index(after: open)...].dropLast().split(separator: ",") {
        guard let bits = BitRange(part) else {
          throw Refusal(reason: "`\(part)` is neither a bit nor a range such as 63:60")
        }
        mask |= bits.mask
      }
      guard mask != 0 else { throw Refusal(reason: "\(text) names no bits") }
      self = .bits(id, mask)
    } else if let dot = text.firstIndex(of: "."), let id = RegisterID(String(text[..<dot])) {
      self = .field(id, String(text[text.index(after: dot)...]))
    } else if let id = RegisterID(text) {
      self = .register(id)
    } else if let reason = DocumentName.refusal(text) {
      throw Refusal(reason: reason)
    } else {
      self = .record(text)
    }
  }

  /// True when a finding is about nothing but this.
  public func covers(_ finding: Finding) -> Bool {
    switch self {
    case .feature(let name): finding.subject == name || finding.feature == name
    case .field(let id, let field): finding.field == field && Self.register(of: finding) == id
    case .bits(let id, let mask):
      Self.register(of: finding) == id
        && Self.mask(of: finding).map { $0 != 0 && $0 & ~mask == 0 } ?? false
    case .register(let id): RegisterID(finding.subject) == id
    case .record(let name): finding.subject == name
    }
  }

  private static func register(of finding: Finding) -> RegisterID? {
    finding.register.flatMap { RegisterID($0) }
  }

  /// The bits that a finding is about; nil when it does not tell.
  private static func mask(of finding: Finding) -> UInt64? {
    if let bits = finding.bits, bits.hasPrefix("0x") { return UInt64(bits.dropFirst(2), radix: 16) }
    guard let msb = finding.msb, let lsb = finding.lsb else { return nil }
    return BitRange(msb: msb, lsb: lsb)?.mask
  }
}

extension WaiverSubject: CustomStringConvertible {
  /// The subject as findings spell it, registers by their names.
  public var description: String {
    switch self {
    case .feature(let name), .record(let name): name
    case .field(let id, let field): "\(id).\(field)"
    case .register(let id): "\(id)"
    case .bits(let id, let mask): "\(id)[\(Self.ranges(mask))]"
    }
  }

  /// `63:60,3`.
  private static func ranges(_ mask: UInt64) -> String {
    var ranges: [String] = []
    var rest = mask
    while rest != 0 {
      let msb = 63 - rest.leadingZeroBitCount
      var lsb = msb
      while lsb > 0, rest >> UInt64(lsb - 1) & 1 == 1 { lsb -= 1 }
      if let range = BitRange(msb: msb, lsb: lsb) {
        ranges.append("\(range)")
        rest &= ~range.mask
      }
    }
    return ranges.joined(separator: ",")
  }
}
