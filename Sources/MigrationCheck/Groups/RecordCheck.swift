import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 6: whether the records are good enough to judge by.
struct RecordCheck {
  let request: CheckRequest

  init(_ request: CheckRequest) {
    self.request = request
  }

  /// What the records of the VM and of the source leave to say.
  var findings: [Finding] {
    var findings = contradictions + disagreements + emulation + hostFindings
    if request.source == nil {
      var finding = FindingKind.sourceUnknown.finding(
        .note,
        request.guest.name,
        "the host that \(request.guest.name) runs on is not known"
      )
      finding.remedy = FindingKind.sourceUnknown.remedy
      findings.append(finding)
    }
    return findings
  }

  /// A stream of an emulated VM has AArch32 views of registers that no KVM knows, and QEMU refuses
  /// what the target's list lacks.
  private var emulation: [Finding] {
    guard let source = request.guest.snapshot?.source, source.isEmulated else { return [] }
    return [
      FindingKind.clientRefuses.finding(
        .refuse,
        "TCG",
        "\(request.guest.name) was emulated when it was captured: its registers are not those of "
          + "KVM, and QEMU refuses the stream"
      )
    ]
  }

  /// Where definition and snapshot say different things of one ID register.
  private var contradictions: [Finding] {
    guard let definition = request.guest.definition, let snapshot = request.guest.snapshot,
      let vcpu = snapshot.vcpus.first
    else { return [] }
    var findings: [Finding] = []
    for (id, defined) in definition.idRegisters {
      guard let captured = vcpu.registers[id], captured != defined else { continue }
      var finding = FindingKind.definitionDiffers.finding(
        .warn,
        id.description,
        "\(id) is \(defined.hexadecimal(width: id.width)) in the definition of \(definition.name) "
          + "and \(captured.hexadecimal(width: id.width)) in its snapshot, which was judged"
      )
      finding.register = id.description
      finding.remedy = FindingKind.definitionDiffers.remedy
      findings.append(finding)
    }
    let differing = Self.differing(definition, snapshot)
    if !differing.isEmpty {
      var finding = FindingKind.definitionDiffers.finding(
        .warn,
        definition.name,
        "the definition of \(definition.name) and its snapshot, which was judged, differ in "
          + differing.joined(separator: ", ")
      )
      finding.remedy = FindingKind.definitionDiffers.remedy
      findings.append(finding)
    }
    return findings
  }

  /// What else than registers a definition and a snapshot tell differently.
  private static func differing(
    _ definition: VMDocument,
    _ snapshot: SnapshotDocument
  ) -> [String] {
    func differs<Value: Equatable>(_ defined: Value, _ captured: Value?) -> Bool {
      captured.map { $0 != defined } ?? false
    }
    var differing: [String] = []
    if differs(definition.vcpuFeatures, snapshot.vcpuFeatures) { differing.append("vCPU features") }
    if differs(definition.gic, snapshot.gic) { differing.append("the interrupt controller") }
    if differs(definition.mte, snapshot.mte) { differing.append("memory tagging") }
    if definition.vcpuCount != snapshot.vcpus.count {
      differing.append(
        "the number of vCPUs (\(definition.vcpuCount), \(snapshot.vcpus.count) captured)"
      )
    }
    return differing
  }

  /// What every verdict says of devices.
  static func devicesOutside(_ guest: Guest) -> Finding {
    FindingKind.deviceStateOutside.finding(
      .note,
      guest.name,
      "the state of the vGIC and of other devices is outside this verdict"
    )
  }

  /// An ID register of which no record tells the VM's value.
  static func unknownRegister(_ encoding: Encoding) -> Finding {
    var finding = FindingKind.idRegisterUnknown.finding(
      .undecided,
      encoding.name,
      "no record tells the VM's value of \(encoding.name)"
    )
    finding.register = encoding.name
    finding.remedy = FindingKind.idRegisterUnknown.remedy
    return finding
  }
}
