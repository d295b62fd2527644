import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 5: what source and target must have in common, because the guest sees the host's.
struct HostFactCheck: GroupCheck {
  let findings: [Finding]

  init(_ context: MoveContext) {
    findings =
      Self.compared(context) + Self.addressSize(context) + Self.pageSize(context)
  }

  /// Every rule of ``HostFactRule/all`` that matters to the VM.
  private static func compared(_ context: MoveContext) -> [Finding] {
    HostFactRule.all.filter { $0.matters(context.guest) }.flatMap { rule in
      let source = value(rule, context.sourceHost)
      let target = value(rule, context.target.host)
      // One name does not make two records one host, but what neither tells is no difference there.
      guard let source, let target else {
        return context.isSameHost ? [] : unknown(rule, context)
      }
      guard source != target else { return [Finding]() }
      var finding = rule.kind.finding(
        .refuse,
        rule.register,
        "\(rule.register) is 0x\(String(source, radix: 16)) on "
          + "\(context.sourceHost?.name ?? "the source") and 0x\(String(target, radix: 16)) on "
          + "\(context.target.host.name): \(rule.consequence)"
      )
      finding.register = rule.register
      finding.source = "0x" + String(source, radix: 16)
      finding.target = "0x" + String(target, radix: 16)
      finding.beyondKvm = true
      finding.remedy = rule.kind.remedy
      return [finding]
    }
  }

  private static func value(_ rule: HostFactRule, _ host: HostView?) -> UInt64? {
    guard let registers = host?.document[keyPath: rule.place],
      let encoding = RegisterNames.standard.encoding(named: rule.register)
    else { return nil }
    return registers[encoding].map { $0 & rule.mask }
  }

  /// What to capture; a note when neither record's format can hold the register.
  private static func unknown(_ rule: HostFactRule, _ context: MoveContext) -> [Finding] {
    let hosts = [context.sourceHost, context.target.host]
    let canBeHeld = hosts.contains { $0?.document[keyPath: rule.place] != nil }
    let lacking = hosts.filter { value(rule, $0) == nil }
      .map { $0.map { "the record of \($0.name)" } ?? "the source, which is unknown," }
    var finding = FindingKind.captureIncomplete.finding(
      canBeHeld ? rule.unknown : .note,
      rule.register,
      "\(rule.register) is not told by \(lacking.joined(separator: " and "))"
        + (lacking.last?.last == "," ? "" : ";") + " if it differs, \(rule.consequence)"
    )
    finding.register = rule.register
    let missing = hosts.compactMap { host in
      host.flatMap { value(rule, $0) == nil ? $0.name : nil }
    }
    finding.remedy =
      missing.isEmpty
      ? "Name the source with --from"
      : "Capture \(missing.joined(separator: " and ")) with \(rule.register)"
    return [finding]
  }

  /// The VM's intermediate physical address space against KVM_CAP_ARM_VM_IPA_SIZE.
  private static func addressSize(_ context: MoveContext) -> [Finding] {
    let target = ipaSize(context.target.host)
    var finding: Finding
    if let size = context.guest.ipaSize {
      guard size > target else { return [] }
      finding = FindingKind.ipaSize.finding(
        .refuse,
        "ipaSize",
        "the VM has \(size) bits of physical addresses, \(context.target.host.name) has \(target)"
      )
      finding.source = String(size)
    } else {
      guard let source = context.sourceHost.map(ipaSize), source > target else { return [] }
      finding = FindingKind.ipaSize.finding(
        .note,
        "ipaSize",
        "\(context.target.host.name) has \(target) bits of physical addresses for VMs, the source "
          + "\(source), and the VM's ipaSize is not recorded"
      )
      finding.source = String(source)
    }
    finding.target = String(target)
    finding.remedy = FindingKind.ipaSize.remedy
    return [finding]
  }

  /// The bits a VM can be given: 40 where the capability is missing.
  private static func ipaSize(_ host: HostView) -> Int {
    let size = host.document.kvmCapabilities[165].map { Int($0) } ?? 0
    return size > 0 ? size : 40
  }

  private static func pageSize(_ context: MoveContext) -> [Finding] {
    guard let source = context.sourceHost?.document.pageSize,
      source != context.target.host.document.pageSize
    else { return [] }
    let target = context.target.host.document.pageSize
    var finding = FindingKind.pageSizeDiffers.finding(
      .note,
      "pageSize",
      "the source's kernel has pages of \(source) bytes, that of \(context.target.host.name) of "
        + "\(target)"
    )
    finding.source = String(source)
    finding.target = String(target)
    return [finding]
  }
}

extension HostFactCheck {
  /// None: it judges hosts and configurations alone.
  func judgedBits(_ id: RegisterID) -> UInt64 { 0 }
}
