import ArmArchitecture
import KVMEnforcement
import MigrationState

extension StateJudge {
  /// The finding about the bits of one rule.
  ///
  /// - Parameters:
  ///   - ruling: what was decided; the policy strict makes it a refusal.
  ///   - bits: the rule.
  ///   - wrong: the invalid bits of the register.
  ///   - value: the register's captured value.
  /// - Returns: the finding, the same for every vCPU with the same content.
  func finding(
    _ ruling: Ruling,
    _ bits: BitExplanation,
    _ wrong: UInt64,
    _ value: UInt64
  ) -> Finding {
    let wrong = wrong & bits.bits.mask
    // A reserved range is named by the bits that are wrong, a field as a whole.
    let msb = bits.name == nil ? 63 - wrong.leadingZeroBitCount : bits.bits.msb
    let lsb = bits.name == nil ? wrong.trailingZeroBitCount : bits.bits.lsb
    let range = msb == lsb ? "\(msb)" : "\(msb):\(lsb)"
    let subject = bits.name == nil ? "\(bits.register)[\(range)]" : bits.subject
    let content = bits.bits.extract(value)
    let valid = bits.bits.extract(value ^ wrong)
    let has = bits.bits.width == 1 ? (content == 1 ? "is set" : "is clear") : "is \(hex(content))"
    var finding = ruling.kind.finding(
      policy == .strict ? .refuse : ruling.severity,
      subject,
      "\(subject) \(has): \(reason(bits)); \(ruling.words)"
    )
    finding.register = bits.register
    finding.field = bits.name
    finding.msb = msb
    finding.lsb = lsb
    finding.feature = feature(bits)
    finding.source = hex(content)
    finding.target = hex(valid)
    finding.bits = "0x" + hexadecimal(wrong, digits: 16)
    finding.remedy = finding.severity == .note ? nil : ruling.kind.remedy
    finding.beyondKvm = true
    return finding
  }

  /// The explanation without its subject: `RES0, the VM does not advertise FEAT_MOPS (…)`.
  private func reason(_ bits: BitExplanation) -> String {
    String(bits.description.dropFirst(bits.subject.count + 2))
  }

  /// The feature that the bits need and the VM does not advertise.
  private func feature(_ bits: BitExplanation) -> String? {
    bits.features.first { name in
      !FeatureTable.standard.holds(.feature(name), in: target.rules.idRegisters)
    }
  }

  private func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
}
