/// One ID register: its name, encoding and complete layout.
public struct IDRegister: Sendable {
  /// The architectural name.
  public let name: String
  /// The encoding.
  public let encoding: Encoding
  /// The fields, highest bit first.
  public let fields: [IDField]
  /// Bits that the architecture reserves as 0 (RES0, RAZ) or leaves UNKNOWN.
  public let reservedZero: UInt64
  /// Bits that the architecture reserves as 1 (RES1).
  public let reservedOne: UInt64

  /// The field of that name, nil when the register has none.
  public func field(_ name: some StringProtocol) -> IDField? {
    let name = String(name)
    return fields.first { $0.name == name }
  }
}
