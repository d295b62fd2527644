import ArmArchitecture
import GRDB
import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite struct HostTests {
  let folder: TemporaryFolder
  let store: StateStore

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.store()
  }

  private func record(_ host: HostDocument, at time: Timestamp) throws -> RecordOutcome {
    try store.write(at: time) { try $0.record(host) }
  }

  @Test(
    "a host comes back as it was recorded",
    arguments: ["max-linux-7.3.4", "max-linux-6.12.107"]
  )
  func roundTrip(name: String) throws {
    let host = try Captures.host(name)
    let outcome = try record(host, at: .t1)
    #expect(outcome == RecordOutcome(host.digest, isNew: true, isInForce: true))
    try store.read { reader throws in
      let stored = try #require(try reader.host(name))
      #expect(stored.digest == host.digest)
      #expect(stored.capturedAt == host.capturedAt)
      #expect(stored.recordedAt == .t1)
      #expect(stored.kernelRelease == host.kernelRelease)
      #expect(stored.cpus == host.cpus)
      #expect(try reader.hosts() == [stored])
      #expect(try reader.document(of: stored) == host)
      #expect(try reader.host(name.uppercased()) == nil, "names are looked up exactly")
    }
  }

  @Test("the same document again changes nothing and says so")
  func twice() throws {
    let host = try Captures.host()
    _ = try record(host, at: .t1)
    let again = try record(host, at: .t2)
    #expect(again == RecordOutcome(host.digest, isNew: false, isInForce: true))
    #expect(try store.read { try $0.hostHistory(host.name).count } == 1)
  }

  @Test("nothing is overwritten: the newest capture is in force, the others are history")
  func versions() throws {
    let first = try Captures.host()
    var second = first
    second.bootId = "second"
    #expect(try record(first, at: .t1).isInForce)
    #expect(try record(second, at: .t2).isInForce, "same time of capture: recorded last")
    var older = first
    older.capturedAt = Timestamp(seconds: first.capturedAt.seconds - 60)
    #expect(
      try record(older, at: .t3) == RecordOutcome(older.digest, isNew: true, isInForce: false)
    )
    #expect(
      try record(first, at: .t4) == RecordOutcome(first.digest, isNew: false, isInForce: false)
    )
    try store.read { reader throws in
      #expect(try reader.host(first.name)?.digest == second.digest)
      let history = try reader.hostHistory(first.name)
      #expect(history.map(\.digest) == [first, second, older].map(\.digest))
      #expect(try history.map(reader.document(of:)) == [first, second, older])
    }
  }

  @Test("a removed host is not listed, its history stays, and it can be recorded again")
  func removal() throws {
    let host = try Captures.host()
    _ = try record(host, at: .t1)
    #expect(try store.write(at: .t2) { try $0.removeHost(host.name) })
    #expect(try !store.write(at: .t3) { try $0.removeHost(host.name) })
    #expect(try !store.write(at: .t3) { try $0.removeHost("unheard-of") })
    #expect(try store.read { try $0.hosts() }.isEmpty)
    #expect(try store.read { try $0.hostHistory(host.name).map(\.removedAt) } == [.t2])
    #expect(try record(host, at: .t4).isNew)
    #expect(try store.read { try $0.hosts().map(\.recordedAt) } == [.t4])
    #expect(try store.read { try $0.hostHistory(host.name).map(\.removedAt) } == [.t2, nil])
  }

  @Test("as of a moment, the store is as it was then")
  func asOf() throws {
    let first = try Captures.host()
    var second = first
    second.bootId = "second"
    _ = try record(first, at: .t2)
    _ = try record(second, at: .t3)
    #expect(try store.write(at: .t4) { try $0.removeHost(first.name) })
    func digest(_ time: Timestamp) throws -> Digest? {
      try store.read(asOf: time) { try $0.host(first.name)?.digest }
    }
    #expect(try digest(.t2) == first.digest)
    #expect(try digest(.t3) == second.digest)
    #expect(try digest(.t4) == nil)
    #expect(try store.read(asOf: .t4) { try $0.hosts() }.isEmpty)
    #expect(try store.read(asOf: .t3) { try $0.hosts().count } == 1)
    #expect(try store.read(asOf: .t2) { try $0.hostHistory(first.name).count } == 1)
  }

  @Test("before anything was recorded of a host, what was captured by then counts")
  func asOfCapture() throws {
    var early = try Captures.host()
    early.capturedAt = .t1
    var late = early
    late.capturedAt = .t3
    _ = try store.write(at: .t5) { (try $0.record(early), try $0.record(late)) }
    func digest(_ time: Timestamp) throws -> Digest? {
      try store.read(asOf: time) { try $0.host(early.name)?.digest }
    }
    #expect(try digest(Timestamp(seconds: Timestamp.t1.seconds - 1)) == nil)
    #expect(try digest(.t2) == early.digest)
    #expect(try digest(.t4) == late.digest)
  }

  @Test("limits and writable masks are rows, one a profile and ID register")
  func registers() throws {
    let host = try Captures.host("max-linux-7.3.4")
    _ = try record(host, at: .t1)
    let rows = try store.read { reader throws in
      try Row.fetchAll(reader.database, sql: "SELECT * FROM host_id_register")
    }
    var found: [String: [RegisterID: (UInt64, UInt64?)]] = [:]
    for row in rows {
      let (name, limit): (String, String) = (row["register"], row["limit"])
      let mask: String? = row["writable"]
      let id = try #require(RegisterID(name))
      let value = try #require(UInt64(limit.dropFirst(2), radix: 16))
      #expect(row.word("limit_bits") == value)
      found[row["profile"], default: [:]][id] =
        (value, mask.flatMap { UInt64($0.dropFirst(2), radix: 16) })
    }
    #expect(Set(found.keys) == Set(host.vcpuProfiles.map(\.name)))
    for profile in host.vcpuProfiles {
      for (id, mask) in profile.writableMasks ?? [:] where profile.registers[id] != nil {
        #expect(found[profile.name]?[id]?.0 == profile.registers[id]?.word)
        #expect(found[profile.name]?[id]?.1 == mask)
      }
      #expect(found[profile.name]?.count ?? 0 >= 50)
    }
  }

  @Test("hosts of one kind share their rows")
  func sharing() throws {
    var host = try Captures.host("max-linux-7.3.4")
    for number in 1...10 {
      host.name = "host-\(number)"
      _ = try record(host, at: .t1)
    }
    #expect(try store.statistics().idSets == 3)
    #expect(try store.statistics().hosts == 10)
  }
}
