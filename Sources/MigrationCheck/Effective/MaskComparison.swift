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
    /// What the kernel shows; nil when it does not list the register.
    public let shown: RegisterMask?
    /// The rules of the bits that differ, as computed.
    public let reasons: [BitExplanation]
  }

  /// The number of registers compared.
  public let count: Int
  /// The registers that differ, ascending.
  public let differences: [Difference]

  /// Compares; a register on one side alone is equal to masks without bits.
  public init(_ plan: ConfigurationPlan, shown: [RegisterMask]) {
    let computed = plan.masks
    let encodings = Set(computed.map(\.encoding)).union(shown.map(\.encoding)).sorted()
    count = encodings.count
    differences = encodings.compactMap { encoding in
      let ours = computed.first { $0.encoding == encoding }
      let theirs = shown.first { $0.encoding == encoding }
      let bits =
        ((ours?.zero ?? 0) ^ (theirs?.zero ?? 0)) | ((ours?.one ?? 0) ^ (theirs?.one ?? 0))
      guard bits != 0 else { return nil }
      return Difference(
        encoding: encoding,
        computed: ours,
        shown: theirs,
        reasons: plan.explain(encoding, bits: bits)
      )
    }
  }

  /// `{compared, equal, differences: [{register, computed, shown, rules}]}`.
  public var json: JSONOutput {
    [
      "compared": .int(count),
      "equal": .bool(differences.isEmpty),
      "differences": .array(
        differences.map { difference in
          [
            "register": .string(difference.encoding.name),
            "computed": difference.computed?.json ?? .null,
            "shown": difference.shown?.json ?? .null,
            "rules": .array(difference.reasons.map(\.json)),
          ]
        }
      ),
    ]
  }
}

extension RegisterMask {
  /// `{"res0", "res1"}`.
  var json: JSONOutput { ["res0": .hex(zero), "res1": .hex(one)] }
}
