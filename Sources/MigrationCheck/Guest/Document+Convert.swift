import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Why a document cannot become one of another kind.
public struct ConversionError: Error, Hashable, Sendable {
  /// The reason, in one line.
  public let reason: String

  /// Makes an error.
  public init(reason: String) {
    self.reason = reason
  }
}

extension Document {
  /// The same facts as a document of another kind.
  ///
  /// A snapshot becomes the VM definition that its registers tell; a host's profile becomes the
  /// snapshot of a fresh VM, and through it a definition.
  ///
  /// - Parameters:
  ///   - kind: the kind wanted.
  ///   - profile: the profile of a host; nil when it has only one.
  /// - Returns: the document; this one when it is of that kind already.
  /// - Throws: ``ConversionError`` when the facts do not suffice.
  public func converted(
    to kind: DocumentKind,
    profile: String? = nil
  ) throws(ConversionError) -> Document {
    if kind == self.kind { return self }
    switch (self, kind) {
    case (.host(let host), .snapshot):
      return .snapshot(try host.snapshot(ofProfile: profile))
    case (.host(let host), .vm):
      return .vm(try host.snapshot(ofProfile: profile).definition())
    case (.snapshot(let snapshot), .vm): return .vm(try snapshot.definition())
    default:
      throw ConversionError(
        reason: "a \(self.kind.rawValue) document cannot become a \(kind.rawValue) document"
      )
    }
  }
}

extension HostDocument {
  fileprivate func snapshot(
    ofProfile name: String?
  ) throws(ConversionError) -> SnapshotDocument {
    let usable = vcpuProfiles.filter { $0.error == nil && (name == nil || $0.name == name) }
    guard let profile = usable.first, usable.count == 1 else {
      let names = vcpuProfiles.map(\.name).joined(separator: ", ")
      throw ConversionError(reason: "name one of the host's profiles: \(names)")
    }
    var snapshot = SnapshotDocument(
      vm: self.name,
      capturedAt: capturedAt,
      source: CaptureSource(format: "host-profile", note: "profile \(profile.name)"),
      vcpus: [VCPUState(index: 0, registers: profile.registers)]
    )
    snapshot.host = self.name
    snapshot.kernelRelease = kernelRelease
    snapshot.vcpuFeatures = profile.vcpuFeatures
    snapshot.gic = profile.gic
    snapshot.mte = profile.mte
    return snapshot
  }
}

extension SnapshotDocument {
  fileprivate func definition() throws(ConversionError) -> VMDocument {
    guard let guest = Guest(definition: nil, snapshot: self), let vcpu = vcpus.first else {
      throw ConversionError(reason: "the snapshot has no vCPU")
    }
    guard let gic = guest.gic ?? Self.interruptController(vcpu.registers.idRegisters) else {
      throw ConversionError(
        reason: "the snapshot does not tell the interrupt controller: add the key gic to it"
      )
    }
    let registers = vcpu.registers.filter { id, _ in
      id.encoding.map { AdmissionPlan.covers($0) && $0.name != "MPIDR_EL1" } ?? false
    }
    var vm = VMDocument(
      name: self.vm,
      vcpuCount: vcpus.count,
      vcpuFeatures: guest.features,
      gic: gic,
      mte: guest.mte,
      idRegisters: RegisterState(registers)
    )
    let firmware = RegisterState(
      vcpu.registers.filter { id, _ in
        id.registerClass == .firmware || id.registerClass == .firmwareBitmap
      }
    )
    vm.firmware = firmware.count == 0 ? nil : firmware
    vm.sveVectorLengths = vcpu.registers.sveVectorLengths
    return vm
  }

  /// The interrupt controller that the ID registers of a VM that ran tell; nil for a vGICv2 or
  /// none, which look the same.
  private static func interruptController(_ values: IDRegisterValues) -> GICModel? {
    let features = FeatureTable.standard.features(of: values)
    return features.contains("FEAT_GCIE") ? .v5 : features.contains("FEAT_GICv3") ? .v3 : nil
  }
}

extension RegisterState {
  /// The SVE vector lengths in bits, ascending, that KVM_REG_ARM64_SVE_VLS tells; nil without it.
  ///
  /// Bit *n* of the register stands for vectors of *n* + 1 times 128 bits.
  var sveVectorLengths: [Int]? {
    guard let id = KVMRegisterNames.standard.id(named: "KVM_REG_ARM64_SVE_VLS"),
      let words = self[id]?.words
    else { return nil }
    return (0..<16).filter { words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }.map { ($0 + 1) * 128 }
  }
}
