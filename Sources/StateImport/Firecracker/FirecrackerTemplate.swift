import ArmArchitecture
import KVMEnforcement
import MigrationState

/// A Firecracker custom CPU template for aarch64: what it changes of a vCPU.
///
/// - Source: Firecracker `src/vmm/src/cpu_config/aarch64/custom_cpu_template.rs` and
///   `docs/cpu_templates/schema.json`, 1.16.
public struct FirecrackerTemplate {
  /// One register with the bits that are given for it.
  struct Modifier: Hashable {
    let register: RegisterID
    let bitmap: RegisterBitmap
  }

  /// The modified registers, in the order of the file.
  private(set) var modifiers: [Modifier]
  /// The features of the vCPU, by word and bits, as the file spells them.
  private var features: [(index: Int, bitmap: String)] = []
  /// The KVM capabilities to check for or, with `!`, not to.
  private var capabilities: [String] = []

  /// Decodes a template.
  ///
  /// - Throws: `DocumentError` naming path, value and reason.
  init(_ cursor: JSONCursor) throws(DocumentError) {
    var reader = try cursor.object()
    modifiers = []
    var seen: Set<RegisterID> = []
    for element in try reader.optional("reg_modifiers")?.array() ?? [] {
      var reader = try element.object()
      let address = try reader.required("addr")
      guard let register = Self.register(try address.string()) else {
        throw address.error(.other("expected the id of an arm64 register"))
      }
      guard seen.insert(register).inserted else {
        throw address.error(.other("register \(register) stands twice"))
      }
      let bits = try reader.required("bitmap")
      guard let bitmap = RegisterBitmap(try bits.string()) else {
        throw bits.error(.other("expected 0b and up to 128 of 0, 1 and x"))
      }
      modifiers.append(Modifier(register: register, bitmap: bitmap))
    }
    for element in try reader.optional("vcpu_features")?.array() ?? [] {
      var reader = try element.object()
      let index = try reader.required("index").int(in: 0...6)
      let bits = try reader.required("bitmap")
      guard RegisterBitmap(try bits.string()) != nil else {
        throw bits.error(.other("expected 0b and up to 32 of 0, 1 and x"))
      }
      features.append((index, try bits.string()))
    }
    for element in try reader.optional("kvm_capabilities")?.array() ?? [] {
      capabilities.append(try element.string())
    }
  }

  /// A template that gives registers their whole values.
  public init(_ registers: some Sequence<(RegisterID, UInt64)>) {
    modifiers = registers.map { Modifier(register: $0, bitmap: RegisterBitmap(word: $1)) }
  }

  /// A template that gives registers their whole values, and vCPUs features beyond PSCI 0.2, for
  /// which Firecracker then also checks KVM.
  ///
  /// - Source: Firecracker `docs/cpu_templates/cpu-templates.md`, 1.16; kernel
  ///   `include/uapi/linux/kvm.h` (`KVM_CAP_ARM_*`), 7.3.
  public init(
    _ registers: some Sequence<(RegisterID, UInt64)>,
    features: VCPUFeatures
  ) {
    self.init(registers)
    let wanted = Self.featureBits.filter { $0.feature != .psci && features.contains($0.feature) }
    guard let highest = wanted.map(\.bit).max() else { return }
    let bits = (0...highest).reversed().map { bit in
      wanted.contains { $0.bit == bit } ? "1" : "x"
    }
    self.features = [(index: 0, bitmap: "0b" + bits.joined())]
    capabilities = wanted.compactMap { $0.capability.map(String.init) }
  }

  /// The bits of the first word of features, and the KVM capability that tells of each.
  ///
  /// - Source: kernel `arch/arm64/include/uapi/asm/kvm.h` (`KVM_ARM_VCPU_*`), 7.3.
  private static let featureBits: [(feature: VCPUFeature, bit: Int, capability: Int?)] = [
    (.el1AArch32, 1, 105), (.psci, 2, 102), (.pmuV3, 3, 126), (.sve, 4, 170),
    (.ptrauthAddress, 5, 171), (.ptrauthGeneric, 6, 172), (.el2, 7, 240), (.el2E2H0, 8, 241),
  ]

  /// Reads an id as Firecracker does: hexadecimal with `0x`, binary with `0b`.
  private static func register(_ text: String) -> RegisterID? {
    text.hasPrefix("0b")
      ? UInt64(text.dropFirst(2), radix: 2).flatMap { RegisterID(rawValue: $0) }
      : text.hasPrefix("0x") ? RegisterID(text) : nil
  }

  /// The template as Firecracker reads it.
  public var json: JSONOutput {
    var members: [JSONOutput.Member] = []
    if !capabilities.isEmpty {
      members.append(.init("kvm_capabilities", .array(capabilities.map { .string($0) })))
    }
    if !features.isEmpty {
      let words = features.map { index, bitmap -> JSONOutput in
        ["index": .int(index), "bitmap": .string(bitmap)]
      }
      members.append(.init("vcpu_features", .array(words)))
    }
    let modifiers = modifiers.map { modifier -> JSONOutput in
      [
        "addr": .string("0x" + hexadecimal(modifier.register.rawValue, digits: 16)),
        "bitmap": .string(modifier.bitmap.text(width: modifier.register.width)),
      ]
    }
    members.append(.init("reg_modifiers", .array(modifiers)))
    return .object(members)
  }

  /// The features that the vCPU is initialised with: PSCI 0.2, and what the template changes.
  var vcpuFeatures: VCPUFeatures {
    guard let text = features.first(where: { $0.index == 0 })?.bitmap,
      let bitmap = RegisterBitmap(text)
    else { return [.psci] }
    let word = bitmap.applied(to: 1 << 2)
    return VCPUFeatures(Self.featureBits.filter { word >> UInt64($0.bit) & 1 == 1 }.map(\.feature))
  }
}
