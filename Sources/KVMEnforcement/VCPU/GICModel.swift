/// The in-kernel interrupt controller of a VM.
///
/// - Source: kernel `include/uapi/linux/kvm.h` (`KVM_DEV_TYPE_ARM_VGIC_*`), 7.3.
public enum GICModel: String, Sendable, CaseIterable {
  /// No in-kernel vGIC.
  case none
  /// vGICv2.
  case v2
  /// vGICv3 (also presents GICv4 hosts).
  case v3
  /// vGICv5.
  case v5
}
