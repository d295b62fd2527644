import Foundation
import MigrationState
import TestSupport
import Testing

/// Canonical forms as other people's libraries see them: `Tests/Interoperability`.
@Suite("Interoperability")
struct InteroperabilityTests {
  /// Runs Python and returns its exit status and what it printed.
  private static func runPython(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  static let hasCBOR2 = (try? runPython(["-c", "import cbor2"]))?.status == 0

  private func write(
    _ name: String,
    _ item: BundleItem,
    json: [UInt8],
    to directory: URL
  ) throws {
    try Data(json).write(to: directory.appending(path: name + ".json"))
    try Data(item.canonicalBytes()).write(to: directory.appending(path: name + ".cbor"))
  }

  /// The captures, their JSON as it was recorded, and documents at random.
  private func documents() throws -> [(name: String, item: BundleItem, json: [UInt8])] {
    var documents: [(name: String, item: BundleItem, json: [UInt8])] = []
    for file in DocumentFiles.all {
      let (bytes, document) = try DocumentFiles.read(file)
      let item: BundleItem =
        switch document {
        case .host(let host): .host(host)
        case .vm(let vm): .vm(vm)
        case .snapshot(let snapshot): .snapshot(snapshot)
        }
      documents.append((DocumentFiles.name(file), item, bytes))
    }
    var random = RandomDocuments(seed: 7)
    for number in 100..<112 {
      let (host, vm) = (random.host(), random.vm())
      let (snapshot, verdict) = (random.snapshot(), random.verdict())
      for (kind, item, json) in [
        ("host", .host(host), host.json), ("vm", .vm(vm), vm.json),
        ("snapshot", .snapshot(snapshot), snapshot.json),
        ("verdict", .verdict(verdict), verdict.json),
      ] as [(String, BundleItem, JSONOutput)] {
        documents.append(
          ("random-\(kind)-\(number)", item, Array(JSONWriter(.pretty).string(json).utf8))
        )
      }
    }
    return documents.sorted { $0.name < $1.name }
  }

  @Test(
    "cbor2, the CDDL and the JSON Schemas agree with the documents",
    .enabled(if: hasCBOR2, "skipped: python3 with cbor2 is not installed")
  )
  func agreement() throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "migrate-check-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let sink = Sink()
    var writer = try BundleWriter { sink.data += $0 }
    for (name, item, json) in try documents() {
      try write(name, item, json: json, to: directory)
      try writer.append(item)
    }
    try writer.finish()
    try sink.data.write(to: directory.appending(path: "bundle.cborseq"))
    let script = Fixtures.root.appending(path: "Tests/Interoperability/check_canonical.py").path
    let (status, output) = try Self.runPython([script, directory.path])
    print(output)
    #expect(status == 0, "\(output)")
  }

  private final class Sink { var data = Data() }
}
