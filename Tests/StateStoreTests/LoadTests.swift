import Foundation
import MigrationState
import Synchronization
import TestSupport
import Testing

@testable import StateStore

/// Writers and readers at once: three seconds by default, `STORE_LOAD_SECONDS=60` is the full proof.
@Suite(.serialized) struct LoadTests {
  private static let seconds =
    ProcessInfo.processInfo.environment["STORE_LOAD_SECONDS"].flatMap { Int($0) } ?? 3

  /// What writers and readers did.
  private struct Done {
    /// The names that processes said they had recorded.
    var hosts: [String] = []
    var vms: [String] = []
    var reads = 0
    /// Processes that gave up as busy.
    var busy = 0
    var errors: [String] = []
  }

  /// What all of them did together.
  private final class Tally: Sendable {
    let done = Mutex(Done())
  }

  @Test("20 processes write and 20 threads read: no write is lost, and nothing fails but as busy")
  func load() throws {
    let folder = try TemporaryFolder()
    _ = try folder.store()
    let tally = Tally()
    let deadline = ContinuousClock.now + .seconds(Self.seconds)
    let threads = DispatchGroup()
    for worker in 0..<40 {
      threads.enter()
      // Threads of their own: a pool has no more than there are cores.
      Thread {
        do {
          var round = 0
          while ContinuousClock.now < deadline {
            if worker < 20 {
              try write(worker, round, folder, tally)
            } else {
              try read(folder)
              tally.done.withLock { $0.reads += 1 }
            }
            round += 1
          }
        } catch {
          tally.done.withLock { $0.errors.append("\(worker): \(error)") }
        }
        threads.leave()
      }.start()
    }
    threads.wait()
    let store = try StateStore.open(folder.path())
    let (hosts, vms) = try store.read { reader in
      (Set(try reader.hosts().map(\.name)), Set(try reader.newestSnapshots().map(\.vm)))
    }
    let done = tally.done.withLock { $0 }
    if Self.seconds > 3 {
      print(
        "load of \(Self.seconds) s: \(done.hosts.count) hosts and \(done.vms.count) snapshots recorded, "
          + "\(done.reads) reads, \(done.busy) processes gave up as busy"
      )
    }
    #expect(done.errors == [])
    #expect(done.reads > 0)
    #expect(!done.hosts.isEmpty && Set(done.hosts).isSubset(of: hosts))
    #expect(!done.vms.isEmpty && Set(done.vms).isSubset(of: vms))
    #expect(try store.verify().faults == [])
  }

  /// One process that records a few times, and may give up as busy.
  private func write(
    _ worker: Int,
    _ round: Int,
    _ folder: TemporaryFolder,
    _ tally: Tally
  ) throws {
    let process = try RecorderProcess(
      store: folder.path(),
      label: "\(worker)-\(round)",
      count: 2,
      timeout: .seconds(1),
      in: folder
    )
    let status = process.wait()
    let (hosts, vms) = (try process.recorded("host"), try process.recorded("vm"))
    tally.done.withLock {
      $0.hosts += hosts
      $0.vms += vms
      if status == 75 { $0.busy += 1 }
      if status != 0, status != 75 { $0.errors.append("\(worker): exit code \(status)") }
    }
  }

  /// Everything a listing and a check read, through a connection of its own.
  private func read(_ folder: TemporaryFolder) throws {
    let store = try StateStore.open(folder.path())
    try store.read { reader in
      for host in try reader.hosts().suffix(3) { _ = try reader.document(of: host) }
      for snapshot in try reader.newestSnapshots().suffix(3) {
        _ = try reader.document(of: snapshot)
      }
    }
  }
}
