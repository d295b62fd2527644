import ArmArchitecture
import KVMEnforcement
import MigrationState

/// A VM as it is judged: its definition and its captured state, brought together.
public struct Guest: Sendable {
  /// The VM's name.
  public let name: String
  /// The definition; nil when a snapshot stands alone.
  public let definition: VMDocument?
  /// The captured state; nil when only the configuration is judged.
  public let snapshot: SnapshotDocument?
  /// The features the VM's vCPUs are initialised with.
  public let features: VCPUFeatures
  /// The interrupt controller; nil when unknown.
  public let gic: GICModel?
  /// True when the VM has memory tagging.
  public let mte: Bool

  /// True when the VM's vCPUs have EL2.
  public var hasEL2: Bool { features.contains(.el2) }

  /// Brings a definition and a snapshot together; the snapshot is what the VM is.
  ///
  /// vCPU features that neither tells are drawn from the registers present.
  ///
  /// - Returns: nil when neither a definition nor a snapshot is given.
  public init?(definition: VMDocument?, snapshot: SnapshotDocument?) {
    guard let name = definition?.name ?? snapshot?.vm else { return nil }
    self.name = name
    self.definition = definition
    self.snapshot = snapshot
    let present = snapshot?.vcpus.first.map { RegisterFile($0.registers) }
    features =
      snapshot?.vcpuFeatures ?? definition?.vcpuFeatures
      ?? present.map { VCPUFeature.inferred(from: $0) } ?? []
    gic = snapshot?.gic ?? definition?.gic
    mte = snapshot?.mte ?? definition?.mte ?? present.map(VCPUFeature.hasMTE) ?? false
  }
}
