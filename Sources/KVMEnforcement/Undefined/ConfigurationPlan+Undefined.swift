import ArmArchitecture

extension ConfigurationPlan {
  /// Where the VM's own kernel runs: virtual EL2 if the VM has EL2, else EL1.
  public var context: GuestContext {
    configuration.vcpuFeatures.contains(.el2) ? .virtualEL2 : .el1
  }

  /// The encodings that KVM makes UNDEFINED for this VM on a host.
  ///
  /// Accesses that no trap catches are not among them, even when the VM does not advertise the
  /// feature: they run on the hardware. An unknown capability counts as absent, so that the set never
  /// says more than what is sure; ask with ``TrapCapabilities/assuming(unknown:)`` for what may be.
  ///
  /// - Parameters:
  ///   - host: what the host can do.
  ///   - context: where the access is made; nil for ``context``.
  /// - Returns: the UNDEFINED encodings, out of ``EncodingSet/universe``.
  ///
  /// - Complexity: O(*n*) in the set bits of the Fine-Grained-UNDEF words and the rows of the trap
  ///   tables; about a microsecond.
  ///
  /// - Source: kernel `arch/arm64/kvm/emulate-nested.c` (`triage_sysreg_trap`) and
  ///   `arch/arm64/kvm/sys_regs.c` (`kvm_handle_sys_reg`), 7.3; measured on 6.16 to 7.3.
  public func undefined(
    on host: TrapCapabilities,
    at context: GuestContext? = nil
  ) -> EncodingSet {
    TrapModel.shared(kernel, context ?? self.context).evaluate(self, on: host).undefined
  }
}
