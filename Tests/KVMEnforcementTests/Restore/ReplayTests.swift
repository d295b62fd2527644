import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport
import Testing

/// Clients differ in order, in what they write and in what they tolerate.
@Suite struct ReplayTests {
  private func plan(_ host: String, _ profile: String) throws -> RestorePlan {
    let record = try HostRecord(named: host)
    return RestorePlan(
      profile: try #require(record.profiles[profile]),
      kernel: record.kernel,
      facts: record.facts
    )
  }

  private func edit(
    _ file: RegisterFile,
    _ changes: [String: UInt64?]
  ) throws -> RegisterFile {
    var registers = file.ids.enumerated().map { (id: $1, words: Array(file.words(at: $0))) }
    for (name, value) in changes {
      let id = try #require(RegisterID(name))
      registers.removeAll { $0.id == id }
      if let value { registers.append((id, [value])) }
    }
    return try #require(RegisterFile(registers))
  }

  @Test("QEMU 11 writes registers that the stream's own ID registers hide, and fails")
  func ownList() throws {
    let streams = try Fixtures.jsonLines(
      Fixtures.root.appending(path: "Tests/Resources/KVMEnforcement/qemu_streams.jsonl.xz")
    )
    let row = try #require(streams.first { $0["name"] as? String == "max-7.3-q11" })
    let stream = try registerFile(row["registers"])
    let plan = try plan("max-linux-7.3.4", "all")
    let qemu = plan.replay(stream, client: .qemu11)
    #expect(
      qemu.refusals.map(\.register.description)
        == ["SCTLR2_EL1", "TCR2_EL1", "PIRE0_EL1", "PIR_EL1", "FPMR"]
    )
    #expect(qemu.refusals.allSatisfy { $0.errno == 2 && $0.reason == .client })
    #expect(plan.replay(stream, client: .plain).isAccepted)
  }

  @Test("SSBS lowered to 0: refused in list order, accepted by ascending id")
  func order() throws {
    let plan = try plan("neoverse-n1-linux-7.3.4", "pmu")
    let captured = try edit(
      plan.profile.registers,
      ["ID_AA64PFR1_EL1": 0, "0x6030000000140002": 3]
    )
    for client in [RestoreClient.plain, .firecracker, .cloudHypervisor] {
      let refusals = plan.replay(captured, client: client).refusals
      #expect(refusals.map(\.register.rawValue) == [0x6030_0000_0014_0002], "\(client)")
    }
    #expect(plan.replay(captured, client: .qemu11).isAccepted)
  }

  @Test("QEMU 10 refuses a longer list, and drops unknown registers behind its last")
  func older() throws {
    let target = try plan("max-linux-6.18.15", "plain")
    let newer = try plan("max-linux-6.12.107", "plain").profile.registers
    #expect(target.replay(newer, client: .qemu10).surplus == nil)
    let longer = try edit(target.profile.registers, ["0x6030000000160004": 1])
    let replay = target.replay(longer, client: .qemu10)
    #expect(replay.surplus == 1)
    #expect(replay.refusals.isEmpty)
    #expect(!replay.isAccepted)
    let swapped = try edit(longer, ["OSLSR_EL1": nil])
    #expect(target.replay(swapped, client: .qemu10).isAccepted)
    #expect(!target.replay(swapped, client: .qemu11).isAccepted)
  }

  @Test("QEMU 11 tolerates five registers going missing")
  func tolerated() throws {
    let target = try plan("neoverse-n1-linux-6.12.107", "plain")
    let base = try edit(
      target.profile.registers,
      ["TCR2_EL1": nil, "PIR_EL1": nil, "PIRE0_EL1": nil]
    )
    let bare = RestorePlan(
      profile: VCPUProfile(
        features: target.profile.features,
        gic: target.profile.gic,
        registers: base,
        writableMasks: target.profile.writableMasks
      ),
      kernel: KernelVersion(6, 12, 107),
      facts: HostFacts(has32BitEL0: true)
    )
    let stream = try edit(base, ["TCR2_EL1": 1, "PIR_EL1": 2, "0x6030000000160003": 0])
    #expect(bare.replay(stream, client: .qemu11).isAccepted)
    #expect(bare.replay(stream, client: .plain).refusals.count == 3)
    let used = try edit(stream, ["0x6030000000160003": 1])
    #expect(bare.replay(used, client: .qemu11).refusals.count == 1)
  }

  @Test("every fresh profile goes back in on its own host, whoever restores it")
  func identity() throws {
    for host in ["max-linux-6.12.107", "max-linux-6.16.12", "max-linux-7.3.4"] {
      let record = try HostRecord(named: host)
      for (name, profile) in record.profiles {
        let plan = RestorePlan(profile: profile, kernel: record.kernel, facts: record.facts)
        for client in RestoreClient.allCases {
          let replay = plan.replay(profile.registers, client: client)
          #expect(replay.isAccepted, "\(host)/\(name) \(client): \(replay.refusals)")
          #expect(replay.targetOnly.isEmpty)
        }
      }
    }
  }
}
