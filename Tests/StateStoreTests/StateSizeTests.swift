import Foundation
import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite struct StateSizeTests {
  /// The bytes of the pages and rows that a vCPU adds to the file, over 16 bytes a register.
  private func ratio(_ snapshot: SnapshotDocument, copies: Int) throws -> (Int, Double) {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let pc = 0x6030_0000_0010_0040
    func record(_ numbers: Range<Int>) throws {
      try store.write(at: .t1) { writer in
        var snapshot = snapshot
        snapshot.vcpus = try numbers.map { number in
          var registers = snapshot.vcpus[0].registers
          let id = try #require(registers.ids.first { $0.rawValue == pc })
          registers.set(id, to: .word(0xffff_8000_8001_0000 + UInt64(number) * 4))
          return VCPUState(index: number, registers: registers)
        }
        snapshot.vm = "vm-\(numbers.lowerBound)"
        try writer.record(snapshot)
      }
    }
    try record(0..<1)
    let before = try store.statistics().fileBytes
    try record(1..<copies + 1)
    let statistics = try store.statistics()
    #expect(statistics.vcpuStates == copies + 1)
    let bytes = (statistics.fileBytes - before) / copies
    return (bytes, Double(bytes) / Double(16 * snapshot.vcpus[0].registers.count))
  }

  @Test(
    "a vCPU takes at most a fifth of 16 bytes a register",
    arguments: ["max-linux-7.3.4.el2_all", "neoverse-v1-linux-7.3.4.sve"]
  )
  func sample(name: String) throws {
    let (bytes, ratio) = try ratio(Captures.snapshot(name), copies: 200)
    #expect(ratio <= 0.2, "\(name): \(bytes) bytes a vCPU")
  }

  @Test("bytes a vCPU of every capture", .enabled(if: Fixtures.measured != nil))
  func captures() throws {
    let folder = try #require(Fixtures.measured).deletingLastPathComponent()
      .appending(path: "captures/snapshots")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let bytes = try Array(Fixtures.data(folder.appending(path: name)))
      guard case .snapshot(let snapshot) = try Captures.document(bytes) else { continue }
      let (size, ratio) = try ratio(snapshot, copies: 500)
      let registers = snapshot.vcpus[0].registers.count
      print("\(name): \(registers) registers, \(size) bytes a vCPU, \(ratio) of a dump")
      #expect(ratio <= 0.2, "\(name)")
    }
  }
}
