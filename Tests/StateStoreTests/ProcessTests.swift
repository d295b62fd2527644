import Foundation
import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite(.serialized) struct ProcessTests {
  /// Twenty runs by default; `STORE_KILLS=100` is the full proof.
  static let kills = ProcessInfo.processInfo.environment["STORE_KILLS"].flatMap { Int($0) } ?? 20

  @Test("20 processes record hosts and snapshots into a new store at once: nothing is lost")
  func concurrentWriters() throws {
    let folder = try TemporaryFolder()
    let processes = try (0..<20).map { number in
      try RecorderProcess(
        store: folder.path(),
        label: "\(number)",
        count: 5,
        timeout: .seconds(60),
        in: folder
      )
    }
    #expect(processes.map { $0.wait() } == Array(repeating: 0, count: 20))
    let store = try StateStore.open(folder.path())
    try Self.expect(store, holds: processes)
    #expect(try store.statistics().hosts == 100)
    #expect(try store.statistics().snapshots == 100)
    #expect(try store.verify().faults == [])
  }

  @Test("a process that cannot write within its busy timeout says so and records nothing")
  func busyProcess() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    try store.write(at: .t1) { _ in
      let process = try RecorderProcess(
        store: folder.path(),
        label: "0",
        count: 1,
        timeout: .seconds(1),
        in: folder
      )
      #expect(process.wait() == 75)
    }
    #expect(try store.read { try $0.hosts() }.isEmpty)
  }

  @Test("killed at random moments, a store is sound and has everything that was recorded")
  func kill() throws {
    var random = SplitMix64(seed: 0x5704_e5ee)
    var recorded = 0
    for round in 0..<(Self.kills + 4) / 5 {
      let folder = try TemporaryFolder()
      var processes: [RecorderProcess] = []
      for run in 0..<min(5, Self.kills - round * 5) {
        let delay = Double(random.next() % 200_000) / 1_000_000
        let process = try RecorderProcess(
          store: folder.path(),
          label: "\(run)",
          count: 1_000,
          timeout: .seconds(60),
          in: folder
        )
        // The first run of each round is killed around the creation of the store, the others while
        // they record.
        if run > 0 { try process.waitForRecord() }
        Thread.sleep(forTimeInterval: delay)
        process.kill()
        processes.append(process)
        guard FileManager.default.fileExists(atPath: folder.path()) else { continue }
        do {
          let store = try StateStore.open(folder.path())
          #expect(try store.verify().faults == [], "round \(round), run \(run), \(delay) s")
          try Self.expect(store, holds: processes)
        } catch StoreError.notFound {
          // Killed before the first transaction: nothing can have been recorded.
          #expect(try processes.allSatisfy { try $0.recorded("host").isEmpty })
        }
      }
      for process in processes {
        recorded += try process.recorded("host").count + process.recorded("vm").count
      }
    }
    #expect(recorded > Self.kills, "too little was recorded for a proof")
  }

  /// Expects every name that a process said it had recorded.
  private static func expect(_ store: StateStore, holds processes: [RecorderProcess]) throws {
    let (hosts, vms) = try store.read { reader in
      (Set(try reader.hosts().map(\.name)), Set(try reader.newestSnapshots().map(\.vm)))
    }
    for process in processes {
      #expect(Set(try process.recorded("host")).isSubset(of: hosts))
      #expect(Set(try process.recorded("vm")).isSubset(of: vms))
    }
  }
}

/// A small generator of repeatable random numbers.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
