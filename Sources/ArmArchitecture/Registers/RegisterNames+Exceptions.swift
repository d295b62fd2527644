extension RegisterNames {
  /// Exception state, fault status, fault address and RAS (`op0` = 3, `CRn` = 4 to 7).
  ///
  /// Notation: ``RegisterNames/parse(_:)``.
  ///
  /// - Source: Arm ARM section C5; kernel `arch/arm64/tools/sysreg` and
  ///   `arch/arm64/include/asm/sysreg.h`, version 7.3.
  static let exceptions: StaticString = """
    S3_0_C4_C0_0    SPSR_EL1
    S3_0_C4_C0_1    ELR_EL1
    S3_0_C4_C3_0    ALLINT
    S3_0_C4_C6_0    ICC_PMR_EL1
    S3_0_C5_C1_0    AFSR0_EL1
    S3_0_C5_C1_1    AFSR1_EL1
    S3_0_C5_C2_0    ESR_EL1
    S3_0_C5_C3_0    ERRIDR_EL1
    S3_0_C5_C3_1    ERRSELR_EL1
    S3_0_C5_C3_2    ERXGSR_EL1
    S3_0_C5_C4_0    ERXFR_EL1
    S3_0_C5_C4_1    ERXCTLR_EL1
    S3_0_C5_C4_2    ERXSTATUS_EL1
    S3_0_C5_C4_3    ERXADDR_EL1
    S3_0_C5_C4_4    ERXPFGF_EL1
    S3_0_C5_C4_5    ERXPFGCTL_EL1
    S3_0_C5_C4_6    ERXPFGCDN_EL1
    S3_0_C5_C5_0    ERXMISC0_EL1
    S3_0_C5_C5_1    ERXMISC1_EL1
    S3_0_C5_C5_2    ERXMISC2_EL1
    S3_0_C5_C5_3    ERXMISC3_EL1
    S3_0_C5_C6_0    TFSR_EL1
    S3_0_C5_C6_1    TFSRE0_EL1
    S3_0_C6_C0_0    FAR_EL1
    S3_0_C6_C0_5    PFAR_EL1
    S3_0_C7_C4_0    PAR_EL1
    S3_3_C4_C2_2    SVCR
    S3_3_C4_C4_0    FPCR
    S3_3_C4_C4_1    FPSR
    S3_3_C4_C4_2    FPMR
    S3_4_C4_C0_0    SPSR_EL2
    S3_4_C4_C0_1    ELR_EL2
    S3_4_C4_C1_0    SP_EL1
    S3_4_C4_C3_0    SPSR_irq
    S3_4_C4_C3_1    SPSR_abt
    S3_4_C4_C3_2    SPSR_und
    S3_4_C4_C3_3    SPSR_fiq
    S3_4_C5_C0_1    IFSR32_EL2
    S3_4_C5_C1_0    AFSR0_EL2
    S3_4_C5_C1_1    AFSR1_EL2
    S3_4_C5_C2_0    ESR_EL2
    S3_4_C5_C2_3    VSESR_EL2
    S3_4_C5_C3_0    FPEXC32_EL2
    S3_4_C5_C6_0    TFSR_EL2
    S3_4_C6_C0_0    FAR_EL2
    S3_4_C6_C0_4    HPFAR_EL2
    S3_5_C4_C0_0    SPSR_EL12
    S3_5_C4_C0_1    ELR_EL12
    S3_5_C5_C1_0    AFSR0_EL12
    S3_5_C5_C1_1    AFSR1_EL12
    S3_5_C5_C2_0    ESR_EL12
    S3_5_C5_C6_0    TFSR_EL12
    S3_5_C6_C0_0    FAR_EL12
    S3_5_C6_C0_5    PFAR_EL12
    S3_6_C4_C1_0    SP_EL2
    """
}
