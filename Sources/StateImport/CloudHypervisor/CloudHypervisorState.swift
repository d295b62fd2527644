import ArmArchitecture
import MigrationState

/// The state of a VM that Cloud Hypervisor saved: `state.json` of a snapshot's folder.
///
/// A tree of components; a component's state is JSON in a string. Each vCPU stands under
/// `cpu-manager`, its structures of KVM as arrays of bytes.
///
/// - Source: Cloud Hypervisor `vm-migration/src/lib.rs` (`Snapshot`), `vmm/src/cpu.rs`,
///   `hypervisor/src/kvm/aarch64/mod.rs` (`VcpuKvmState`), rust-vmm kvm-bindings `serialize.rs`.
struct CloudHypervisorState {
  /// The registers of each vCPU by its index.
  private(set) var vcpus: [Int: RegisterState] = [:]

  /// Decodes a state.
  ///
  /// - Throws: `DocumentError` naming path, value and reason.
  init(_ cursor: JSONCursor) throws(DocumentError) {
    var reader = try cursor.object()
    let components = try reader.required("snapshots")
    var inner = try components.object()
    let manager = try inner.required("cpu-manager")
    var parts = try manager.object()
    for (key, vcpu) in try parts.required("snapshots").members() {
      guard let index = Int(key), 0...65_535 ~= index else {
        throw vcpu.error(.other("`\(key)` is not the index of a vCPU"))
      }
      vcpus[index] = try Self.registers(try Self.state(of: vcpu))
    }
    if vcpus.isEmpty { throw manager.error(.other("has no vCPU")) }
  }

  /// The captured state.
  func snapshot(_ context: ImportContext) -> SnapshotDocument {
    SnapshotDocument(
      vm: context.name,
      capturedAt: context.capturedAt,
      source: CaptureSource(format: "cloud-hypervisor"),
      vcpus: vcpus.sorted { $0.key < $1.key }.map { VCPUState(index: $0.key, registers: $0.value) }
    )
  }

  /// The state of a component: the JSON in the string `snapshot_data.state`.
  private static func state(of component: JSONCursor) throws(DocumentError) -> JSONCursor {
    var reader = try component.object()
    var data = try (try reader.required("snapshot_data")).object()
    let text = try data.required("state")
    guard !text.isNull else { throw text.error(.other("the vCPU has no state")) }
    do throws(JSONSyntaxError) {
      return try JSONDocument(parsing: Array(string(text).utf8)).cursor
    } catch {
      throw text.error(.other("not JSON in a string: \(error)"))
    }
  }

  private static func string(_ cursor: JSONCursor) -> String {
    if case .string(let text) = cursor.node.value { text } else { "" }
  }

  /// The registers in the state of a vCPU, with or without the hypervisor's name around them.
  private static func registers(_ cursor: JSONCursor) throws(DocumentError) -> RegisterState {
    var reader = try cursor.object()
    guard reader.optional("sys_regs") == nil, let inner = reader.optional("Kvm") else {
      return try kvmRegisters(cursor)
    }
    return try kvmRegisters(inner)
  }

  private static func kvmRegisters(_ cursor: JSONCursor) throws(DocumentError) -> RegisterState {
    var reader = try cursor.object()
    var registers = RegisterState()
    for element in try reader.required("sys_regs").array() {
      let (raw, word) = try pair(element)
      try set(raw, [word], element, &registers)
    }
    for key in ["pre_finalize_regs", "extended_regs"] {
      for element in try reader.optional(key)?.array() ?? [] {
        var reader = try element.object()
        let id = try reader.required("id")
        guard let raw = id.node.value.uint64Value else {
          throw id.error(.other("expected the id of a register"))
        }
        let data = try reader.required("data")
        try set(raw, words(try bytes(data, limit: 256)), data, &registers)
      }
    }
    let core = try reader.required("core_regs")
    try setCore(try bytes(core, limit: 4096), core, &registers)
    return registers
  }

  /// `struct kvm_one_reg`: 16 bytes, or the members `id` and `addr`, which holds the value.
  private static func pair(_ cursor: JSONCursor) throws(DocumentError) -> (UInt64, UInt64) {
    if case .object = cursor.node.value {
      var reader = try cursor.object()
      let (id, value) = (try reader.required("id"), try reader.required("addr"))
      guard let raw = id.node.value.uint64Value, let word = value.node.value.uint64Value else {
        throw cursor.error(.other("expected the id and the value of a register"))
      }
      return (raw, word)
    }
    let words = words(try bytes(cursor, limit: 16))
    guard words.count == 2 else { throw cursor.error(.other("expected 16 bytes")) }
    return (words[0], words[1])
  }

  /// `struct kvm_regs`: general registers, SP_EL0, PC, PSTATE, SP_EL1, ELR_EL1, 5 SPSRs, 32 SIMD
  /// registers, FPSR and FPCR, with 8 bytes of padding before the SIMD registers.
  ///
  /// - Source: kernel `arch/arm64/include/uapi/asm/kvm.h`, 7.3.
  private static func setCore(
    _ bytes: [UInt8],
    _ cursor: JSONCursor,
    _ registers: inout RegisterState
  ) throws(DocumentError) {
    guard bytes.count >= 856 else {
      throw cursor.error(.other("expected the 864 bytes of the core registers"))
    }
    let words = words(bytes)
    for index in 0..<41 {
      try set(0x6030_0000_0010_0000 | UInt64(2 * index), [words[index]], cursor, &registers)
    }
    // A vCPU with SVE has no SIMD registers of its own.
    if !registers.ids.contains(where: { $0.registerClass == .sve }) {
      for index in 0..<32 {
        let vector = Array(words[42 + 2 * index..<44 + 2 * index])
        try set(0x6040_0000_0010_0054 + UInt64(4 * index), vector, cursor, &registers)
      }
    }
    let both = words[106]
    try set(0x6020_0000_0010_00d4, [both & 0xffff_ffff], cursor, &registers)
    try set(0x6020_0000_0010_00d5, [both >> 32], cursor, &registers)
  }

  private static func set(
    _ raw: UInt64,
    _ words: [UInt64],
    _ cursor: JSONCursor,
    _ registers: inout RegisterState
  ) throws(DocumentError) {
    guard let id = RegisterID(rawValue: raw) else {
      throw cursor.error(.other("0x\(hexadecimal(raw, digits: 16)) is not the id of a register"))
    }
    guard let value = RegisterValue(words: words, width: id.width) else {
      throw cursor.error(.other("a value wider than the \(id.width) bits of \(id)"))
    }
    guard registers[id] == nil else {
      throw cursor.error(.other("register \(id) stands twice"))
    }
    registers.set(id, to: value)
  }

  /// An array of numbers from 0 to 255.
  private static func bytes(_ cursor: JSONCursor, limit: Int) throws(DocumentError) -> [UInt8] {
    var bytes: [UInt8] = []
    let elements = try cursor.array()
    guard elements.count <= limit else {
      throw cursor.error(.other("expected at most \(limit) bytes"))
    }
    for element in elements { bytes.append(UInt8(try element.int(in: 0...255))) }
    return bytes
  }

  /// Little-endian words; the last may be shorter.
  private static func words(_ bytes: [UInt8]) -> [UInt64] {
    stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
