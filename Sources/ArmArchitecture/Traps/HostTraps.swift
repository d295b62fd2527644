/// The traps KVM sets whatever the Fine-Grained-UNDEF words say.
///
/// An access that none of them and no programmed fine-grained trap catches runs on the hardware,
/// whether or not the VM advertises the feature.
public struct HostTraps: Sendable {
  /// The traps, in the order of the table.
  public let traps: [HostTrap]
  /// Registers of EL2 that a guest hypervisor reaches as memory (FEAT_NV2), so that no access to
  /// them traps or can be UNDEFINED; ascending.
  ///
  /// Others are memory under a condition: ``TrapHandlers/aliases``.
  public let memoryBacked: [Encoding]

  /// The built-in table.
  public static let standard = builtIn { () throws(TableError) in
    try HostTraps(TableText("hostTraps", table), memory: TableText("memory", memory))
  }

  /// Parses the table of traps and the list of memory-backed registers.
  ///
  ///     CONTROL  CONDITION…  [also ENCODING…]
  ///
  /// - `CONTROL`: its encodings are those of ``CoarseControls``; a control that stands there with
  ///   none, or not at all, must say `also`.
  /// - `CONDITION`: see ``TrapCondition/init(_:_:_:)``.
  /// - `also`: encodings that trap although the table of controls, which is about forwarding, does
  ///   not list them.
  ///
  /// - Throws: ``TableError`` for a row that breaks the notation.
  init(_ text: TableText, memory: TableText) throws(TableError) {
    var backed = EncodingBits()
    for row in memory.rows {
      for word in row.words {
        for encoding in try memory.encodings(row, word) {
          guard backed.insert(encoding) else {
            throw memory.error(row, "\(encoding.name) stands twice")
          }
        }
      }
    }
    memoryBacked = backed.ascending
    var traps: [HostTrap] = []
    for row in text.rows {
      let parts = row.words.dropFirst().split(separator: "also", maxSplits: 1)
      let condition = try TrapCondition(text, row, parts.first ?? [])
      var trapped = EncodingBits(CoarseControls.standard.encodings(trappedBy: row.words[0]))
      for word in parts.dropFirst().joined() {
        for encoding in try text.encodings(row, word) { trapped.insert(encoding) }
      }
      if condition.contexts == [.virtualEL2] { memoryBacked.forEach { trapped.remove($0) } }
      let encodings = trapped.ascending
      guard !encodings.isEmpty else { throw text.error(row, "\(row.words[0]) traps nothing") }
      traps.append(HostTrap(control: row.words[0], condition: condition, encodings: encodings))
    }
    self.traps = traps
  }

  /// The traps KVM sets, with their conditions.
  ///
  /// The vEL2 rows hold because a guest hypervisor runs at EL1 with HCR_EL2.NV set; the stage-1
  /// permission registers of EL2 trap there too. The last row stands for the VM's own HFGRTR_EL2,
  /// which reads as zero without FEAT_FGT and so enables nothing for the VM's guest.
  ///
  /// - Source: kernel 7.3: `arch/arm64/include/asm/kvm_arm.h` (`HCR_GUEST_FLAGS`),
  ///   `arch/arm64/kvm/sys_regs.c` (`vcpu_set_hcr`), `arch/arm64/include/asm/kvm_emulate.h`
  ///   (`vcpu_set_hcrx`), `arch/arm64/kvm/debug.c` (`kvm_arm_setup_mdcr_el2`),
  ///   `arch/arm64/kvm/hyp/include/hyp/switch.h` (`__activate_cptr_traps`),
  ///   `arch/arm64/kvm/hyp/vhe/switch.c` (`__compute_hcr`), `arch/arm64/kvm/vgic/vgic-v3.c`
  ///   (`vcpu_set_ich_hcr`); every row but those of GICv5 measured on 6.12 to 7.3.
  private static let table: StaticString = """
    HCR_EL2.TID1         @6.15..
    HCR_EL2.TID3         always
    HCR_EL2.TID4         always          # or TID2: one of the two
    HCR_EL2.TIDCP        always
    HCR_EL2.TACR         always
    HCR_EL2.TSW          always
    HCR_EL2.TLOR         always
    HCR_EL2.EnSCXT       always
    HCR_EL2.IMO          always
    HCR_EL2.FMO          always
    HCR_EL2.TERR         host:ras
    HCR_EL2.FIEN         host:ras
    HCR_EL2.TTLBOS       host:evt2 !FEAT_TLBIOS
    HCR_EL2.APK          no-ptrauth
    HCR_EL2.ATA          no-mte  also RGSR_EL1 GCR_EL1 TFSR_EL1 TFSRE0_EL1
    HCR_EL2.TID5         no-mte @7.0..

    MDCR_EL2.TPM         always
    MDCR_EL2.TPMCR       always
    MDCR_EL2.TDRA        always
    MDCR_EL2.TDOSA       always
    MDCR_EL2.TPMS        always
    MDCR_EL2.TTRF        always
    MDCR_EL2.E2PB        always
    MDCR_EL2.E2TB        always

    CPTR_EL2.TAM         always
    CPTR_EL2.TTA         always
    CPTR_EL2.TZ          no-sve  also ZCR_EL1

    HCRX_EL2.TCR2En      host:hcx !FEAT_TCR2
    HCRX_EL2.SCTLR2En    host:hcx !FEAT_SCTLR2
    HCRX_EL2.EnFPM       host:hcx !FEAT_FPMR

    ICC_SRE_EL2.Enable   always  also ICC_SRE_EL1
    ICH_HCR_EL2.TALL0    no-vgic-v3
    ICH_HCR_EL2.TALL1    no-vgic-v3
    ICH_HCR_EL2.TC       no-vgic-v3

    HCR_EL2.TTLB         vEL2
    HCR_EL2.AT           vEL2
    HCR_EL2.NV           vEL2  also PIR_EL2 PIRE0_EL2 POR_EL2

    HFGRTR_EL2.nPIR_EL1  vEL1 @7.2.. host:fgt !FEAT_FGT  also PIR_EL1 PIRE0_EL1
    """

  /// Registers with a slot in the page that VNCR_EL2 points to.
  ///
  /// - Source: Arm ARM section D8.11 (FEAT_NV2); kernel `arch/arm64/include/asm/vncr_mapping.h`,
  ///   7.3.
  private static let memory: StaticString = """
    VPIDR_EL2 VMPIDR_EL2 HCR_EL2 HSTR_EL2 HFGRTR_EL2 HFGWTR_EL2 HFGITR_EL2 HCRX_EL2 NVHCR_EL2
    VTTBR_EL2 VTCR_EL2 VNCR_EL2 HDFGRTR_EL2 HDFGWTR_EL2 HAFGRTR_EL2 HFGRTR2_EL2 HFGWTR2_EL2 HFGITR2_EL2
    HDFGRTR2_EL2 HDFGWTR2_EL2 SP_EL1 VSESR_EL2 VDISR_EL2 MPAMHCR_EL2 MPAMVPMV_EL2
    MPAMVPM<0-7>_EL2 ICH_AP0R<0-3>_EL2 ICH_AP1R<0-3>_EL2 ICH_HFGRTR_EL2 ICH_HFGWTR_EL2
    ICH_HFGITR_EL2 ICH_HCR_EL2 ICH_VMCR_EL2 ICH_LR<0-15>_EL2 TPIDR_EL2 CNTVOFF_EL2
    """
}
