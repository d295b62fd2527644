import ArmArchitecture
import KVMEnforcement
import MigrationState

extension ExposedMove {
  /// The findings about one feature that the VM meets on the target.
  func findings(_ exposure: Exposure, _ novelty: Novelty, isMasked: Bool) -> [Finding] {
    switch exposure.grade {
    case .hidden: return []
    case .reachable:
      let severity = severity(new: .refuse, otherwise: .warn, novelty)
      var findings = [unhideable(exposure, novelty, severity)]
      if exposure.leaks { findings.append(leak(exposure, novelty, severity)) }
      return findings
    case .untrappable:
      let hasState = FeatureHidings.standard.row(of: exposure.feature)?.state.isEmpty == false
      let severity = severity(new: .warn, otherwise: hasState ? .warn : .note, novelty)
      return [untrappable(exposure, novelty, severity)]
    case .registerOnly:
      let isRefused = policy == .strict && !isMasked
      guard isRefused || novelty.isNew else { return [] }
      return [registerOnly(exposure, novelty, isRefused ? .refuse : .note, isMasked)]
    }
  }

  /// Strict refuses whatever is reachable; what stays as it is does not weigh.
  private func severity(
    new: Finding.Severity,
    otherwise: Finding.Severity,
    _ novelty: Novelty
  ) -> Finding.Severity {
    if policy == .strict { return .refuse }
    if stays { return .note }
    return novelty.isNew ? new : otherwise
  }

  private func unhideable(
    _ exposure: Exposure,
    _ novelty: Novelty,
    _ severity: Finding.Severity
  ) -> Finding {
    finding(
      .exposedUnhideableHere,
      severity,
      exposure,
      "the VM does not advertise it and \(target.host.name) leaves \(Self.names(exposure)) reachable, "
        + novelty.words
    )
  }

  private func leak(
    _ exposure: Exposure,
    _ novelty: Novelty,
    _ severity: Finding.Severity
  ) -> Finding {
    let registers = exposure.encodings.filter { !$0.isInstruction }.map(\.name)
    return finding(
      .leakBetweenVMs,
      severity,
      exposure,
      "KVM on \(target.host.name) does not switch \(registers.joined(separator: ", ")) for the VM: "
        + "what it leaves there the next VM sees, \(novelty.words)"
    )
  }

  private func untrappable(
    _ exposure: Exposure,
    _ novelty: Novelty,
    _ severity: Finding.Severity
  ) -> Finding {
    finding(
      .exposedUntrappable,
      severity,
      exposure,
      "the VM does not advertise it, \(target.host.name) implements it and nothing can trap it, "
        + novelty.words
    )
  }

  private func registerOnly(
    _ exposure: Exposure,
    _ novelty: Novelty,
    _ severity: Finding.Severity,
    _ isMasked: Bool
  ) -> Finding {
    finding(
      .exposedRegisterOnly,
      severity,
      exposure,
      isMasked
        ? "the VM does not advertise it; KVM on \(target.host.name) clears its bits"
        : "the VM does not advertise it and its bits work on \(target.host.name), \(novelty.words)"
    )
  }

  private func finding(
    _ kind: FindingKind,
    _ severity: Finding.Severity,
    _ exposure: Exposure,
    _ message: String
  ) -> Finding {
    var finding = kind.finding(severity, exposure.feature, "\(exposure.feature): \(message)")
    finding.feature = exposure.feature
    finding.remedy = kind.remedy
    return finding
  }

  /// `TLBI RVAE1IS, TLBI RVAAE1IS`: encodings as the assembler spells them, and instructions.
  private static func names(_ exposure: Exposure) -> String {
    (exposure.encodings.map(\.assembly) + exposure.instructions).joined(separator: ", ")
  }
}

extension Encoding {
  /// The name as an assembler takes it: `TLBI RVAE1IS` for an instruction, a register's name.
  public var assembly: String {
    guard isInstruction else { return name }
    return name.split(separator: "_", maxSplits: 1).joined(separator: " ")
  }
}
