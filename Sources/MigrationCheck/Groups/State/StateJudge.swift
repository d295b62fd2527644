import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Judges the bits of one register that some rule forces, by what they do on source and target.
struct StateJudge: Sendable {
  /// nil when the source is not known, or no model tells of its kernel.
  let source: StateSide?
  let target: StateSide
  /// True when the VM stays on the host it runs on.
  let stays: Bool
  let policy: VerdictDocument.Policy

  /// What a judgement says of some bits.
  struct Ruling {
    let kind: FindingKind
    var severity: Finding.Severity
    /// The end of the message.
    let words: String
  }

  /// The findings about a register's value, highest bits first; none for a value that was never
  /// written.
  func findings(_ encoding: Encoding, _ value: UInt64) -> [Finding] {
    target.rules.isEnforced ? enforced(encoding, value) : carried(encoding, value)
  }

  // MARK: VMs with EL2

  /// Kernels force the bits: what the source forces too cannot be a guest's; what only the target
  /// forces changes under the guest.
  private func enforced(_ encoding: Encoding, _ value: UInt64) -> [Finding] {
    let rules = source?.rules ?? target.rules
    let masks = [source?.mask(of: encoding), target.mask(of: encoding)].compactMap { $0 }
    if ResetPoison.isMasked(value, by: masks) { return [] }
    let wrong = rules.mask(of: encoding)?.invalidBits(of: value) ?? 0
    let changed = (target.mask(of: encoding)?.invalidBits(of: value) ?? 0) & ~wrong
    var findings: [Finding] = []
    for bits in wrong == 0 ? [] : rules.explain(encoding, bits: wrong) {
      let whose =
        source.map { "which no guest on \($0.host.name) can hold" }
        ?? "which \(target.host.name) forces, and what the source forces is not known"
      let ruling = Ruling(kind: .invalidResBits, severity: .refuse, words: whose)
      findings.append(finding(ruling, bits, wrong, value))
    }
    for bits in changed == 0 ? [] : target.rules.explain(encoding, bits: changed) {
      findings.append(finding(change(bits, encoding, value), bits, changed, value))
    }
    return findings
  }

  /// Bits that are valid on the source and that the target rewrites.
  private func change(
    _ bits: BitExplanation,
    _ encoding: Encoding,
    _ value: UInt64
  ) -> Ruling {
    let host = target.host.name
    let rewrites = "\(host) rewrites it"
    if let inert = InertBits.standard.row(encoding, bits.bits, of: value) {
      return Ruling(
        kind: .effectiveStateChanges,
        severity: .warn,
        words: "\(rewrites), to no effect: \(inert.reason)"
      )
    }
    if source?.isFresh(value, encoding) ?? false {
      return Ruling(
        kind: .effectiveStateChanges,
        severity: .warn,
        words: "\(rewrites), and the guest has not written the register"
      )
    }
    switch source?.isLive(bits) {
    case false?:
      return Ruling(
        kind: .effectiveStateChanges,
        severity: .warn,
        words: "\(rewrites), to no effect: the CPU does not have what the bits need"
      )
    case true?:
      return Ruling(
        kind: .effectiveStateChanges,
        severity: .refuse,
        words: "\(rewrites), which changes what the CPU does"
      )
    case nil:
      return Ruling(
        kind: .effectiveStateChanges,
        severity: .undecided,
        words: "\(rewrites), and whether that has an effect is not known"
      )
    }
  }

  // MARK: VMs without EL2

  /// No kernel forces the bits: they do what each CPU makes of them.
  private func carried(_ encoding: Encoding, _ value: UInt64) -> [Finding] {
    guard !ResetPoison.isWhole(value), !target.isFresh(value, encoding),
      !(source?.isFresh(value, encoding) ?? false),
      let wrong = target.mask(of: encoding)?.invalidBits(of: value), wrong != 0
    else { return [] }
    return target.rules.explain(encoding, bits: wrong).map { bits in
      finding(carry(bits, encoding, value), bits, wrong, value)
    }
  }

  private func carry(
    _ bits: BitExplanation,
    _ encoding: Encoding,
    _ value: UInt64
  ) -> Ruling {
    if let inert = InertBits.standard.row(encoding, bits.bits, of: value) {
      return Ruling(kind: .invalidResBits, severity: .note, words: "harmless: \(inert.reason)")
    }
    var there = source?.isLive(bits)
    var here = target.isLive(bits)
    let from = source?.host.name ?? "the source"
    let to = target.host.name
    if stays || source?.hasSameCPUs(as: target) ?? false {
      // What one record does not tell the other does.
      there = there ?? here
      here = here ?? there
      if here == nil {
        return Ruling(
          kind: .invalidResBits,
          severity: .note,
          words: "\(from) and \(to) have the same CPU"
        )
      }
    }
    switch (there, here) {
    case (true?, true?):
      return Ruling(
        kind: .stateOfHiddenFeature,
        severity: .note,
        words: "it works on \(from) and on \(to)"
      )
    case (false?, false?):
      return Ruling(
        kind: .invalidResBits,
        severity: .note,
        words: "it does nothing on \(from) and on \(to)"
      )
    case (true?, false?):
      return Ruling(
        kind: .stateOfHiddenFeature,
        severity: .refuse,
        words: "it works on \(from) and does nothing on \(to)"
      )
    case (false?, true?):
      return Ruling(
        kind: .invalidResBits,
        severity: .refuse,
        words: "it does nothing on \(from) and works on \(to)"
      )
    case (nil, true?) where source == nil:
      return Ruling(
        kind: .invalidResBits,
        severity: .refuse,
        words: "it works on \(to), and the source is not known"
      )
    default:
      return Ruling(
        kind: there == true || here == false ? .stateOfHiddenFeature : .invalidResBits,
        severity: .undecided,
        words: "whether it does the same on \(from) and on \(to) is not known"
      )
    }
  }
}
