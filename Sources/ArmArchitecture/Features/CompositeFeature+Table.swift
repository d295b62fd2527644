extension CompositeFeature {
  /// All composite features; one that names another stands after it.
  static let all: [CompositeFeature] =
    virtualisation + errors + speculation + pointerAuthentication + tagging + performanceMonitors
    + stage2Granules + addressing + numerics + partitioning

  // MARK: Nested virtualisation

  /// FEAT_NV and FEAT_NV2, each with two discovery routes.
  static let virtualisation = [
    CompositeFeature(
      "FEAT_NV",
      .any([
        .all([
          .atLeast("ID_AA64MMFR4_EL1.NV_frac", 1), .equals("ID_AA64MMFR2_EL1.NV", 0),
        ]),
        .atLeast("ID_AA64MMFR2_EL1.NV", 1),
      ]),
      because: "NV_frac counts only while ID_AA64MMFR2_EL1.NV is 0; otherwise NV alone tells."
    ),
    CompositeFeature(
      "FEAT_NV2",
      .any([
        .all([
          .atLeast("ID_AA64MMFR4_EL1.NV_frac", 1), .equals("ID_AA64MMFR2_EL1.NV", 0),
        ]),
        .atLeast("ID_AA64MMFR2_EL1.NV", 2),
      ]),
      because:
        "Found either through NV_frac while NV is 0 (NV2 without the trap-only FEAT_NV), or NV >= 2."
    ),
  ]

  // MARK: RAS and error syndromes

  /// RAS v1.1 and the two error-type features that need both of their fields.
  static let errors = [
    CompositeFeature(
      "FEAT_RASv1p1",
      .any([
        .atLeast("ID_AA64PFR0_EL1.RAS", 2),
        .all([
          .equals("ID_AA64PFR0_EL1.RAS", 1), .atLeast("ID_AA64PFR1_EL1.RAS_frac", 1),
        ]),
      ]),
      because: "RAS 2 says it outright; a RAS of 1 is completed by RAS_frac."
    ),
    CompositeFeature(
      "FEAT_ADERR",
      .all([.atLeast("ID_AA64MMFR3_EL1.ADERR", 2), .atLeast("ID_AA64MMFR3_EL1.SDERR", 2)]),
      because: "SCTLR2 has one control for loads and stores, so both fields must report it."
    ),
    CompositeFeature(
      "FEAT_ANERR",
      .all([.atLeast("ID_AA64MMFR3_EL1.ANERR", 2), .atLeast("ID_AA64MMFR3_EL1.SNERR", 2)]),
      because: "As FEAT_ADERR, for Normal memory."
    ),
  ]

  // MARK: Speculation

  /// The fractional levels of CSV2.
  static let speculation = [
    CompositeFeature(
      "FEAT_CSV2_1p1",
      .all([.equals("ID_AA64PFR0_EL1.CSV2", 1), .atLeast("ID_AA64PFR1_EL1.CSV2_frac", 1)]),
      because: "CSV2_frac counts only while CSV2 is 1."
    ),
    CompositeFeature(
      "FEAT_CSV2_1p2",
      .all([.equals("ID_AA64PFR0_EL1.CSV2", 1), .atLeast("ID_AA64PFR1_EL1.CSV2_frac", 2)]),
      because: "CSV2_frac counts only while CSV2 is 1; 1.2 adds SCXTNUM_ELx."
    ),
  ]

  // MARK: Pointer authentication

  /// The three algorithms, each with an address field and a generic field.
  private static let algorithms = [
    (name: "FEAT_PACQARMA5", address: "ID_AA64ISAR1_EL1.APA", generic: "ID_AA64ISAR1_EL1.GPA"),
    (name: "FEAT_PACIMP", address: "ID_AA64ISAR1_EL1.API", generic: "ID_AA64ISAR1_EL1.GPI"),
    (name: "FEAT_PACQARMA3", address: "ID_AA64ISAR2_EL1.APA3", generic: "ID_AA64ISAR2_EL1.GPA3"),
  ]

  /// Exactly one algorithm reports address authentication at `level` together with generic
  /// authentication.
  private static func oneAlgorithm(_ level: Int64) -> Predicate {
    .exactlyOne(algorithms.map { .all([.atLeast($0.address, level), .atLeast($0.generic, 1)]) })
  }

  /// Pointer authentication as a whole, its algorithms and its levels.
  static let pointerAuthentication =
    [
      CompositeFeature(
        "FEAT_PAuth",
        oneAlgorithm(1),
        because:
          "One PE has one algorithm; two at once, or an address without a generic one, is none."
      ),
      CompositeFeature(
        "FEAT_PAuth_LR",
        oneAlgorithm(6),
        because: "As FEAT_PAuth, with the address field at its PAuth_LR level."
      ),
      CompositeFeature(
        "FEAT_EPAC",
        .any(algorithms.map { .equals($0.address, 2) }),
        because: "Enhanced PAC is only the level 2: later levels replace it by FEAT_PAuth2."
      ),
      CompositeFeature(
        "FEAT_CONSTPACFIELD",
        .equals("ID_AA64ISAR2_EL1.PAC_frac", 1),
        because: "Arm defines PAC_frac for the value 1 only."
      ),
    ]
    + [("FEAT_PAuth2", 3), ("FEAT_FPAC", 4), ("FEAT_FPACCOMBINE", 5)].map { name, level in
      CompositeFeature(
        name,
        .any(algorithms.map { .atLeast($0.address, level) }),
        because: "A level of address authentication, whichever the algorithm."
      )
    }
    + algorithms.map {
      CompositeFeature(
        $0.name,
        .all([.atLeast($0.address, 1), .atLeast($0.generic, 1)]),
        because: "The algorithm serves address and generic authentication alike."
      )
    }

  // MARK: Memory tagging

  /// Tag-check modes that need more than one field.
  static let tagging = [
    CompositeFeature(
      "FEAT_MTE_ASYNC",
      .all([.feature("FEAT_MTE2"), .equals("ID_AA64PFR1_EL1.MTE_frac", 0)]),
      because: "MTE_frac 0 means asynchronous faults exist, and 0b1111 that they do not."
    ),
    CompositeFeature(
      "FEAT_MTE4",
      .all([
        .atLeast("ID_AA64PFR1_EL1.MTEX", 1), .atLeast("ID_AA64PFR2_EL1.MTESTOREONLY", 1),
        .atLeast("ID_AA64PFR2_EL1.MTEFAR", 1),
      ]),
      because: "MTE4 is the sum of its three parts."
    ),
  ]

  // MARK: Performance monitors

  /// PMUv3 levels: PMUVer is unsigned, yet 0b1111 means "not an Arm PMU".
  static let performanceMonitors =
    [("FEAT_PMUv3p1", 4), ("FEAT_PMUv3p5", 6), ("FEAT_PMUv3p7", 7), ("FEAT_PMUv3p9", 9)].map {
      name,
      version in
      CompositeFeature(
        name,
        .all([
          .atLeast("ID_AA64DFR0_EL1.PMUVer", version),
          .not(.equals("ID_AA64DFR0_EL1.PMUVer", 15)),
        ]),
        because: "PMUVer 0b1111 is an IMPLEMENTATION DEFINED PMU, not the newest version."
      )
    }

  // MARK: Addressing

  /// Address sizes and endianness.
  static let addressing = [
    CompositeFeature(
      "FEAT_LPA2",
      .all([
        .any([
          .atLeast("ID_AA64MMFR0_EL1.TGRAN4", 1), .not(.feature("FEAT_TGran4K")),
        ]),
        .any([
          .atLeast("ID_AA64MMFR0_EL1.TGRAN16", 2), .not(.feature("FEAT_TGran16K")),
        ]),
        .any([
          .atLeast("ID_AA64MMFR0_EL1.TGRAN4_2", 3), .not(.feature("FEAT_S2TGran4K")),
        ]),
        .any([
          .atLeast("ID_AA64MMFR0_EL1.TGRAN16_2", 3), .not(.feature("FEAT_S2TGran16K")),
        ]),
      ]),
      because: "Every implemented 4K and 16K granule, of both stages, must do 52 bits."
    ),
    CompositeFeature(
      "FEAT_VMID16",
      .equals("ID_AA64MMFR1_EL1.VMIDBits", 2),
      because: "VMIDBits is a list of names: 0 is 8 bits, 2 is 16 bits; KVM tests for 2."
    ),
    CompositeFeature(
      "FEAT_MixedEndEL0",
      .any([
        .atLeast("ID_AA64MMFR0_EL1.BIGEND", 1), .atLeast("ID_AA64MMFR0_EL1.BIGENDEL0", 1),
      ]),
      because: "Mixed endianness everywhere includes EL0."
    ),
  ]

  /// Stage-2 granules: 0 says "as stage 1", 1 says no, 2 and more say yes.
  static let stage2Granules =
    [("4", "FEAT_TGran4K"), ("16", "FEAT_TGran16K"), ("64", "FEAT_TGran64K")].map {
      size,
      stage1 in
      CompositeFeature(
        "FEAT_S2TGran\(size)K",
        .any([
          .all([.equals("ID_AA64MMFR0_EL1.TGRAN\(size)_2", 0), .feature(stage1)]),
          .atLeast("ID_AA64MMFR0_EL1.TGRAN\(size)_2", 2),
        ]),
        because: "TGRAN\(size)_2 = 0 refers to the stage-1 granule."
      )
    } + [
      CompositeFeature(
        "FEAT_GTG",
        .all([
          .atLeast("ID_AA64MMFR0_EL1.TGRAN4_2", 1), .atLeast("ID_AA64MMFR0_EL1.TGRAN16_2", 1),
          .atLeast("ID_AA64MMFR0_EL1.TGRAN64_2", 1),
        ]),
        because: "With FEAT_GTG all three stage-2 fields speak for themselves."
      )
    ]

  // MARK: Numerics

  /// Number formats that Advanced SIMD and SVE report separately.
  static let numerics = [
    CompositeFeature(
      "FEAT_FP16",
      .all([.atLeast("ID_AA64PFR0_EL1.FP", 1), .atLeast("ID_AA64PFR0_EL1.AdvSIMD", 1)]),
      because: "FP and AdvSIMD must report half precision together."
    ),
    CompositeFeature(
      "FEAT_BF16",
      .atLeast("ID_AA64ISAR1_EL1.BF16", 1),
      because: "ID_AA64ZFR0_EL1.BF16 repeats it where SVE exists."
    ),
    CompositeFeature(
      "FEAT_EBF16",
      .atLeast("ID_AA64ISAR1_EL1.BF16", 2),
      because: "ID_AA64ZFR0_EL1.BF16 repeats it where SVE exists; adds FPCR.EBF."
    ),
    CompositeFeature(
      "FEAT_I8MM",
      .atLeast("ID_AA64ISAR1_EL1.I8MM", 1),
      because: "ID_AA64ZFR0_EL1.I8MM repeats it where SVE exists."
    ),
    CompositeFeature(
      "FEAT_SME2",
      .atLeast("ID_AA64PFR1_EL1.SME", 2),
      because: "ID_AA64SMFR0_EL1.SMEver repeats it."
    ),
    CompositeFeature(
      "FEAT_SME_I16I64",
      .equals("ID_AA64SMFR0_EL1.I16I64", 15),
      because: "The field is all ones or all zeros."
    ),
  ]

  // MARK: Memory partitioning

  /// MPAM's two-field versions.
  static let partitioning = [
    CompositeFeature(
      "FEAT_MPAMv0p1",
      .all([.equals("ID_AA64PFR0_EL1.MPAM", 0), .equals("ID_AA64PFR1_EL1.MPAM_frac", 1)]),
      because: "MPAM is the major and MPAM_frac the minor version."
    ),
    CompositeFeature(
      "FEAT_MPAMv1p1",
      .all([.atLeast("ID_AA64PFR0_EL1.MPAM", 1), .atLeast("ID_AA64PFR1_EL1.MPAM_frac", 1)]),
      because: "MPAM is the major and MPAM_frac the minor version."
    ),
  ]
}
