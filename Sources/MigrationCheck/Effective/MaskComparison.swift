import ArmArchitecture
import KVMEnforcement
import MigrationState

/// The masks that a running kernel shows, compared with those computed.
public struct MaskComparison: Sendable {
  /// One register whose masks differ.
  public struct Difference: Sendable {
    /// The register.
    public let encoding: Encoding
    /// What was computed; nil when the kernel is not known to sanitise the register.
    public let computed: RegisterMask?
    /// What the kernel shows.
    public let shown: RegisterMask
    /// The rules of the bits that differ, as computed.
    public let reasons: [BitExplanation]
  }

  /// The number of registers compared.
  public let count: Int
  /// The registers that differ, ascending.
  public let differences: [Difference]
  /// The registers that have masks and that the kernel does not list, ascending.
  ///
  /// It lists those that it emulates alone: on a host without GICv5 not those of GICv5's traps.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (debugfs `resx`), 7.3; read on 7.3.4.
  public let unlisted: [Encoding]

  /// Compares; a register that the kernel alone has is compared with masks without bits.
  public init(_ plan: ConfigurationPlan, shown: [RegisterMask]) {
    let computed = plan.masks
    count = shown.count
    unlisted = computed.map(\.encoding).filter { encoding in
      !shown.contains { $0.encoding == encoding }
    }.sorted()
    differences = shown.sorted { $0.encoding < $1.encoding }.compactMap { theirs in
      let encoding = theirs.encoding
      let ours = computed.first { $0.encoding == encoding }
      let bits = ((ours?.zero ?? 0) ^ theirs.zero) | ((ours?.one ?? 0) ^ theirs.one)
      guard bits != 0 else { return nil }
      return Difference(
        encoding: encoding,
        computed: ours,
        shown: theirs,
        reasons: plan.explain(encoding, bits: bits)
      )
    }
  }

  /// `{compared, equal, differences: [{register, computed, shown, rules}], unlisted}`.
  public var json: JSONOutput {
    [
      "compared": .int(count),
      "equal": .bool(differences.isEmpty),
      "differences": .array(
        differences.map { difference in
          [
            "register": .string(difference.encoding.name),
            "computed": difference.computed?.json ?? .null,
            "shown": difference.shown.json,
            "rules": .array(difference.reasons.map(\.json)),
          ]
        }
      ),
      "unlisted": .array(unlisted.map { .string($0.name) }),
    ]
  }
}

extension RegisterMask {
  /// `{"res0", "res1"}`.
  var json: JSONOutput { ["res0": .hex(zero), "res1": .hex(one)] }
}
