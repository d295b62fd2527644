extension RegisterNames {
  /// PMU, SPE and trace-buffer control (`op0` = 3, `CRn` = 9).
  ///
  /// Notation: ``RegisterNames/parse(_:)``.
  ///
  /// - Source: Arm ARM section C5; kernel `arch/arm64/tools/sysreg` and
  ///   `arch/arm64/include/asm/sysreg.h`, version 7.3.
  static let performance: StaticString = """
    S3_0_C9_C9_0    PMSCR_EL1
    S3_0_C9_C9_1    PMSNEVFR_EL1
    S3_0_C9_C9_2    PMSICR_EL1
    S3_0_C9_C9_3    PMSIRR_EL1
    S3_0_C9_C9_4    PMSFCR_EL1
    S3_0_C9_C9_5    PMSEVFR_EL1
    S3_0_C9_C9_6    PMSLATFR_EL1
    S3_0_C9_C9_7    PMSIDR_EL1
    S3_0_C9_C10_0   PMBLIMITR_EL1
    S3_0_C9_C10_1   PMBPTR_EL1
    S3_0_C9_C10_3   PMBSR_EL1
    S3_0_C9_C10_4   PMSDSFR_EL1
    S3_0_C9_C10_5   PMBMAR_EL1
    S3_0_C9_C10_7   PMBIDR_EL1
    S3_0_C9_C11_0   TRBLIMITR_EL1
    S3_0_C9_C11_1   TRBPTR_EL1
    S3_0_C9_C11_2   TRBBASER_EL1
    S3_0_C9_C11_3   TRBSR_EL1
    S3_0_C9_C11_4   TRBMAR_EL1
    S3_0_C9_C11_5   TRBMPAM_EL1
    S3_0_C9_C11_6   TRBTRG_EL1
    S3_0_C9_C11_7   TRBIDR_EL1
    S3_0_C9_C13_3   PMSSCR_EL1
    S3_0_C9_C14_1   PMINTENSET_EL1
    S3_0_C9_C14_2   PMINTENCLR_EL1
    S3_0_C9_C14_4   PMUACR_EL1
    S3_0_C9_C14_5   PMECR_EL1
    S3_0_C9_C14_6   PMMIR_EL1
    S3_0_C9_C14_7   PMIAR_EL1
    S3_3_C9_C4_0    PMICNTR_EL0
    S3_3_C9_C6_0    PMICFILTR_EL0
    S3_3_C9_C12_0   PMCR_EL0
    S3_3_C9_C12_1   PMCNTENSET_EL0
    S3_3_C9_C12_2   PMCNTENCLR_EL0
    S3_3_C9_C12_3   PMOVSCLR_EL0
    S3_3_C9_C12_4   PMSWINC_EL0
    S3_3_C9_C12_5   PMSELR_EL0
    S3_3_C9_C12_6   PMCEID0_EL0
    S3_3_C9_C12_7   PMCEID1_EL0
    S3_3_C9_C13_0   PMCCNTR_EL0
    S3_3_C9_C13_1   PMXEVTYPER_EL0
    S3_3_C9_C13_2   PMXEVCNTR_EL0
    S3_3_C9_C13_4   PMZR_EL0
    S3_3_C9_C14_0   PMUSERENR_EL0
    S3_3_C9_C14_3   PMOVSSET_EL0
    S3_4_C9_C9_0    PMSCR_EL2
    S3_5_C9_C9_0    PMSCR_EL12
    """
}
