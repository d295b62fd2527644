import Foundation
import GRDB
import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite struct MaintenanceTests {
  let folder: TemporaryFolder
  let store: StateStore

  /// A store with something of everything.
  init() throws {
    folder = try TemporaryFolder()
    store = try folder.store()
    try store.write(at: .t1) { writer in
      try writer.record(Captures.host())
      try writer.record(Captures.vm("web-1"))
      try writer.record(Captures.snapshot("max-linux-7.3.4.el2_all"))
      try writer.record(Captures.verdict())
    }
  }

  private func execute(_ sql: String) throws {
    try store.database.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      try database.execute(sql: sql)
    }
  }

  @Test("a sound store is verified completely")
  func sound() throws {
    let result = try store.verify()
    #expect(result.faults == [])
    #expect(result.isSound)
    #expect(result.documents == 3)
    #expect(result.snapshots == 1)
    #expect(result.vcpuStates == 1)
    #expect(result.idSets == 3)
  }

  @Test(
    "every alteration is found",
    arguments: [
      ("UPDATE document SET content = substr(content, 1, length(content) - 1)", 3),
      ("UPDATE document SET content = zeroblob(length(content))", 3),
      ("UPDATE document SET digest = randomblob(32)", 3),
      ("UPDATE id_value SET value = value + 1 WHERE register = 49184", 4),
      ("DELETE FROM id_value WHERE register = 49184", 4),
      ("UPDATE vcpu_state SET content = x'820001'", 2),
      ("UPDATE vcpu_state SET content = x'81'", 2),
      ("UPDATE register_list SET base = x'80'", 1),
      ("UPDATE register_list SET base = NULL", 1),
      ("UPDATE vcpu_state SET id_set_id = 1", 1),
      ("UPDATE register_list SET registers = 1", 1),
      ("UPDATE register_list SET content = x'80', registers = 0", 2),
      ("UPDATE snapshot SET captured_at = captured_at + 1", 1),
      ("UPDATE snapshot SET features = 'sve'", 1),
      ("UPDATE snapshot_vcpu SET vcpu = 1", 1),
      ("DELETE FROM vcpu_state", 2),
      ("DELETE FROM verdict", 3),
      ("UPDATE host_profile SET id_set_id = 99", 1),
    ]
  )
  func altered(sql: String, faults: Int) throws {
    try execute(sql)
    let result = try store.verify()
    #expect(result.faults.count == faults, "\(result.faults)")
    #expect(!result.isSound)
  }

  @Test("a record that stands where another was recorded is neither handed out nor sound")
  func swapped() throws {
    let first = try Captures.host()
    var second = first
    second.name = "another"
    try store.write(at: .t2) { _ = try $0.record(second) }
    try execute(
      """
      UPDATE document SET content = (SELECT o.content FROM document AS o
        WHERE o.id IN (SELECT document_id FROM host_version) AND o.id <> document.id)
      WHERE digest = x'\(second.digest)'
      """
    )
    let host = try #require(try store.read { try $0.host(second.name) })
    #expect(host.digest == second.digest)
    #expect(
      throws: StoreError.damaged(
        record: "document \(second.digest)",
        reason: "its digest is another"
      )
    ) {
      try store.read { try $0.document(of: host) }
    }
    #expect(
      try store.verify().faults.map(\.description)
        == ["document \(second.digest): its digest is another"]
    )
  }

  @Test("a page of zeros is found")
  func damagedPage() throws {
    try store.close()
    var bytes = try Data(contentsOf: URL(filePath: folder.path()))
    let size = StoreMigrator.pageSize
    let page = bytes.count / size / 2
    bytes.replaceSubrange(page * size..<(page + 1) * size, with: Data(count: size))
    try bytes.write(to: URL(filePath: folder.path()))
    let damaged = try StateStore.open(folder.path())
    do {
      #expect(try !damaged.verify().isSound)
    } catch let error as StoreError {
      guard case .failed = error else { throw error }
    }
  }

  @Test("a backup taken during a write has everything recorded before it")
  func backup() throws {
    let writer = try StateStore.open(folder.path())
    let copy = folder.path("copy.sqlite")
    try writer.write(at: .t2) { transaction in
      var host = try Captures.host()
      host.name = "not yet"
      try transaction.record(host)
      try store.backup(to: copy)
    }
    let opened = try StateStore.open(copy)
    #expect(try opened.verify().faults == [])
    #expect(try opened.read { try $0.hosts().count } == 1)
    #expect(try store.read { try $0.hosts().count } == 2)
    #expect(throws: StoreError.exists(path: copy)) { try store.backup(to: copy) }
    #expect(throws: StoreError.self) { try store.backup(to: folder.path("no/such/folder")) }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(!files.contains { $0.contains("partial") })
  }

  @Test("statistics count")
  func statistics() throws {
    let statistics = try store.statistics()
    #expect(statistics.hosts == 1)
    #expect(statistics.hostVersions == 1)
    #expect(statistics.vms == 2)
    #expect(statistics.vmVersions == 2)
    #expect(statistics.snapshots == 1)
    #expect(statistics.vcpus == 1)
    #expect(statistics.stateRegisters == 414)
    #expect(statistics.verdicts == 1)
    #expect(statistics.documentBytes > 1_000)
    #expect(statistics.fileBytes > 4_096)
  }
}
