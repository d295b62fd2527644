import ArmArchitecture
import KVMEnforcement
import MigrationState

/// A fingerprint that Firecracker's `cpu-template-helper` takes of a host: the registers of a fresh
/// vCPU under one kernel.
///
/// - Source: Firecracker `src/cpu-template-helper/src/fingerprint/mod.rs`, 1.16.
struct FirecrackerFingerprint {
  private let kernelRelease: String
  private let registers: RegisterState
  /// Registers of which the fingerprint gives some bits only.
  private let partial: [RegisterID]

  /// Decodes a fingerprint.
  ///
  /// - Throws: `DocumentError` naming path, value and reason.
  init(_ cursor: JSONCursor) throws(DocumentError) {
    var reader = try cursor.object()
    let release = try reader.required("kernel_version")
    kernelRelease = try release.string()
    guard KernelVersion(kernelRelease) != nil else {
      throw release.error(.other("expected a kernel release such as 6.1.172"))
    }
    let config = try reader.required("guest_cpu_config")
    var known: [(RegisterID, RegisterValue)] = []
    var partial: [RegisterID] = []
    for modifier in try FirecrackerTemplate(config).modifiers {
      let width = modifier.register.width
      if let words = modifier.bitmap.words(width: width),
        let value = RegisterValue(words: words, width: width)
      {
        known.append((modifier.register, value))
      } else {
        partial.append(modifier.register)
      }
    }
    registers = RegisterState(known)
    self.partial = partial
    for name in ["MIDR_EL1", "REVIDR_EL1"] where RegisterID(name).flatMap({ registers[$0] }) == nil
    {
      throw config.error(.other("lacks \(name)"))
    }
  }

  /// The host, with one profile.
  ///
  /// The writable masks are those of the kernel's series. Firecracker runs on hosts with pages of
  /// 4,096 bytes only.
  ///
  /// - Parameters:
  ///   - context: what the fingerprint does not say.
  ///   - warnings: receives what was left out.
  /// - Returns: the host.
  func host(_ context: ImportContext, warnings: inout [String]) -> HostDocument {
    if !partial.isEmpty {
      warnings.append(
        "\(partial.count) registers are given in part and left out: "
          + partial.prefix(4).map(\.description).joined(separator: ", ")
      )
    }
    let file = RegisterFile(registers.map { (id: $0, words: $1.words) }) ?? RegisterFile()
    func word(_ name: String) -> UInt64? { RegisterID(name).flatMap { registers[$0]?.word } }
    let gic = IDRegisters.standard.field("ID_AA64PFR0_EL1.GIC")?.bits
    let hasGICv3 = gic.flatMap { bits in word("ID_AA64PFR0_EL1").map(bits.extract) } ?? 0 > 0
    var profile = VCPUProfileRecord(
      name: "fingerprint",
      vcpuFeatures: VCPUFeature.inferred(from: file),
      gic: hasGICv3 ? .v3 : .v2,
      mte: VCPUFeature.hasMTE(file),
      registers: registers
    )
    if let kernel = KernelVersion(kernelRelease) {
      profile.writableMasks = Dictionary(
        KernelAxis.standard.writableMasks(on: kernel)
          .map { (RegisterID($0), $1) }.filter { registers[$0.0] != nil },
        uniquingKeysWith: { first, _ in first }
      )
    }
    return HostDocument(
      name: context.name,
      capturedAt: context.capturedAt,
      kernelRelease: kernelRelease,
      pageSize: 4096,
      cpus: [
        CPUIdentity(
          midr: word("MIDR_EL1") ?? 0,
          revidr: word("REVIDR_EL1") ?? 0,
          aidr: word("AIDR_EL1")
        )
      ],
      vcpuProfiles: [profile]
    )
  }
}
