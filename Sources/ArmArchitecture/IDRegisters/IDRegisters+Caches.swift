extension IDRegisters {
  /// Cache type, cache geometry and block-zero identification.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let caches: StaticString = """
    CTR_EL0
      63:38  RES0
      37:32  TminLine     unordered -
      31     RES1
      30     RES0
      29     DIC          unsigned  lower
      28     IDC          unsigned  lower
      27:24  CWG          unordered higher-or-zero
      23:20  ERG          unordered higher-or-zero
      19:16  DminLine     unsigned  lower
      15:14  L1Ip         unordered exact=2        0=RESERVED_VPIPT 1=RESERVED_AIVIVT 2=VIPT 3=PIPT
      13:4   RES0
      3:0    IminLine     unsigned  lower

    CLIDR_EL1
      63:47  RES0
      46:33  Ttypen       unordered -
      32:30  ICB          unordered -
      29:27  LoUU         unordered -
      26:24  LoC          unordered -
      23:21  LoUIS        unordered -
      20:18  Ctype7       unordered -
      17:15  Ctype6       unordered -
      14:12  Ctype5       unordered -
      11:9   Ctype4       unordered -
      8:6    Ctype3       unordered -
      5:3    Ctype2       unordered -
      2:0    Ctype1       unordered -

    CCSIDR_EL1
      63:32  RES0
      31:28  UNKN
      27:13  NumSets      unordered -
      12:3   Associativity unordered -
      2:0    LineSize     unordered -

    CCSIDR2_EL1
      63:24  RES0
      23:0   NumSets      unordered -

    DCZID_EL0
      63:5   RES0
      4      DZP          unordered exact=1
      3:0    BS           unsigned  lower

    GMID_EL1
      63:4   RES0
      3:0    BS           unsigned  lower
    """
}
