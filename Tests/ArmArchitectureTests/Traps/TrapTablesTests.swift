import Testing

@testable import ArmArchitecture

@Suite struct TrapTablesTests {
  private func trap(_ control: String) throws -> HostTrap {
    try #require(HostTraps.standard.traps.first { $0.control == control })
  }

  private func handlers(_ name: String) -> [TrapHandler] {
    TrapHandlers.standard.handlers.filter { $0.name == name }
  }

  @Test(
    "a control KVM sets traps what it traps alone and as one of several",
    arguments: [
      ("HCR_EL2.TTLBOS", 20, "host:evt2 !FEAT_TLBIOS"), ("HCR_EL2.TTLB", 60, "vEL2"),
      ("HCR_EL2.AT", 7, "vEL2"), ("HCR_EL2.TLOR", 5, "always"), ("HCR_EL2.IMO", 3, "always"),
      ("HCRX_EL2.TCR2En", 1, "host:hcx !FEAT_TCR2"), ("CPTR_EL2.TTA", 1024, "always"),
      ("ICH_HCR_EL2.TC", 7, "no-vgic-v3"), ("MDCR_EL2.TPM", 79, "always"),
    ]
  )
  func trapped(_ control: String, _ count: Int, _ condition: String) throws {
    let trap = try trap(control)
    #expect(trap.encodings.count == count)
    #expect(trap.condition.description == condition)
  }

  @Test("no control stands twice, and what is memory does not trap at vEL2")
  func once() throws {
    let names = HostTraps.standard.traps.map(\.control)
    #expect(Set(names).count == names.count)
    let memory = Set(HostTraps.standard.memoryBacked)
    #expect(memory.count == 64)
    #expect(memory.contains(try #require(RegisterNames.standard.encoding(named: "HCR_EL2"))))
    let nested = try trap("HCR_EL2.NV")
    #expect(memory.isDisjoint(with: nested.encodings))
    for name in ["PIR_EL2", "PIRE0_EL2", "POR_EL2"] {
      let encoding = try #require(RegisterNames.standard.encoding(named: name))
      #expect(nested.encodings.contains(encoding))
    }
  }

  @Test("aliases trap at vEL2, and only the lack of FEAT_VHE makes them UNDEFINED")
  func aliases() throws {
    let aliases = TrapHandlers.standard.aliases
    #expect(aliases.count == 27)
    #expect(Set(aliases).isSubset(of: try trap("HCR_EL2.NV").encodings))
    #expect(aliases.allSatisfy { $0.op1 == 5 })
    for handler in TrapHandlers.standard.handlers
    where !Set(handler.encodings).isDisjoint(with: aliases) {
      #expect(handler.condition.description == "vEL2 !FEAT_VHE", "\(handler.name)")
    }
  }

  @Test(
    "handlers of TLB instructions, by their operands",
    arguments: [("tlbi-nxs", 63), ("tlbi-os", 22 + 4), ("tlbi-range", 36 + 8)]
  )
  func invalidation(_ name: String, _ count: Int) {
    #expect(handlers(name).flatMap(\.encodings).count == count)
  }

  @Test("TLBI RIPAS2E1 and RIPAS2LE1 have no handler that looks at FEAT_TLBIRANGE")
  func gap() throws {
    let encodings = handlers("tlbi-range").flatMap(\.encodings)
    for name in ["TLBI_RIPAS2E1", "TLBI_RIPAS2LE1", "TLBI_RIPAS2E1NXS", "TLBI_RIPAS2LE1NXS"] {
      let encoding = try #require(RegisterNames.standard.encoding(named: name))
      #expect(!encodings.contains(encoding))
    }
  }

  @Test("every handler's encodings can trap in some context of the handler")
  func reachable() {
    let traps = HostTraps.standard.traps
    for handler in TrapHandlers.standard.handlers {
      for context in handler.condition.contexts {
        let trapped = Set(
          traps.filter { $0.condition.contexts.contains(context) }.flatMap(\.encodings)
        )
        let op1 = context == .virtualEL2 ? 0...7 : 0...3
        let missing = handler.encodings.filter { op1 ~= $0.op1 && !trapped.contains($0) }
        // At EL1, TLB instructions trap by TTLBOS or by fine-grained traps alone.
        #expect(
          missing.isEmpty || handler.name.hasPrefix("tlbi"),
          "\(handler.name) \(context.rawValue): \(missing.map(\.name))"
        )
      }
    }
  }

  @Test(
    "a condition that is none is refused",
    arguments: [
      "ROW", "ROW always EL1", "ROW EL1 EL1", "ROW host:none", "ROW !FEAT_NONE", "ROW @7",
      "ROW no-such", "ROW EL0", "ROW !FEAT_LOR !FEAT_RAS", "ROW host:ras host:hcx",
      "ROW no-sve no-mte",
    ] as [StaticString]
  )
  func conditions(_ text: StaticString) throws {
    let table = TableText("test", text)
    let row = try #require(table.rows.first)
    #expect(throws: TableError.self) { try TrapCondition(table, row, row.words.dropFirst()) }
  }

  @Test("a condition reads back as it is written")
  func conditionText() throws {
    let table = TableText("test", "ROW EL1 vEL1 host:ras no-sve !FEAT_LOR @..6.18")
    let condition = try TrapCondition(table, table.rows[0], table.rows[0].words.dropFirst())
    #expect(condition.description == "EL1 vEL1 host:ras no-sve !FEAT_LOR @..6.18")
    #expect(TrapCondition().description == "always")
  }

  @Test(
    "words of encodings",
    arguments: [
      ("LORC_EL1", 1), ("S3_0_C10_C4_3", 1), ("TRCIDR<0-13>", 14), ("S1_*_C9_*_*", 63),
      ("S1_0,4_C8,9_C1_*", 22), ("S1_0,4_C8,9_C2,5,6_*", 36),
      ("S3_0_C11_C0_0..S3_0_C11_C15_7", 128),
    ]
  )
  func words(_ word: String, _ count: Int) throws {
    let table = TableText("test", "ROW")
    #expect(try table.encodings(table.rows[0], word).count == count)
  }

  @Test(
    "words that name no encoding",
    arguments: [
      "NOPE", "TRCIDR<13-0>", "TRCIDR<0>", "S3_0_C11_C15_7..S3_0_C11_C0_0", "S1_9,_C9_*_*",
      "S1_*_9_*_*", "S1_7_C9_*_*", "*", "S1_x_C9_*_*",
    ]
  )
  func noWords(_ word: String) {
    let table = TableText("test", "ROW")
    #expect(throws: TableError.self) { try table.encodings(table.rows[0], word) }
  }
}
