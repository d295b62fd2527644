import ArmArchitecture

extension VCPUModel {
  /// Runs the vCPU for the first time: the kernel corrects ID registers and, in a VM with EL2, forces
  /// the bits of the registers that it sanitises.
  ///
  /// Reset poison stays: a register that was never written holds no state, whatever masks it went
  /// through.
  ///
  /// - Parameters:
  ///   - plan: what the kernel derives from the vCPU's ID registers as they are.
  ///   - earlier: what the kernel derived under which the registers were captured; nil when unknown.
  /// - Complexity: O(*n* log *m*) in the masks, of *m* registers.
  ///
  /// - Source: kernel `arch/arm64/kvm/nested.c` (`kvm_init_nv_sysregs`) and
  ///   `arch/arm64/kvm/sys_regs.c` (`kvm_finalize_sys_regs`), 7.3.
  public mutating func run(_ plan: ConfigurationPlan, after earlier: ConfigurationPlan?) {
    for (encoding, value) in plan.changedIDRegisters { store(value, in: encoding) }
    for mask in plan.masks where mask.isApplied {
      guard let value = read(RegisterID(mask.encoding))?.first else { continue }
      let masks = [earlier?.mask(of: mask.encoding), mask].compactMap { $0 }
      guard !ResetPoison.isMasked(value, by: masks) else { continue }
      store(mask.sanitise(value), in: mask.encoding)
    }
  }

  /// Changes a register of one word where the profile has it.
  private mutating func store(_ value: UInt64, in encoding: Encoding) {
    guard let index = self.plan.profile.registers.index(of: RegisterID(encoding)) else { return }
    words[self.plan.profile.registers.offsets[self.plan.slots[index].storage]] = value
  }
}
