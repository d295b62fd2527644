import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport
import Testing

@Suite struct TriageTests {
  /// The default configurations of a measurement and some changed ones, on several hosts.
  private func plans() throws -> [(plan: ConfigurationPlan, hosts: [TrapCapabilities])] {
    var plans: [(ConfigurationPlan, [TrapCapabilities])] = []
    for name in ["undefined_max_7.3", "undefined_max_6.18"] {
      let rows = try UndefinedMeasurement.rows(Measurement.resource("\(name).jsonl.xz"))
      let hosts = [
        try TrapHosts.capabilities("max-linux-7.3.4"),
        try TrapHosts.capabilities("neoverse-n2-linux-7.3.4"),
        TrapCapabilities(assumedFor: .v5), TrapCapabilities(),
      ]
      for row in rows.enumerated().filter({ $0.offset % 97 == 0 }).map(\.element) {
        var configuration = row.configuration
        plans.append((try KernelModel(row.kernel).plan(for: configuration), hosts))
        configuration.vcpuFeatures.subtract([.pmuV3, .sve, .ptrauthAddress, .ptrauthGeneric])
        configuration.gic = .none
        plans.append((try KernelModel(row.kernel).plan(for: configuration), hosts))
      }
    }
    return plans
  }

  @Test("row by row, the tables say what the flattened ones say, for every encoding and context")
  func agreement() throws {
    for (plan, hosts) in try plans() {
      for host in hosts {
        for context in [GuestContext.el1, .virtualEL2, .virtualEL1] {
          let least = plan.undefined(on: host, at: context)
          let most = plan.undefined(on: host.assuming(unknown: true), at: context)
          var wrong: [String] = []
          for encoding in EncodingSet.universe where encoding.packed % 11 == 0 {
            let outcome = plan.triage(encoding, on: host, at: context).outcome
            let isRight =
              switch outcome {
              case .undefinedByWord, .undefinedByHandler:
                least.contains(encoding) && most.contains(encoding)
              case .undecided: true
              default: !most.contains(encoding)
              }
            if !isRight { wrong.append("\(encoding.name) \(outcome)") }
          }
          #expect(wrong == [], "\(plan.kernel) \(context.rawValue) \(host)")
        }
      }
    }
  }

  private func triage(
    _ name: String,
    _ changes: [String: UInt64] = [:],
    kernel: String = "7.3",
    host: String = "max-linux-7.3.4",
    el2: Bool = false,
    at context: GuestContext? = nil
  ) throws -> Triage {
    let plan = try Defaults.plan(kernel: kernel, el2: el2, changes)
    let encoding = try #require(RegisterNames.standard.encoding(named: name))
    return plan.triage(encoding, on: try TrapHosts.capabilities(host), at: context)
  }

  @Test("UNDEFINED by its fine-grained trap, with the bit and the condition")
  func byWord() throws {
    let triage = try triage("PIR_EL1", ["ID_AA64MMFR3_EL1.S1PIE": 0])
    #expect(triage.outcome == .undefinedByWord)
    #expect(triage.traps == ["HFGRTR_EL2.nPIR_EL1", "HFGWTR_EL2.nPIR_EL1"])
    #expect(triage.wordBit?.bit == 58)
    #expect(triage.wordBit?.condition == .feature("FEAT_S1PIE"))
  }

  @Test("UNDEFINED by a handler, emulated, executed")
  func byHandler() throws {
    let lor = ["ID_AA64MMFR1_EL1.LO": 0 as UInt64]
    let n2 = "neoverse-n2-linux-7.3.4"
    #expect(
      try triage("LORC_EL1", lor, kernel: "6.18", host: n2).outcome == .undefinedByHandler("lor")
    )
    #expect(try triage("LORC_EL1", lor, host: n2).outcome == .undefinedByWord)
    #expect(try triage("LORC_EL1", host: n2).outcome == .handled)
    #expect(try triage("LORC_EL1").traps == ["HCR_EL2.TLOR"])
    let range = try triage("TLBI_RVAE1", ["ID_AA64ISAR0_EL1.TLB": 1], host: n2)
    #expect(range.outcome == .executes)
    #expect(range.wordBit?.isSet == true)
    #expect(range.traps == [])
  }

  @Test("memory at vEL2, forwarding and forwarding controls at vEL1, nothing at EL0")
  func contexts() throws {
    #expect(try triage("VTCR_EL2", el2: true).outcome == .memory)
    let tcr2 = try triage(
      "TCR2_EL1",
      ["ID_AA64MMFR3_EL1.TCRX": 0],
      el2: true,
      at: .virtualEL1
    )
    #expect(tcr2.outcome == .forwarded("HCRX_EL2.TCR2En"))
    let lor = try triage("LORC_EL1", el2: true, at: .virtualEL1)
    #expect(lor.outcome == .handled)
    #expect(
      lor.forwardingControls == ["HFGRTR_EL2.LORC_EL1", "HFGWTR_EL2.LORC_EL1", "HCR_EL2.TLOR"]
    )
    #expect(try triage("TCR2_EL1", at: .el0).outcome == .undefinedHere)
    #expect(try triage("AT_S1E2R").outcome == .undefinedHere)
  }

  @Test("SCXTNUM_EL1 at vEL1: forwarded up to 6.18 without FEAT_FGT, UNDEFINED from 7.2 on")
  func softwareContext() throws {
    let n2 = "neoverse-n2-linux-7.3.4"
    func outcome(_ kernel: String) throws -> Triage.Outcome {
      try triage("SCXTNUM_EL1", kernel: kernel, host: n2, el2: true, at: .virtualEL1).outcome
    }
    #expect(try outcome("6.16") == .forwarded("HCR_EL2.EnSCXT"))
    #expect(try outcome("6.18") == .forwarded("HCR_EL2.EnSCXT"))
    #expect(try outcome("7.2") == .undefinedByWord)
    #expect(try outcome("7.3") == .undefinedByWord)
  }

  @Test("what depends on an unknown capability names it")
  func undecided() throws {
    let plan = try Defaults.plan(kernel: "7.3", el2: false, ["ID_AA64ISAR0_EL1.TLB": 1])
    let encoding = try #require(RegisterNames.standard.encoding(named: "TLBI_RVAE1"))
    var host = TrapCapabilities(assumedFor: .v3)
    host.fineGrainedTraps = nil
    host.errorRecords = nil
    #expect(plan.triage(encoding, on: host).outcome == .undecided([.fineGrainedTraps]))
  }
}

/// Default configurations as measured on `max`, with changes.
enum Defaults {
  static func plan(
    kernel: String,
    el2: Bool,
    _ changes: [String: UInt64] = [:],
    file: String = "undefined_max"
  ) throws -> ConfigurationPlan {
    let rows = UndefinedMeasurement.defaults["\(file)_\(kernel)"] ?? []
    let hasEL2 = { (row: UndefinedMeasurement) in row.configuration.vcpuFeatures.contains(.el2) }
    guard let row = rows.first(where: { $0.isDefault && hasEL2($0) == el2 }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    var configuration = row.configuration
    for (path, content) in changes { configuration.idRegisters.set(path, content) }
    return try KernelModel(row.kernel).plan(for: configuration)
  }
}
