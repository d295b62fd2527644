import KVMEnforcement

/// One set of vCPU features that a capture asks KVM for.
public struct ProfileRecipe: Hashable, Sendable {
  /// The profile's name in the document.
  public let name: String
  /// The features.
  public let vcpuFeatures: VCPUFeatures
  /// True with the vGIC that the host offers, false without an in-kernel interrupt controller.
  public let hasVGIC: Bool
  /// True when the VM has memory tagging.
  public let mte: Bool

  init(_ name: String, _ features: VCPUFeatures, vgic: Bool = true, mte: Bool = false) {
    self.name = name
    vcpuFeatures = features
    hasVGIC = vgic
    self.mte = mte
  }

  private static let plain: VCPUFeatures = [.psci]
  private static let ptrauth: VCPUFeatures = [.psci, .ptrauthAddress, .ptrauthGeneric]
  private static let full = ptrauth.union([.sve, .pmuV3])
  private static let el2: VCPUFeatures = [.el2]
  private static let el2e2h0: VCPUFeatures = [.el2, .el2E2H0]

  /// Every profile of a capture, in the order of the document.
  public static let all = [
    ProfileRecipe("plain", plain),
    ProfileRecipe("plain_nogic", plain, vgic: false),
    ProfileRecipe("ptrauth", ptrauth),
    ProfileRecipe("sve", plain.union([.sve])),
    ProfileRecipe("pmu", plain.union([.pmuV3])),
    ProfileRecipe("all", full),
    ProfileRecipe("el2", plain.union(el2)),
    ProfileRecipe("el2_nogic", plain.union(el2), vgic: false),
    ProfileRecipe("el2_all", full.union(el2)),
    ProfileRecipe("el2e2h0", plain.union(el2e2h0)),
    ProfileRecipe("el2e2h0_all", full.union(el2e2h0)),
    ProfileRecipe("mte", plain, mte: true),
    ProfileRecipe("mte_all", full, mte: true),
    ProfileRecipe("aarch32", plain.union([.el1AArch32])),
  ]

  /// The profile with a name; nil when there is none.
  public static func named(_ name: String) -> ProfileRecipe? { all.first { $0.name == name } }
}
