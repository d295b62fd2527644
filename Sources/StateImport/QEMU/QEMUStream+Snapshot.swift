import ArmArchitecture
import KVMEnforcement
import MigrationState

extension QEMUStream {
  /// The captured state.
  ///
  /// The format is the VMM that wrote the stream, `qemu-10` or `qemu-11`, or `qemu` where nothing
  /// tells; with `-tcg` behind it, no KVM was involved.
  ///
  /// - Throws: ``ImportError`` when a vCPU's section does not hold what the stream says, or there is
  ///   none.
  func snapshot(_ context: ImportContext) throws(ImportError) -> SnapshotDocument {
    var read: [QEMUVCPU] = []
    for section in vcpus {
      let layout =
        if let description {
          try description.layout(of: section)
        } else {
          try QEMULayout.fixed(section)
        }
      let vcpu = try QEMUVCPU(section, layout)
      guard !read.contains(where: { $0.index == vcpu.index }), vcpu.index < 65_536 else {
        throw layout.error("each vCPU once", found: "cpu \(vcpu.index) again", at: 0)
      }
      read.append(vcpu)
    }
    guard let first = read.first else {
      throw .unusable("the stream of \(machine ?? "an unnamed machine") has no section of a vCPU")
    }
    if let described = description?.vcpuCount, described != read.count {
      throw .unusable("the stream describes \(described) vCPUs and holds \(read.count)")
    }
    read.sort { $0.index < $1.index }
    var snapshot = SnapshotDocument(
      vm: context.name,
      capturedAt: context.capturedAt,
      source: CaptureSource(
        format: writer + (first.isEmulated ? CaptureSource.emulationSuffix : ""),
        note: note(read)
      ),
      vcpus: read.map { VCPUState(index: $0.index, registers: $0.registers) }
    )
    snapshot.gic =
      devices.contains("arm_gicv3") ? .v3 : devices.contains("arm_gic") ? .v2 : nil
    return snapshot
  }

  /// The QEMU that wrote the stream, as its description and its machine type tell.
  private var writer: String {
    if let old = description?.comparesRegisterCount { return old ? "qemu-10" : "qemu-11" }
    let version = machine.flatMap { $0.split(separator: "-").last }
    let major = version.flatMap { $0.split(separator: ".").first }.flatMap { Int($0) }
    return major.map { $0 >= 11 } ?? false ? "qemu-11" : "qemu"
  }

  /// What else the stream tells, and what it cannot.
  private func note(_ vcpus: [QEMUVCPU]) -> String {
    let isEmulated = vcpus.contains(where: \.isEmulated)
    var parts = [
      "machine \(machine ?? "unknown")", isEmulated ? "TCG" : "KVM",
      "target pages of \(1 << pageBits) bytes",
    ]
    let memory =
      ramBlocks.first { $0.name == "mach-virt.ram" } ?? ramBlocks.max { $0.size < $1.size }
    if let memory { parts.append("\(memory.name) of \(memory.size) bytes") }
    if description == nil { parts.append("no description: the known layout of a vCPU was used") }
    let views = vcpus.map(\.aarch32Views.count).max() ?? 0
    if views > 0 {
      parts.append("\(views) AArch32 views of registers, which KVM does not have, are left out")
    }
    let unknown = Set(vcpus.flatMap(\.unknownIDs)).sorted()
    if !unknown.isEmpty {
      let ids = unknown.prefix(8).map { "0x" + hexadecimal($0, digits: 16) }
      parts.append("registers of an unknown class are left out: " + ids.joined(separator: " "))
    }
    if isEmulated {
      parts.append("the ids of CNTV_CVAL_EL0 and CNTVCT_EL0 have their architectural meaning")
    }
    parts.append(
      "a stream does not hold the SVE vector lengths, "
        + (isEmulated ? "MIDR_EL1, MPIDR_EL1, ID_AA64PFR0_EL1" : "the counter frequency")
        + " and the vCPU features"
    )
    return parts.joined(separator: "; ")
  }
}
