import ArmArchitecture
import GRDB
import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite struct VMTests {
  let folder: TemporaryFolder
  let store: StateStore

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.store()
  }

  private func record(_ vm: VMDocument, at time: Timestamp) throws -> RecordOutcome {
    try store.write(at: time) { try $0.record(vm) }
  }

  @Test("a definition comes back as it was recorded")
  func roundTrip() throws {
    let vm = try Captures.vm()
    #expect(try record(vm, at: .t1) == RecordOutcome(vm.digest, isNew: true, isInForce: true))
    try store.read { reader throws in
      let stored = try #require(try reader.vm("web-1"))
      #expect(stored.origin == .definition(vm.digest))
      #expect(stored.vcpuCount == 4)
      #expect(stored.vcpuFeatures == [.psci])
      #expect(stored.gic == .v3)
      #expect(stored.mte == false)
      #expect(stored.vmm == .qemu11)
      #expect(stored.recordedAt == .t1)
      #expect(try reader.vms() == [stored])
      #expect(try reader.vms(uuid: vm.uuid ?? "") == [stored])
      #expect(try reader.vms(uuid: "").isEmpty)
      #expect(try reader.document(of: stored) == vm)
    }
  }

  @Test("the definition recorded last is in force, an earlier one again too")
  func versions() throws {
    let first = try Captures.vm()
    var second = first
    second.vcpuCount = 8
    #expect(try record(first, at: .t1).isNew)
    #expect(try !record(first, at: .t2).isNew)
    #expect(try record(second, at: .t3).isNew)
    #expect(try record(first, at: .t4).isNew)
    try store.read { reader throws in
      #expect(try reader.vmHistory("web-1").map(\.vcpuCount) == [4, 8, 4])
      #expect(try reader.vm("web-1")?.vcpuCount == 4)
    }
    #expect(try store.read(asOf: .t3) { try $0.vm("web-1")?.vcpuCount } == 8)
    #expect(try store.statistics().vms == 1)
    #expect(try store.statistics().idSets == 1)
  }

  @Test("as of a moment before it was recorded, a definition is not there")
  func asOf() throws {
    _ = try record(Captures.vm(), at: .t2)
    #expect(try store.read(asOf: .t1) { try $0.vm("web-1") } == nil)
    #expect(try store.read(asOf: .t1) { try $0.vms() }.isEmpty)
    #expect(try store.read(asOf: .t2) { try $0.vm("web-1") } != nil)
  }

  @Test("a removed VM is gone with its snapshots and placements; verdicts stay")
  func removal() throws {
    var snapshot = try Captures.snapshot()
    snapshot.vm = "web-1"
    _ = try record(Captures.vm(), at: .t1)
    _ = try store.write(at: .t1) { writer in
      try writer.record(snapshot)
      try writer.record(Captures.verdict(vm: "web-1"))
    }
    #expect(try store.write(at: .t2) { try $0.removeVM("web-1") })
    #expect(try !store.write(at: .t2) { try $0.removeVM("web-1") })
    try store.read { reader throws in
      #expect(try reader.vms().isEmpty)
      #expect(try reader.newestSnapshot(ofVM: "web-1") == nil)
      #expect(try reader.snapshot(digest: snapshot.digest.description) == nil)
      #expect(try reader.placement(ofVM: "web-1") == nil)
      #expect(try reader.vmHistory("web-1").map(\.removedAt) == [.t2])
      #expect(try reader.snapshotHistory(ofVM: "web-1").map(\.removedAt) == [.t2])
      #expect(try reader.verdicts(VerdictFilter(vm: "web-1")).count == 1)
    }
    try store.read(asOf: .t1) { reader throws in
      #expect(try reader.vm("web-1") != nil)
      #expect(try reader.newestSnapshot(ofVM: "web-1")?.digest == snapshot.digest)
      #expect(try reader.snapshot(digest: snapshot.digest.description) != nil)
      #expect(try reader.placement(ofVM: "web-1")?.host == snapshot.host)
    }
  }

  @Test("ID registers are rows")
  func registers() throws {
    let vm = try Captures.vm()
    _ = try record(vm, at: .t1)
    let rows = try store.read { reader throws in
      try Row.fetchAll(reader.database, sql: "SELECT * FROM vm_id_register WHERE vm = 'web-1'")
    }
    #expect(rows.count == vm.idRegisters.count)
    for row in rows {
      let (name, value): (String, String) = (row["register"], row["value"])
      let id = try #require(RegisterID(name))
      #expect(vm.idRegisters[id]?.hexadecimal(width: 64) == value)
    }
  }
}
