import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 5: SVE vector lengths where the client does not write them.
///
/// KVM compares KVM_REG_ARM64_SVE_VLS when it is written. QEMU does not carry it: a guest would see
/// RDVL change under it.
struct VectorLengthCheck: GroupCheck {
  private let context: MoveContext
  private let target: VectorLengths?
  /// What records besides the captured state tell.
  private let configured: VectorLengths?

  init(_ context: MoveContext) {
    self.context = context
    target = VectorLengths(of: context.target.profile.registers)
    configured =
      context.guest.vectorLengths
      ?? context.source.flatMap { VectorLengths(of: $0.profile.registers) }
  }

  func judgedBits(_ id: RegisterID) -> UInt64 {
    id == BaselineRegisters.vectorLengths ? .max : 0
  }

  func findings(_ vcpu: CheckedVCPU) -> [Finding] {
    guard context.guest.features.contains(.sve) else { return [] }
    let captured = VectorLengths(of: vcpu.file)
    let isWritten = captured != nil && !context.guest.client.writesItsOwnList
    if isWritten { return [] }
    guard let vm = captured ?? configured, let target else {
      guard !context.isSameHost else { return [] }
      return [unknown(captured ?? configured)]
    }
    guard !target.canRun(vm) else { return [] }
    let host = context.target.host.name
    var finding = FindingKind.sveVectorLengths.finding(
      .refuse,
      Self.subject,
      "the VM has the SVE vector lengths \(Self.text(vm)), \(host) has \(Self.text(target))"
    )
    finding.register = Self.subject
    finding.source = Self.text(vm)
    finding.target = Self.text(target)
    // The client does not write them, so that KVM has nothing to refuse.
    finding.beyondKvm = true
    finding.remedy = FindingKind.sveVectorLengths.remedy
    return [finding]
  }

  private func unknown(_ vm: VectorLengths?) -> Finding {
    let lacking =
      vm == nil
      ? context.sourceHost.map { "the record of \($0.name)" } ?? "the VM's records"
      : "the record of \(context.target.host.name)"
    // A snapshot, a profile and a definition can hold them; a record without the register was made
    // from a format that cannot.
    let canBeHeld = vm != nil || target != nil
    var finding = FindingKind.captureIncomplete.finding(
      canBeHeld ? .undecided : .note,
      Self.subject,
      "the VM has SVE, and \(lacking) does not tell the vector lengths; other lengths would change "
        + "RDVL in the running guest"
    )
    finding.register = Self.subject
    finding.remedy =
      context.sourceHost == nil && vm == nil
      ? "Name the source with --from, or give sveVectorLengths in the VM's definition"
      : "Capture KVM_REG_ARM64_SVE_VLS there, or give sveVectorLengths in the VM's definition"
    return finding
  }

  private static let subject = "0x606000000015ffff"

  private static func text(_ lengths: VectorLengths) -> String {
    lengths.bits.map(String.init).joined(separator: ",")
  }
}
