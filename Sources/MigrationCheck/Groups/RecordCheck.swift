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
    if let features = snapshot.vcpuFeatures, features != definition.vcpuFeatures {
      findings.append(
        FindingKind.definitionDiffers.finding(
          .warn,
          definition.name,
          "the vCPU features in the definition of \(definition.name) are not those of its "
            + "snapshot, which was judged"
        )
      )
    }
    return findings
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
