import ArmArchitecture
import GRDB
import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite struct SnapshotTests {
  let folder: TemporaryFolder
  let store: StateStore

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.store()
  }

  private func record(
    _ snapshot: SnapshotDocument,
    on host: String? = nil,
    at time: Timestamp
  ) throws -> RecordOutcome {
    try store.write(at: time) { try $0.record(snapshot, placedOn: host) }
  }

  @Test("a snapshot comes back as it was recorded", arguments: Captures.snapshots)
  func roundTrip(name: String) throws {
    let snapshot = try Captures.snapshot(name)
    let outcome = try record(snapshot, at: .t1)
    #expect(
      outcome == RecordOutcome(snapshot.digest, isNew: true, isInForce: true, definesVM: true)
    )
    try store.read { reader throws in
      let stored = try #require(try reader.newestSnapshot(ofVM: snapshot.vm))
      #expect(try reader.document(of: stored) == snapshot)
      #expect(stored.digest == snapshot.digest)
      #expect(stored.host == snapshot.host)
      #expect(try reader.newestSnapshots() == [stored])
    }
  }

  @Test("everything that a document can lack comes back")
  func optionals() throws {
    var snapshot = try Captures.snapshot()
    snapshot.source = CaptureSource(format: "a", digest: "b", note: "c")
    snapshot.host = nil
    snapshot.kernelRelease = nil
    _ = try record(snapshot, at: .t1)
    snapshot.capturedAt = .t1
    snapshot.vcpuFeatures = [.sve, .psci]
    snapshot.gic = .v2
    snapshot.mte = true
    snapshot.vcpus.append(VCPUState(index: 7, registers: RegisterState()))
    _ = try record(snapshot, at: .t2)
    snapshot.capturedAt = .t2
    snapshot.vcpuFeatures = []
    _ = try record(snapshot, at: .t2)
    #expect(try store.verify().faults == [])
    #expect(try store.read { try $0.placement(ofVM: snapshot.vm) } == nil)
    try store.read { reader throws in
      let stored = try #require(try reader.newestSnapshot(ofVM: snapshot.vm))
      #expect(try reader.document(of: stored) == snapshot)
    }
  }

  @Test("the same state is stored once, whatever VM, vCPU or time")
  func sharing() throws {
    var snapshot = try Captures.snapshot()
    snapshot.vcpus.append(VCPUState(index: 1, registers: snapshot.vcpus[0].registers))
    for number in 1...5 {
      snapshot.vm = "vm-\(number)"
      snapshot.capturedAt = Timestamp(seconds: Int64(number))
      #expect(try record(snapshot, at: .t1).isNew)
    }
    let statistics = try store.statistics()
    #expect(statistics.vcpus == 10)
    #expect(statistics.vcpuStates == 1)
    #expect(statistics.registerLists == 1)
    #expect(statistics.idSets == 1)
    #expect(statistics.stateRegisters == snapshot.vcpus[0].registers.count)
  }

  @Test("states that differ only in an ID register, or in which registers there are, are two")
  func notSharing() throws {
    var snapshot = try Captures.snapshot()
    let pfr0 = try #require(RegisterID("ID_AA64PFR0_EL1"))
    let pc = try #require(RegisterID(rawValue: 0x6030_0000_0010_0040))
    _ = try record(snapshot, at: .t1)
    snapshot.vcpus[0].registers.set(pfr0, to: .word(0))
    _ = try record(snapshot, at: .t1)
    snapshot.vcpus[0].registers.set(pc, to: nil)
    _ = try record(snapshot, at: .t1)
    #expect(try store.statistics().vcpuStates == 3)
    #expect(try store.statistics().idSets == 2)
    #expect(try store.statistics().registerLists == 2)
    #expect(try store.verify().faults == [])
  }

  @Test("the same document again changes nothing; the one captured last is in force")
  func versions() throws {
    var first = try Captures.snapshot()
    first.capturedAt = .t1
    var second = first
    second.capturedAt = .t2
    #expect(try record(second, at: .t3).isInForce)
    #expect(
      try record(first, at: .t4) == RecordOutcome(first.digest, isNew: true, isInForce: false)
    )
    let again = try record(second, at: .t5)
    #expect(again == RecordOutcome(second.digest, isNew: false, isInForce: true))
    try store.read { reader throws in
      #expect(
        try reader.snapshotHistory(ofVM: first.vm).map(\.digest) == [first.digest, second.digest]
      )
      #expect(try reader.newestSnapshot(ofVM: first.vm)?.digest == second.digest)
    }
    #expect(
      try store.read(asOf: .t1) { try $0.newestSnapshot(ofVM: first.vm)?.digest } == first.digest,
      "nothing was recorded by then, so that captures count"
    )
    #expect(
      try store.read(asOf: .t3) { try $0.newestSnapshot(ofVM: first.vm)?.digest } == second.digest
    )
  }

  @Test("a snapshot of an undefined VM defines it; a definition then replaces that")
  func implicitDefinition() throws {
    var snapshot = try Captures.snapshot()
    snapshot.vm = "web-1"
    let defined = try record(snapshot, at: .t2)
    #expect(defined.definesVM)
    snapshot.capturedAt = .t3
    let second = try record(snapshot, at: .t3)
    #expect(!second.definesVM)
    try store.read { reader throws in
      let stored = try #require(try reader.vm("web-1"))
      #expect(stored.origin == .snapshot(defined.digest))
      #expect(stored.vcpuCount == 1)
      #expect(stored.vcpuFeatures == nil)
      #expect(try reader.document(of: stored) == nil)
      #expect(try reader.vms() == [stored])
    }
    #expect(try store.read(asOf: .t1) { try $0.vm("web-1") } != nil, "captured before t1")
    _ = try store.write(at: .t4) { try $0.record(Captures.vm("web-1")) }
    snapshot.capturedAt = .t5
    #expect(try !record(snapshot, at: .t5).definesVM)
    try store.read { reader throws in
      #expect(try reader.vm("web-1")?.vcpuCount == 4)
      #expect(try reader.vmHistory("web-1").count == 2)
    }
    #expect(try store.read(asOf: .t3) { try $0.vm("web-1")?.vcpuCount } == 1)
  }

  @Test("placement is the snapshot's host unless it is told")
  func placement() throws {
    var snapshot = try Captures.snapshot()
    _ = try record(snapshot, at: .t1)
    snapshot.capturedAt = .t2
    _ = try record(snapshot, on: "rack2-07", at: .t2)
    _ = try record(snapshot, on: "rack2-07", at: .t3)
    try store.read { reader throws in
      #expect(try reader.placement(ofVM: snapshot.vm)?.host == "rack2-07")
      let history = try reader.placementHistory(ofVM: snapshot.vm)
      #expect(history.map(\.host) == ["max-linux-7.3.4", "rack2-07"])
      #expect(history.map(\.recordedAt) == [.t1, .t2])
      #expect(try reader.placements().map(\.host) == ["rack2-07"])
    }
    try store.write(at: .t4) { try $0.place(vm: snapshot.vm, on: "rack3-01") }
    #expect(try store.read { try $0.placement(ofVM: snapshot.vm)?.placedAt } == .t4)
    #expect(try store.read { try $0.hosts() }.isEmpty, "a name is not a record")
  }

  @Test("a snapshot is found by the beginning of its digest")
  func prefixes() throws {
    var snapshot = try Captures.snapshot()
    var digests: [String] = []
    for number in 0..<300 {
      snapshot.capturedAt = Timestamp(seconds: Int64(number))
      digests.append(try record(snapshot, at: .t1).digest.description)
    }
    try store.read { reader throws in
      for digest in digests {
        #expect(try reader.snapshot(digest: digest)?.digest.description == digest)
        #expect(
          try reader.snapshot(digest: String(digest.prefix(16)))?.digest.description == digest
        )
      }
      for bad in ["", "123", "wxyz", digests[0] + "0", "ABCDEFGH"] {
        #expect(try reader.snapshot(digest: bad) == nil)
      }
    }
  }

  @Test("ID registers of a VM are rows: from its newest snapshot, else from its definition")
  func registers() throws {
    var snapshot = try Captures.snapshot()
    snapshot.vm = "web-1"
    let pfr0 = try #require(RegisterID("ID_AA64PFR0_EL1"))
    let isar0 = try #require(RegisterID("ID_AA64ISAR0_EL1"))
    var vm = try Captures.vm("web-1")
    vm.idRegisters.set(pfr0, to: .word(1))
    vm.idRegisters.set(isar0, to: .word(2))
    snapshot.vcpus[0].registers.set(pfr0, to: .word(0xffff_0000_0000_0003))
    snapshot.vcpus[0].registers.set(isar0, to: nil)
    _ = try store.write(at: .t1) { (try $0.record(vm), try $0.record(snapshot)) }
    let rows = try store.read { reader throws in
      try Row.fetchAll(
        reader.database,
        sql: """
          SELECT value, origin FROM vm_id_register
          WHERE vm = 'web-1' AND register IN ('ID_AA64PFR0_EL1', 'ID_AA64ISAR0_EL1')
          ORDER BY register
          """
      )
    }
    #expect(rows.map { $0["value"] } == ["0x0000000000000002", "0xffff000000000003"])
    #expect(rows.map { $0["origin"] } == ["definition", "snapshot"])
  }
}
