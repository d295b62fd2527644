import Foundation
import TestSupport
import Testing

/// Bulk recording that is killed: two moments by default, `BULK_KILLS=50` is the full proof.
@Suite(.serialized) struct BulkKillTests {
  private static let kills =
    ProcessInfo.processInfo.environment["BULK_KILLS"].flatMap { Int($0) } ?? 2

  /// How many files `host record` and `vm snapshot` commit at once.
  private static let batch = 256

  /// How many files there are: a whole batch and a part of one.
  private static let count = 300

  /// A command that records in bulk.
  enum Bulk: CaseIterable {
    case bundle
    case hosts
    case snapshots
  }

  @Test(
    "killed at any moment, the store is sound, has whole batches, and running it again completes",
    arguments: Bulk.allCases
  )
  func kill(_ bulk: Bulk) throws {
    let folder = try TemporaryFolder()
    let (arguments, count) = try inputs(bulk, in: folder)
    // How long it takes when nobody kills it.
    let began = ContinuousClock.now
    let whole = folder.file("whole.sqlite")
    #expect(try Tool.run(arguments, store: whole).status == 0)
    let length = (ContinuousClock.now - began) / .seconds(1)
    #expect(try recorded(bulk, in: whole) == count)
    var random = SeededGenerator(seed: 0x6b11)
    var cut = 0
    for round in 0..<Self.kills {
      let store = folder.file("store-\(round).sqlite")
      // The first is surely before the end, the others are anywhere.
      let part = round == 0 ? 0.2..<0.5 : 0..<1
      let delay = length * Double.random(in: part, using: &random)
      try killed(arguments, store, after: delay)
      let found = try recorded(bulk, in: store)
      let step = bulk == .bundle ? count : Self.batch
      #expect(found % step == 0 || found == count, "\(bulk) killed after \(delay) s: \(found)")
      if found < count { cut += 1 }
      #expect(try Tool.run(arguments, store: store).status == 0)
      #expect(try recorded(bulk, in: store) == count, "\(bulk) killed after \(delay) s")
      #expect(try Tool.run(["store", "verify"], store: store).status == 0)
    }
    #expect(cut > 0, "no run was killed before its end")
  }

  /// The command line, and how many records it makes.
  private func inputs(
    _ bulk: Bulk,
    in folder: TemporaryFolder
  ) throws -> (arguments: [String], count: Int) {
    switch bulk {
    case .hosts:
      let files = try copies("neoverse-n1-linux-7.3.4", "hosts", folder)
      return (["host", "record"] + files, Self.count)
    case .snapshots:
      let files = try copies("neoverse-n1-linux-6.12.107.plain", "snapshots", folder)
      return (["vm", "snapshot", "--each"] + files, Self.count)
    case .bundle:
      let source = folder.file("source.sqlite")
      let files = try copies("neoverse-n1-linux-6.12.107.plain", "snapshots", folder)
      let bundle = folder.file("bundle").path
      #expect(try Tool.run(["vm", "snapshot", "--each"] + files, store: source).status == 0)
      #expect(try Tool.run(["export", bundle, "--all"], store: source).status == 0)
      return (["import", bundle], Self.count)
    }
  }

  /// Writes copies of a sample under other names.
  private func copies(_ sample: String, _ kind: String, _ folder: TemporaryFolder) throws
    -> [String]
  {
    var document = try Fixtures.json(
      Fixtures.root.appending(path: "samples/\(kind)/\(sample).json")
    )
    return try (0..<Self.count).map { number in
      document[kind == "hosts" ? "name" : "vm"] = "copy-\(number)"
      let file = folder.file("copy-\(number).json")
      try JSONSerialization.data(withJSONObject: document).write(to: file)
      return file.path
    }
  }

  /// Runs a command that is killed, unless it ends before.
  private func killed(_ arguments: [String], _ store: URL, after delay: Double) throws {
    let process = Process()
    process.executableURL = Tool.binary
    process.arguments = arguments + ["--store", store.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: delay)
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// How many hosts or VMs a store lists, which must be sound; none without a store.
  private func recorded(_ bulk: Bulk, in store: URL) throws -> Int {
    let verified = try Tool.run(["store", "verify"], store: store)
    // Killed before the first transaction: no store, or an empty file.
    if verified.status == 66 { return 0 }
    #expect(verified.status == 0, "\(verified.output)\(verified.diagnostics)")
    let noun = bulk == .hosts ? "host" : "vm"
    let list = try Tool.run([noun, "list", "--json"], store: store).output
    return (try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [Any])?.count ?? -1
  }
}
