import GRDB
import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite struct QueryPlanTests {
  /// What a command asks of a store of a hundred thousand VMs.
  enum Question: String, CaseIterable {
    case host, hostHistory, vm, vmByUUID, vmHistory, newestSnapshot, snapshotByDigest,
      snapshotHistory, states, placement, verdictsOfVM, verdictsOfHost, newestVerdicts,
      verdictByDigest

    func ask(_ reader: StoreReader, _ snapshot: StoredSnapshot) throws {
      switch self {
      case .host: _ = try reader.host("x")
      case .hostHistory: _ = try reader.hostHistory("x")
      case .vm: _ = try reader.vm("x")
      case .vmByUUID: _ = try reader.vms(uuid: "x")
      case .vmHistory: _ = try reader.vmHistory("x")
      case .newestSnapshot: _ = try reader.newestSnapshot(ofVM: "x")
      case .snapshotByDigest: _ = try reader.snapshot(digest: "abcd")
      case .snapshotHistory: _ = try reader.snapshotHistory(ofVM: "x")
      case .states: _ = try reader.vcpuStates(of: snapshot)
      case .placement: _ = try reader.placement(ofVM: "x")
      case .verdictsOfVM: _ = try reader.verdicts(VerdictFilter(vm: "x"))
      case .verdictsOfHost: _ = try reader.verdicts(VerdictFilter(host: "x"))
      case .newestVerdicts: _ = try reader.verdicts(VerdictFilter(limit: 10))
      case .verdictByDigest: _ = try reader.verdict(digest: "abcd")
      }
    }
  }

  @Test("no question about one record scans a table", arguments: Question.allCases)
  func noScan(question: Question) throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let snapshot = try Captures.snapshot()
    try store.write(at: .t1) { _ = try $0.record(snapshot) }
    try store.read { reader throws in
      let stored = try #require(try reader.newestSnapshot(ofVM: snapshot.vm))
      nonisolated(unsafe) var queries: [String] = []
      reader.database.trace { queries.append($0.expandedDescription) }
      try question.ask(reader, stored)
      reader.database.trace(options: [])
      let selects = queries.filter { $0.hasPrefix("SELECT") }
      #expect(!selects.isEmpty)
      for sql in selects {
        for row in try Row.fetchAll(reader.database, sql: "EXPLAIN QUERY PLAN " + sql) {
          let step: String = row["detail"]
          // The newest verdicts are read off the end of an index.
          let isRead = question == .newestVerdicts && step.contains("USING INDEX verdict_checked")
          #expect(!step.hasPrefix("SCAN") || isRead, "\(step) in \(sql)")
        }
      }
    }
  }
}
