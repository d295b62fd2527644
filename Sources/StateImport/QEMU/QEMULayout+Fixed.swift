extension QEMULayout {
  /// One field: its name, the size of an element in bytes, and how many there are.
  private typealias Row = (name: String, size: Int, count: Int)

  /// The fields before the list of registers.
  ///
  /// - Source: QEMU `target/arm/machine.c` (`vmstate_arm_cpu`), version 22 of the section; the same
  ///   in every release from 2.6 to 11.1.
  private static let general: [Row] = [
    ("env.regs", 4, 16), ("env.xregs", 8, 32), ("env.pc", 8, 1), ("cpsr", 4, 1),
    ("env.spsr", 4, 1), ("env.banked_spsr", 8, 8), ("env.banked_r13", 4, 8),
    ("env.banked_r14", 4, 8), ("env.usr_regs", 4, 5), ("env.fiq_regs", 4, 5),
    ("env.elr_el", 8, 4), ("env.sp_el", 8, 4), ("cpreg_vmstate_array_len", 4, 1),
  ]

  /// The fields behind the list of registers: the exclusive monitor, a pending exception, timers.
  private static let pending: [Row] = [
    ("exclusive", 8, 3), ("unused", 8, 1), ("exception.syndrome", 4, 1), ("exception.fsr", 4, 1),
    ("exception.vaddress", 8, 1), ("gt_timer", 8, 2), ("power_state", 1, 1),
  ]

  /// The subsections of a vCPU with AArch64, with their versions.
  private static let subsections: [String: (version: UInt32, rows: [Row])] = [
    "cpu/vfp": (
      3,
      (0..<32).map { ("env.vfp.zregs[\($0)].d", 8, 2) }
        + [("env.vfp.xregs[0]", 4, 1), ("env.vfp.xregs", 4, 14), ("fpscr", 4, 1)]
    ),
    "cpu/vfp/fpcr_fpsr": (1, [("fpcr", 8, 1), ("fpsr", 8, 1)]),
    "cpu/sve": (1, [("env.vfp.zregs", 112, 32), ("env.vfp.pregs", 32, 17)]),
    "cpu/serror": (1, [("pending", 1, 1), ("has_esr", 1, 1), ("esr", 8, 1)]),
    "cpu/irq-line-state": (1, [("env.irq_line_state", 4, 1)]),
    "cpu/wfxt-timer": (1, [("wfxt_timer", 8, 1)]),
  ]

  /// The layout of a section when the stream does not describe it.
  ///
  /// - Throws: ``ImportError`` when the section is not of version 22, holds a subsection whose
  ///   layout is not known, or is too short.
  static func fixed(_ section: QEMUStream.Section) throws(ImportError) -> QEMULayout {
    var layout = QEMULayout(section)
    guard section.version == 22 else {
      throw layout.error("version 22 of an arm64 vCPU", found: "\(section.version)")
    }
    for row in general { try layout.add("cpu:" + row.name, size: row.size, count: row.count) }
    let count = Int(layout.number(at: layout.end - 4, size: 4))
    guard count <= section.body.count / 16 else {
      throw layout.error(
        "a number of registers that the section can hold",
        found: "\(count)",
        at: layout.end - 4
      )
    }
    try layout.add("cpu:cpreg_vmstate_indexes", size: 8, count: count)
    try layout.add("cpu:cpreg_vmstate_values", size: 8, count: count)
    for row in pending { try layout.add("cpu:" + row.name, size: row.size, count: row.count) }
    while let (name, version) = try layout.subsection() {
      guard let known = subsections[name], known.version == version else {
        throw layout.error(
          "a subsection whose layout is known (the stream has no description)",
          found: "version \(version) of `\(name)`"
        )
      }
      for row in known.rows {
        try layout.add("\(name):\(row.name)", size: row.size, count: row.count)
      }
    }
    try layout.finish()
    return layout
  }
}
