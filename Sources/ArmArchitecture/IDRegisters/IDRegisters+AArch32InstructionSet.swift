extension IDRegisters {
  /// AArch32 instruction-set attributes and media features.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let aarch32InstructionSet: StaticString = """
    ID_ISAR0_EL1
      63:28  RES0
      27:24  Divide       unordered lower          0=NI 1=xDIV_T32 2=xDIV_A32
      23:20  Debug        unsigned  lower          0=NI 1=IMP
      19:16  Coproc       unordered lower          0=NI 1=MRC 2=MRC2 3=MRRC 4=MRRC2
      15:12  CmpBranch    unsigned  lower          0=NI 1=IMP
      11:8   BitField     unsigned  lower          0=NI 1=IMP
      7:4    BitCount     unsigned  lower          0=NI 1=IMP
      3:0    Swap         unsigned  lower          0=NI 1=IMP

    ID_ISAR1_EL1
      63:32  RES0
      31:28  Jazelle      unordered lower          0=NI 1=IMP
      27:24  Interwork    unordered lower          0=NI 1=BX 2=BLX 3=A32_BX
      23:20  Immediate    unordered lower          0=NI 1=IMP
      19:16  IfThen       unordered lower          0=NI 1=IMP
      15:12  Extend       unordered lower          0=NI 1=SXTB 2=SXTB16
      11:8   Except_AR    unordered lower          0=NI 1=IMP
      7:4    Except       unordered lower          0=NI 1=IMP
      3:0    Endian       unordered lower          0=NI 1=IMP

    ID_ISAR2_EL1
      63:32  RES0
      31:28  Reversal     unordered lower          0=NI 1=REV 2=RBIT
      27:24  PSR_AR       unordered lower          0=NI 1=IMP
      23:20  MultU        unordered lower          0=NI 1=UMULL 2=UMAAL
      19:16  MultS        unordered lower          0=NI 1=SMULL 2=SMLABB 3=SMLAD
      15:12  Mult         unordered lower          0=NI 1=MLA 2=MLS
      11:8   MultiAccessInt unordered lower          0=NI 1=RESTARTABLE 2=CONTINUABLE
      7:4    MemHint      unordered lower          0=NI 1=PLD 2=PLD2 3=PLI 4=PLDW
      3:0    LoadStore    unordered lower          0=NI 1=DOUBLE 2=ACQUIRE

    ID_ISAR3_EL1
      63:32  RES0
      31:28  T32EE        unordered lower          0=NI 1=IMP
      27:24  TrueNOP      unordered lower          0=NI 1=IMP
      23:20  T32Copy      unordered lower          0=NI 1=IMP
      19:16  TabBranch    unordered lower          0=NI 1=IMP
      15:12  SynchPrim    unordered lower          0=NI 1=EXCLUSIVE 2=DOUBLE
      11:8   SVC          unordered lower          0=NI 1=IMP
      7:4    SIMD         unordered lower          0=NI 1=SSAT 3=PKHBT
      3:0    Saturate     unordered lower          0=NI 1=IMP

    ID_ISAR4_EL1
      63:32  RES0
      31:28  SWP_frac     unordered lower          0=NI 1=IMP
      27:24  PSR_M        unordered lower          0=NI 1=IMP
      23:20  SynchPrim_frac unordered lower          0=NI 3=IMP
      19:16  Barrier      unordered lower          0=NI 1=IMP
      15:12  SMC          unordered lower          0=NI 1=IMP
      11:8   Writeback    unordered lower          0=NI 1=IMP
      7:4    WithShifts   unordered lower          0=NI 1=LSL3 3=LS 4=REG
      3:0    Unpriv       unordered lower          0=NI 1=REG_BYTE 2=SIGNED_HALFWORD

    ID_ISAR5_EL1
      63:32  RES0
      31:28  VCMA         unsigned  -              0=NI 1=IMP
      27:24  RDM          unsigned  lower          0=NI 1=IMP
      23:20  RES0
      19:16  CRC32        unsigned  lower          0=NI 1=IMP
      15:12  SHA2         unsigned  lower          0=NI 1=IMP
      11:8   SHA1         unsigned  lower          0=NI 1=IMP
      7:4    AES          unsigned  lower          0=NI 1=IMP 2=VMULL
      3:0    SEVL         unsigned  lower          0=NI 1=IMP

    ID_ISAR6_EL1
      63:28  RES0
      27:24  I8MM         unsigned  lower          0=NI 1=IMP
      23:20  BF16         unsigned  lower          0=NI 1=IMP
      19:16  SPECRES      unsigned  lower          0=NI 1=IMP
      15:12  SB           unsigned  lower          0=NI 1=IMP
      11:8   FHM          unsigned  lower          0=NI 1=IMP
      7:4    DP           unsigned  lower          0=NI 1=IMP
      3:0    JSCVT        unsigned  lower          0=NI 1=IMP

    MVFR0_EL1
      63:32  RES0
      31:28  FPRound      unsigned  lower          0=NI 1=IMP
      27:24  FPShVec      unsigned  lower          0=NI 1=IMP
      23:20  FPSqrt       unsigned  lower          0=NI 1=IMP
      19:16  FPDivide     unsigned  lower          0=NI 1=IMP
      15:12  FPTrap       unsigned  lower          0=NI 1=IMP
      11:8   FPDP         unsigned  lower          0=NI 1=VFPv2 2=VFPv3
      7:4    FPSP         unsigned  lower          0=NI 1=VFPv2 2=VFPv3
      3:0    SIMDReg      unordered lower          0=NI 1=IMP_16x64 2=IMP_32x64

    MVFR1_EL1
      63:32  RES0
      31:28  SIMDFMAC     unsigned  lower          0=NI 1=IMP
      27:24  FPHP         unsigned  lower          0=NI 1=FPHP 2=FPHP_CONV 3=FP16
      23:20  SIMDHP       unsigned  lower          0=NI 1=SIMDHP 2=SIMDHP_FLOAT
      19:16  SIMDSP       unsigned  lower          0=NI 1=IMP
      15:12  SIMDInt      unsigned  lower          0=NI 1=IMP
      11:8   SIMDLS       unsigned  lower          0=NI 1=IMP
      7:4    FPDNaN       unsigned  lower          0=NI 1=IMP
      3:0    FPFtZ        unsigned  lower          0=NI 1=IMP

    MVFR2_EL1
      63:8   RES0
      7:4    FPMisc       unordered lower          0=NI 1=FP 2=FP_DIRECTED_ROUNDING 3=FP_ROUNDING
                            + 4=FP_MAX_MIN
      3:0    SIMDMisc     unordered lower          0=NI 1=SIMD_DIRECTED_ROUNDING 2=SIMD_ROUNDING
                            + 3=SIMD_MAX_MIN
    """
}
