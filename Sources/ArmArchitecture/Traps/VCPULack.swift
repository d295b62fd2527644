/// What a vCPU was initialised without: a reason to hide registers that no ID register tells alone.
public enum VCPULack: String, Sendable, CaseIterable {
  /// Neither address nor generic authentication.
  case pointerAuthentication = "no-ptrauth"
  /// No SVE.
  case sve = "no-sve"
  /// No PMU.
  case performanceMonitors = "no-pmu-v3"
  /// No Memory Tagging in the VM.
  case tagging = "no-mte"
  /// No in-kernel vGICv3.
  case interruptController3 = "no-vgic-v3"
}
