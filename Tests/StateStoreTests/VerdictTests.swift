import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite struct VerdictTests {
  let folder: TemporaryFolder
  let store: StateStore

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.store()
  }

  @Test("a verdict comes back as it was recorded; the same again changes nothing")
  func roundTrip() throws {
    let verdict = Captures.verdict()
    #expect(try store.write(at: .t1) { try $0.record(verdict) }.isNew)
    #expect(try !store.write(at: .t2) { try $0.record(verdict) }.isNew)
    try store.read { reader throws in
      let stored = try #require(try reader.verdicts().first)
      #expect(stored.digest == verdict.digest)
      #expect(stored.verdict == .refused)
      #expect(stored.recordedAt == .t1)
      #expect(try reader.document(of: stored) == verdict)
      let prefix = String(verdict.digest.description.prefix(12))
      #expect(try reader.verdict(digest: prefix) == stored)
      #expect(try reader.verdict(digest: "0000") == nil)
    }
  }

  @Test("verdicts are listed by VM, host, answer and time, the newest first")
  func filters() throws {
    try store.write(at: .t5) { writer in
      try writer.record(Captures.verdict(.refused, vm: "a", target: "h1", at: .t1))
      try writer.record(Captures.verdict(.allowed, vm: "a", target: "h2", at: .t2))
      try writer.record(Captures.verdict(.undecided, vm: "b", target: "h1", at: .t3))
    }
    func targets(_ filter: VerdictFilter, asOf: Timestamp? = nil) throws -> [String] {
      try store.read(asOf: asOf) { try $0.verdicts(filter).map { $0.vm + $0.target } }
    }
    #expect(try targets(VerdictFilter()) == ["bh1", "ah2", "ah1"])
    #expect(try targets(VerdictFilter(vm: "a")) == ["ah2", "ah1"])
    #expect(try targets(VerdictFilter(host: "h1")) == ["bh1", "ah1"])
    #expect(try targets(VerdictFilter(host: "rack1-03")).count == 3)
    #expect(try targets(VerdictFilter(verdict: .allowed)) == ["ah2"])
    #expect(try targets(VerdictFilter(since: .t2)) == ["bh1", "ah2"])
    #expect(try targets(VerdictFilter(limit: 1)) == ["bh1"])
    #expect(try targets(VerdictFilter(vm: "a"), asOf: .t1) == ["ah1"])
  }
}
