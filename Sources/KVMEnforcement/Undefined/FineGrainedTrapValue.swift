import ArmArchitecture

/// What KVM programs into one fine-grained-trap register of the host for a VM.
public struct FineGrainedTrapValue: Hashable, Sendable {
  /// The register, HFGRTR_EL2 to ICH_HFGITR_EL2.
  public let encoding: Encoding
  /// The value for a guest that is not nested, errata and debugger aside.
  public let value: UInt64
  /// The bits that trap while they are 1.
  public let positive: UInt64
  /// The bits that trap while they are 0.
  public let negative: UInt64

  /// The bits that trap with ``value``.
  public var trapping: UInt64 { (value & positive) | (~value & negative) }
}

extension ConfigurationPlan {
  /// The values of the fine-grained-trap registers, ascending by encoding.
  ///
  /// A register starts with every bit that traps when 0 at 1, and RES1 bits at 1; then each bit of
  /// the group's Fine-Grained-UNDEF word is made to trap: `(negative & ~word) | (positive & word)`.
  /// On a host without the register nothing is programmed.
  ///
  /// - Complexity: O(*n*) in the bit rules.
  ///
  /// - Source: kernel `arch/arm64/kvm/config.c` (`kvm_vcpu_load_fgt`, `__compute_fgt`), 7.3.
  public var fineGrainedTrapValues: [FineGrainedTrapValue] {
    (BitRules.fineGrained.registers(on: kernel) ?? []).compactMap { register in
      guard let group = register.trapGroup else { return nil }
      var positive: UInt64 = 0
      var negative: UInt64 = 0
      var one: UInt64 = 0
      for rule in register.rules {
        if let trap = rule.trap {
          if trap.isNegative { negative |= rule.bits.mask } else { positive |= rule.bits.mask }
        } else if rule.validity == .reserved, rule.alternative == .one {
          one |= rule.bits.mask
        }
      }
      let word = self[group]
      return FineGrainedTrapValue(
        encoding: register.encoding,
        value: one | (negative & ~word) | (positive & word),
        positive: positive,
        negative: negative
      )
    }
  }
}
