import ArmArchitecture
import KVMEnforcement

extension JSONOutput {
  /// An object of the members whose value is not nil.
  public static func members(_ members: (String, JSONOutput?)...) -> JSONOutput {
    .object(members.compactMap { key, value in value.map { Member(key, $0) } })
  }

  /// A 64-bit number as `"0x…"` with 16 digits.
  public static func hex(_ value: UInt64) -> JSONOutput {
    .string("0x" + hexadecimal(value, digits: 16))
  }

  /// Registers by name, ascending, values at the registers' widths.
  public init(_ registers: RegisterState) {
    self = .object(
      registers.map { id, value in
        Member(id.description, .string(value.hexadecimal(width: id.width)))
      }
    )
  }

  /// Registers by name, ascending.
  init<Value>(_ values: [RegisterID: Value], _ render: (Value) -> JSONOutput) {
    self = .object(
      values.sorted { $0.key < $1.key }.map { Member($0.key.description, render($0.value)) }
    )
  }

  /// The features in the order of their bits.
  init(_ features: VCPUFeatures) {
    self = .array(
      VCPUFeature.allCases.filter(features.contains).map { .string($0.rawValue) }
    )
  }

  /// A parsed value, to be written again; numbers that are not integers become strings.
  ///
  /// Canonical forms depend on it: another spelling would be another digest.
  public init(_ node: JSONNode) {
    self.init(node) { text in Int(text).map { .int($0) } ?? .string(text) }
  }

  /// A parsed value, to be handed back as it came; numbers keep their spelling.
  public init(verbatim node: JSONNode) {
    self.init(node) { .number($0) }
  }

  private init(_ node: JSONNode, number: (String) -> JSONOutput) {
    switch node.value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let text): self = number(text)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map { JSONOutput($0, number: number) })
    case .object(let object):
      self = .object(
        object.members.map { Member($0.key, JSONOutput($0.value, number: number)) }
      )
    }
  }
}
