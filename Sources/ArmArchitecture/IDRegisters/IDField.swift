/// How two values of an ID field compare.
///
/// - Source: Arm ARM section D24.1.3, principles of the ID scheme for fields in ID registers.
public enum FieldOrder: String, Sendable, CaseIterable {
  /// A larger number means more.
  case unsigned
  /// The field is a two's-complement number (0b1111 is −1, "not implemented"); larger means more.
  case signed
  /// Values are names without order: they can only be equal or differ.
  case unordered
}

/// What KVM lets userspace write to a writable ID field, given the host's limit.
///
/// - Source: kernel `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_safe_value`) and
///   `arch/arm64/kvm/sys_regs.c` (`arm64_check_features`, `kvm_arm64_ftr_safe_value`), 7.3.
public enum SafeValuePolicy: Hashable, Sendable {
  /// The kernel's feature table does not have the field: it must equal the limit, whatever the
  /// writable mask says.
  case absent
  /// Accepted when value ≤ limit; both sign-extended at the field's width if `signed`.
  case lower(signed: Bool)
  /// Accepted when value ≥ limit, unsigned.
  case higher
  /// Accepted when value = 0, or limit ≠ 0 and value ≥ limit, unsigned.
  case higherOrZero
  /// Accepted when value equals the given safe value (or the limit).
  case exact(safe: UInt64)
}

/// One enumerated value of an ID field.
public struct IDFieldValue: Hashable, Sendable {
  /// The number, as the unsigned content of the field.
  public let value: UInt64
  /// The value's name in the kernel's register description (`NI`, `IMP`, …); nil when it has none.
  public let name: String?
  /// The features that exist from this value on: field ≥ `value` under the field's order.
  ///
  /// Features that need more than one comparison stand in the table of composite features.
  public let features: [String]
}

/// One field of an ID register.
public struct IDField: Sendable {
  /// The register's architectural name.
  public let register: String
  /// The register's encoding.
  public let encoding: Encoding
  /// The field's name as in the kernel's `tools/sysreg`, which is the Arm ARM's but for case.
  public let name: String
  /// Where the field stands in the register.
  public let bits: BitRange
  /// How values compare in the architecture.
  public let order: FieldOrder
  /// What KVM accepts.
  public let policy: SafeValuePolicy
  /// The enumerated values, ascending by unsigned value.
  public let values: [IDFieldValue]

  /// `REGISTER.FIELD`.
  public var path: String { "\(register).\(name)" }

  /// The field's number under its order: signed fields sign-extended, others unsigned.
  public func number(_ content: UInt64) -> Int64 {
    switch order {
    case .signed: BitRange(msb: bits.width - 1, lsb: 0)?.extractSigned(content) ?? 0
    case .unsigned, .unordered: Int64(content)
    }
  }

  /// The name of a value, `NI` or `IMP` say; nil when the architecture names none.
  public func valueName(_ content: UInt64) -> String? {
    values.first { $0.value == content }?.name
  }
}
