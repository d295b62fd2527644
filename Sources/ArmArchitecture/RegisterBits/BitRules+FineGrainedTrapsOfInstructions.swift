extension BitRules {
  /// Fine-grained traps of instructions.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (HFGITR_EL2, HFGITR2_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`hfgitr_feat_map`, `hfgitr2_feat_map`), 7.3.
  static let fineGrainedTrapsOfInstructions: StaticString = """
    HFGITR_EL2  needs FEAT_FGT@6.18..
      63     PSBCSYNC      FEAT_SPEv1p5    exception 0x0a
      62     ATS1E1A       FEAT_ATS1A      fgu@6.12..  traps AT_S1E1A
      61     RES0
      60     COSPRCTX      FEAT_SPECRES2   traps COSP_RCTX
      59     nGCSEPP       FEAT_GCS        traps GCSPOPCX GCSPUSHX
      58     nGCSSTR_EL1   FEAT_GCS        exception 0x2d
      57     nGCSPUSHM_EL1 FEAT_GCS        traps GCSPUSHM
      56     nBRBIALL      FEAT_BRBE       traps BRB_IALL
      55     nBRBINJ       FEAT_BRBE       traps BRB_INJ
      54     DCCVAC        FEAT_AA64EL1    never-fgu  traps DC_CGDVAC DC_CGVAC DC_CVAC
      53     SVC_EL1       FEAT_AA64EL1    never-fgu  exception 0x15
      52     SVC_EL0       FEAT_AA64EL1    never-fgu  exception 0x15
      51     ERET          FEAT_AA64EL1    never-fgu  exception 0x1a
      50     CPPRCTX       FEAT_SPECRES    traps CPP_RCTX
      49     DVPRCTX       FEAT_SPECRES    traps DVP_RCTX
      48     CFPRCTX       FEAT_SPECRES    traps CFP_RCTX
      47     TLBIVAALE1    FEAT_AA64EL1    never-fgu  traps TLBI_VAALE1 TLBI_VAALE1NXS
      46     TLBIVALE1     FEAT_AA64EL1    never-fgu  traps TLBI_VALE1 TLBI_VALE1NXS
      45     TLBIVAAE1     FEAT_AA64EL1    never-fgu  traps TLBI_VAAE1 TLBI_VAAE1NXS
      44     TLBIASIDE1    FEAT_AA64EL1    never-fgu  traps TLBI_ASIDE1 TLBI_ASIDE1NXS
      43     TLBIVAE1      FEAT_AA64EL1    never-fgu  traps TLBI_VAE1 TLBI_VAE1NXS
      42     TLBIVMALLE1   FEAT_AA64EL1    never-fgu  traps TLBI_VMALLE1 TLBI_VMALLE1NXS
      41     TLBIRVAALE1   FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVAALE1 TLBI_RVAALE1NXS
      40     TLBIRVALE1    FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVALE1 TLBI_RVALE1NXS
      39     TLBIRVAAE1    FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVAAE1 TLBI_RVAAE1NXS
      38     TLBIRVAE1     FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVAE1 TLBI_RVAE1NXS
      37     TLBIRVAALE1IS FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVAALE1IS TLBI_RVAALE1ISNXS
      36     TLBIRVALE1IS  FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVALE1IS TLBI_RVALE1ISNXS
      35     TLBIRVAAE1IS  FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVAAE1IS TLBI_RVAAE1ISNXS
      34     TLBIRVAE1IS   FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVAE1IS TLBI_RVAE1ISNXS
      33     TLBIVAALE1IS  FEAT_AA64EL1    never-fgu  traps TLBI_VAALE1IS TLBI_VAALE1ISNXS
      32     TLBIVALE1IS   FEAT_AA64EL1    never-fgu  traps TLBI_VALE1IS TLBI_VALE1ISNXS
      31     TLBIVAAE1IS   FEAT_AA64EL1    never-fgu  traps TLBI_VAAE1IS TLBI_VAAE1ISNXS
      30     TLBIASIDE1IS  FEAT_AA64EL1    never-fgu  traps TLBI_ASIDE1IS TLBI_ASIDE1ISNXS
      29     TLBIVAE1IS    FEAT_AA64EL1    never-fgu  traps TLBI_VAE1IS TLBI_VAE1ISNXS
      28     TLBIVMALLE1IS FEAT_AA64EL1    never-fgu  traps TLBI_VMALLE1IS TLBI_VMALLE1ISNXS
      27     TLBIRVAALE1OS FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVAALE1OS TLBI_RVAALE1OSNXS
      26     TLBIRVALE1OS  FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVALE1OS TLBI_RVALE1OSNXS
      25     TLBIRVAAE1OS  FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVAAE1OS TLBI_RVAAE1OSNXS
      24     TLBIRVAE1OS   FEAT_TLBIRANGE  fgu@6.12..  traps TLBI_RVAE1OS TLBI_RVAE1OSNXS
      23     TLBIVAALE1OS  FEAT_TLBIOS     fgu@6.12..  traps TLBI_VAALE1OS TLBI_VAALE1OSNXS
      22     TLBIVALE1OS   FEAT_TLBIOS     fgu@6.12..  traps TLBI_VALE1OS TLBI_VALE1OSNXS
      21     TLBIVAAE1OS   FEAT_TLBIOS     fgu@6.12..  traps TLBI_VAAE1OS TLBI_VAAE1OSNXS
      20     TLBIASIDE1OS  FEAT_TLBIOS     fgu@6.12..  traps TLBI_ASIDE1OS TLBI_ASIDE1OSNXS
      19     TLBIVAE1OS    FEAT_TLBIOS     fgu@6.12..  traps TLBI_VAE1OS TLBI_VAE1OSNXS
      18     TLBIVMALLE1OS FEAT_TLBIOS     fgu@6.12..  traps TLBI_VMALLE1OS TLBI_VMALLE1OSNXS
      17     ATS1E1WP      FEAT_PAN2       fgu@6.12..  traps AT_S1E1WP
      16     ATS1E1RP      FEAT_PAN2       fgu@6.12..  traps AT_S1E1RP
      15     ATS1E0W       FEAT_AA64EL1    never-fgu  traps AT_S1E0W
      14     ATS1E0R       FEAT_AA64EL1    never-fgu  traps AT_S1E0R
      13     ATS1E1W       FEAT_AA64EL1    never-fgu  traps AT_S1E1W
      12     ATS1E1R       FEAT_AA64EL1    never-fgu  traps AT_S1E1R
      11     DCZVA         FEAT_AA64EL1    never-fgu  traps DC_GVA DC_GZVA DC_ZVA
      10     DCCIVAC       FEAT_AA64EL1    never-fgu  traps DC_CIGDVAC DC_CIGVAC DC_CIVAC
      9      DCCVADP       FEAT_DPB2       traps DC_CGDVADP DC_CGVADP DC_CVADP
      8      DCCVAP        FEAT_AA64EL1    never-fgu  traps DC_CGDVAP DC_CGVAP DC_CVAP
      7      DCCVAU        FEAT_AA64EL1    never-fgu  traps DC_CVAU
      6      DCCISW        FEAT_AA64EL1    never-fgu  traps DC_CIGDSW DC_CIGSW DC_CISW
      5      DCCSW         FEAT_AA64EL1    never-fgu  traps DC_CGDSW DC_CGSW DC_CSW
      4      DCISW         FEAT_AA64EL1    never-fgu  traps DC_IGDSW DC_IGSW DC_ISW
      3      DCIVAC        FEAT_AA64EL1    never-fgu  traps DC_IGDVAC DC_IGVAC DC_IVAC
      2      ICIVAU        FEAT_AA64EL1    never-fgu  traps IC_IVAU
      1      ICIALLU       FEAT_AA64EL1    never-fgu  traps IC_IALLU
      0      ICIALLUIS     FEAT_AA64EL1    never-fgu  traps IC_IALLUIS

    HFGITR2_EL2  needs FEAT_FGT2@6.18..
      63:2   RES0
      1      nDCCIVAPS FEAT_PoPS      traps DC_CIGDVAPS DC_CIVAPS
      0      TSBCSYNC  FEAT_TRBEv1p1  exception 0x0a
    """
}
