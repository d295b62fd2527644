import ArmArchitecture
import MigrationState

/// The registers of one vCPU of a stream, under KVM's ids.
struct QEMUVCPU {
  /// The vCPU's index.
  let index: Int
  /// Every register that has an arm64 id.
  private(set) var registers = RegisterState()
  /// The ids of the AArch32 views of registers that TCG lists besides; they are no registers of
  /// KVM/arm64.
  private(set) var aarch32Views: [UInt64] = []
  /// Ids of a class that is not known.
  private(set) var unknownIDs: [UInt64] = []

  /// True when TCG emulated the vCPU.
  ///
  /// KVM lists PSCI_VERSION, which QEMU's emulation does not have; only that has AArch32 views.
  var isEmulated: Bool {
    !aarch32Views.isEmpty
      || !registers.ids.contains { $0.registerClass == .firmware || $0.registerClass == .demux }
  }

  /// Takes the registers out of a section.
  ///
  /// - Throws: ``ImportError`` when the section does not hold what a vCPU has.
  init(_ section: QEMUStream.Section, _ layout: QEMULayout) throws(ImportError) {
    index = Int(section.instance)
    try list(layout)
    try general(layout)
    try vectors(layout)
  }

  /// The registers that KVM lists, without core and SVE registers.
  private mutating func list(_ layout: QEMULayout) throws(ImportError) {
    guard let ids = try layout.numbers("cpu:cpreg_vmstate_indexes", size: 8),
      let values = try layout.numbers("cpu:cpreg_vmstate_values", size: 8, count: ids.count),
      let place = layout.places["cpu:cpreg_vmstate_indexes"],
      let length = try layout.numbers("cpu:cpreg_vmstate_array_len", size: 4, count: 1)
    else { throw layout.error("the list of registers", found: "none", at: 0) }
    guard length == [UInt64(ids.count)] else {
      throw layout.error("\(ids.count) registers", found: "\(length[0])", at: place.offset - 4)
    }
    var listed: [(RegisterID, RegisterValue)] = []
    var last: UInt64?
    for (index, (raw, word)) in zip(ids, values).enumerated() {
      let offset = place.offset + index * 8
      guard last.map({ $0 < raw }) ?? true else {
        throw layout.error(
          "ids that ascend",
          found: "0x\(hexadecimal(raw, digits: 16))",
          at: offset
        )
      }
      last = raw
      if raw >> 56 == 0x40 {
        aarch32Views.append(raw)
        continue
      }
      guard let id = RegisterID(rawValue: raw) else {
        guard raw >> 56 == 0x60 else {
          throw layout.error(
            "the id of a register",
            found: "0x\(hexadecimal(raw, digits: 16))",
            at: offset
          )
        }
        unknownIDs.append(raw)
        continue
      }
      guard let value = RegisterValue(words: [word], width: id.width) else {
        throw layout.error(
          "a value of the \(id.width) bits of \(id)",
          found: "0x\(hexadecimal(word, digits: 16))",
          at: offset + ids.count * 8
        )
      }
      listed.append((id, value))
    }
    registers = RegisterState(listed)
  }

  /// The general registers, PC, PSTATE and what exceptions save.
  ///
  /// - Source: QEMU `target/arm/kvm.c` (`kvm_arch_get_registers`), 11.1.
  private mutating func general(_ layout: QEMULayout) throws(ImportError) {
    guard let pstate = try layout.numbers("cpu:cpsr", size: 4, count: 1)?.first else { return }
    // In AArch32 the emulation keeps the general registers elsewhere.
    if isEmulated, pstate & 0x10 != 0 { return }
    let general = try layout.numbers("cpu:env.xregs", size: 8, count: 32) ?? []
    for (index, value) in general.prefix(31).enumerated() { set(core: 2 * index, value) }
    if let pc = try layout.numbers("cpu:env.pc", size: 8, count: 1)?.first { set(core: 0x40, pc) }
    set(core: 0x42, pstate)
    if var stack = try layout.numbers("cpu:env.sp_el", size: 8, count: 4) {
      // The stack pointer in use stands behind the general registers.
      let level = pstate & 1 == 0 ? 0 : Int(pstate >> 2 & 3)
      if general.count == 32, pstate & 0x10 == 0 { stack[level] = general[31] }
      set(core: 0x3e, stack[0])
      set(core: 0x44, stack[1])
    }
    if let links = try layout.numbers("cpu:env.elr_el", size: 8, count: 4) {
      set(core: 0x46, links[1])
    }
    // EL1 (SVC), abt, und, irq, fiq; before them stands the bank of User mode.
    let saved = try layout.numbers("cpu:env.banked_spsr", size: 8, count: 8) ?? []
    for (index, value) in saved.dropFirst().prefix(5).enumerated() {
      set(core: 0x48 + 2 * index, value)
    }
  }

  /// The SIMD and SVE registers: V0 to V31 without SVE, else Z0 to Z31, P0 to P15 and FFR.
  private mutating func vectors(_ layout: QEMULayout) throws(ImportError) {
    let high = try layout.numbers("cpu/sve:env.vfp.zregs", size: 8, count: 32 * 14)
    for index in 0..<32 {
      guard let low = try layout.numbers("cpu/vfp:env.vfp.zregs[\(index)].d", size: 8, count: 2)
      else { return }
      if let high {
        let words = low + high[index * 14..<(index + 1) * 14]
        set(0x6080_0000_0015_0000 | UInt64(index) << 5, words, width: 2048)
      } else {
        set(0x6040_0000_0010_0054 + UInt64(index) * 4, low, width: 128)
      }
    }
    if let predicates = try layout.numbers("cpu/sve:env.vfp.pregs", size: 8, count: 17 * 4) {
      for index in 0..<17 {
        let words = Array(predicates[index * 4..<(index + 1) * 4])
        // The last one is FFR.
        set(0x6050_0000_0015_0400 + UInt64(index) << 5, words, width: 256)
      }
    }
    // One AArch32 register holds both, unless either has a bit that it lacks.
    guard let both = try layout.numbers("cpu/vfp:fpscr", size: 4, count: 1)?.first else { return }
    let status = try layout.numbers("cpu/vfp/fpcr_fpsr:fpsr", size: 8, count: 1)?.first
    let control = try layout.numbers("cpu/vfp/fpcr_fpsr:fpcr", size: 8, count: 1)?.first
    set(0x6020_0000_0010_00d4, [status ?? both & 0xf800_009f], width: 32)
    set(0x6020_0000_0010_00d5, [control ?? both & 0x07ff_9f00], width: 32)
  }

  private mutating func set(core index: Int, _ value: UInt64) {
    set(0x6030_0000_0010_0000 | UInt64(index), [value], width: 64)
  }

  /// Sets a register, unless the value does not fit, which KVM could not have given.
  private mutating func set(_ raw: UInt64, _ words: [UInt64], width: Int) {
    guard let id = RegisterID(rawValue: raw), let value = RegisterValue(words: words, width: width)
    else { return }
    registers.set(id, to: value)
  }
}
