import ArmArchitecture
import KVMEnforcement
import MigrationState

/// One request of ``EffectiveBatch``.
struct EffectiveRequest {
  /// The parts of an answer, in the order in which they are written.
  enum Part: String, CaseIterable {
    case masks
    case fgu
    /// Not asked for by name: every answer has it.
    case final
    case undefined
  }

  let kernel: KernelVersion
  let configuration: VMConfiguration
  let traps: TrapCapabilities
  let want: [Part]

  /// Reads a request; a host that it names gives kernel, host registers and trap capabilities, and
  /// the request's own are not looked at.
  ///
  /// Without `mte` a VM has memory tagging when its ID registers advertise it.
  ///
  /// - Throws: `BatchError` or `DocumentError`, naming what cannot be understood.
  init(_ reader: inout JSONObjectReader, host find: (String) throws -> HostView) throws {
    let hostName = reader.optional("host")
    let release = reader.optional("kernel")
    let hostRegisters = reader.optional("hostRegisters")
    let mte = reader.optional("mte")
    let features = try VCPUFeatures(try reader.required("vcpuFeatures"))
    let gic = try reader.optional("gic").map { try GICModel($0) } ?? .v3
    var values = IDRegisterValues()
    if let hostName {
      let host = try find(try hostName.string())
      kernel = host.kernel
      traps = host.traps
      values = host.maskRegisters
    } else {
      guard let text = try release?.string() else { throw BatchError("kernel or host is missing") }
      guard let version = KernelVersion(text) else {
        throw BatchError("`\(text)` is not a kernel version such as 7.3")
      }
      kernel = version
      traps = TrapCapabilities(assumedFor: gic)
      try hostRegisters.map { try values.read($0) }
    }
    try values.read(try reader.required("idRegisters"))
    configuration = VMConfiguration(
      idRegisters: values,
      vcpuFeatures: features,
      gic: gic,
      mte: try mte?.bool() ?? values.advertisesTagging
    )
    want = try reader.optional("want").map { try Self.parts($0) } ?? Part.allCases
  }

  private static func parts(_ cursor: JSONCursor) throws -> [Part] {
    let wanted = try cursor.array().map { element in
      guard let part = Part(rawValue: try element.string()), part != .final else {
        throw element.error(.other("expected one of masks, fgu, undefined"))
      }
      return part
    }
    return Part.allCases.filter { $0 == .final || wanted.contains($0) }
  }
}

extension IDRegisterValues {
  /// Takes the values of an object from registers to hex strings.
  ///
  /// A host register of the same name as a VM's own gives way to it. Registers without a slot decide
  /// nothing and are only looked at for their spelling.
  fileprivate mutating func read(_ cursor: JSONCursor) throws {
    var seen: Set<Encoding> = []
    for (key, value) in try cursor.members() {
      guard let encoding = RegisterID(key)?.encoding else {
        throw value.error(.other("`\(key)` is not a system register"))
      }
      guard seen.insert(encoding).inserted else {
        throw value.error(.other("register \(encoding.name) is given twice"))
      }
      self[encoding] = try value.hex()
    }
  }

  /// True when ID_AA64PFR1_EL1.MTE is not 0: KVM shows the field to VMs with memory tagging alone.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`sanitise_id_aa64pfr1_el1`), 7.3.
  fileprivate var advertisesTagging: Bool {
    IDRegisters.standard.field("ID_AA64PFR1_EL1.MTE").map { self[$0] != 0 } ?? false
  }
}
