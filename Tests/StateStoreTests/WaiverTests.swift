import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite struct WaiverTests {
  let folder: TemporaryFolder
  let store: StateStore
  private let waiver = WaiverRecord(
    code: "exposed-unhideable-here",
    subject: "FEAT_TLBIRANGE",
    scope: .init(.vm, "web-1"),
    reason: "the guest never uses it",
    expiresAt: .t4
  )

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.store()
  }

  private func waivers(asOf: Timestamp? = nil) throws -> [StoredWaiver] {
    try store.read(asOf: asOf) { try $0.waivers() }
  }

  @Test("a waiver is kept with who granted it and when; the same again changes nothing")
  func record() throws {
    let (id, isNew) = try store.write(at: .t1) { try $0.record(waiver, by: "ann") }
    #expect(isNew)
    #expect(id == waiver.id())
    let again = try store.write(at: .t2) { try $0.record(waiver, by: "bob") }
    #expect(again.id == id && !again.isNew)
    let stored = try #require(try waivers().first)
    #expect(try waivers().count == 1)
    #expect(stored.waiver == waiver)
    #expect(stored.createdBy == "ann" && stored.createdAt == .t1 && stored.revokedAt == nil)
    #expect(try store.verify().faults == [])
  }

  @Test("it holds from when it was granted until it expires")
  func expiry() throws {
    try store.write(at: .t1) { _ = try $0.record(waiver, by: "ann") }
    let stored = try #require(try waivers().first)
    #expect(!stored.holds(at: Timestamp(seconds: Timestamp.t1.seconds - 1)))
    #expect(stored.holds(at: .t1))
    #expect(stored.holds(at: .t3))
    #expect(!stored.holds(at: .t4))
    #expect(try waivers(asOf: Timestamp(seconds: Timestamp.t1.seconds - 1)).isEmpty)
  }

  @Test("revoking ends it and keeps it; granted again it is another one")
  func revoke() throws {
    try store.write(at: .t1) { _ = try $0.record(waiver, by: "ann") }
    let stored = try #require(try waivers().first)
    #expect(try store.write(at: .t2) { try $0.revoke(stored, by: "bob") })
    let revoked = try #require(try waivers().first)
    #expect(revoked.revokedBy == "bob" && revoked.revokedAt == .t2)
    #expect(revoked.holds(at: .t1) && !revoked.holds(at: .t2))
    #expect(try !store.write(at: .t3) { try $0.revoke(revoked, by: "bob") })
    let (id, isNew) = try store.write(at: .t3) { try $0.record(waiver, by: "ann") }
    #expect(isNew && id != stored.id)
    #expect(try waivers().map(\.id) == [stored.id, id])
    #expect(try store.read { try $0.waivers(id: String(id.prefix(6))) }.map(\.id) == [id])
  }

  @Test("a waiver that was altered is found")
  func altered() throws {
    try store.write(at: .t1) { _ = try $0.record(waiver, by: "ann") }
    try store.database.write { database in
      try database.execute(sql: "UPDATE waiver SET reason = 'another'")
    }
    #expect(try store.verify().faults.map(\.reason) == ["its id is another"])
  }

  @Test("a VM starts where it was when it was defined, else where it was placed first")
  func start() throws {
    let snapshot = try Captures.snapshot()
    func start(asOf: Timestamp? = nil) throws -> String? {
      try store.read(asOf: asOf) { try $0.start(ofVM: snapshot.vm)?.host }
    }
    var vm = try Captures.vm(snapshot.vm)
    #expect(try start() == nil)
    try store.write(at: .t1) { _ = try $0.record(vm) }
    #expect(try start() == nil)
    try store.write(at: .t2) { try $0.place(vm: vm.name, on: "a", since: .t2) }
    try store.write(at: .t3) { try $0.place(vm: vm.name, on: "b", since: .t3) }
    #expect(try start() == "a")
    vm.vcpuCount += 1
    try store.write(at: .t4) { _ = try $0.record(vm) }
    #expect(try start() == "b")
    try store.write(at: .t5) { try $0.place(vm: vm.name, on: "c", since: .t5) }
    #expect(try start() == "b")
    #expect(try start(asOf: .t3) == "a")
  }
}
