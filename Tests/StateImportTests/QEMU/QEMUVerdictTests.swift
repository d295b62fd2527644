import ArmArchitecture
import Foundation
import MigrationCheck
import MigrationState
import TestSupport
import Testing

@testable import StateImport

/// Streams that QEMU 11.1 restored on other hosts: the verdict is QEMU's, and names what it named.
@Suite struct QEMUVerdictTests {
  private static let measured = Fixtures.root.appending(path: "Tests/Resources/KVMEnforcement")

  @Test("each measured move is refused exactly when QEMU refused it, for the registers it named")
  func verdicts() throws {
    let rows = try Fixtures.jsonLines(
      Self.measured.appending(path: "qemu_kvm_verdicts.jsonl.xz")
    )
    #expect(rows.count == 30)
    for row in rows {
      let name = try #require(row["stream"] as? String)
      let snapshot = try StateImporter.snapshot(try #require(Resources.streams["kvm-" + name]))
      let source = try #require(row["source"] as? String)
      let target = try #require(row["target"] as? String)
      let verdict = try verdict(
        snapshot,
        from: try host(source),
        to: try host(target)
      )
      let refusals = verdict.findings.filter { $0.severity == .refuse && $0.beyondKvm != true }
      let isAccepted = try #require(row["accepted"] as? Bool)
      #expect(refusals.isEmpty == isAccepted, "\(name) on \(target)")

      let registers = Set(refusals.compactMap(\.register))
      let named = try #require(row["refusedRegisters"] as? [String: Any]).keys
      for register in named {
        #expect(registers.contains(register), "\(name) on \(target): \(register)")
      }
      let log = (row["other"] as? [String] ?? []).joined(separator: "\n")
      for message in (try? QEMUMessageLog(try TextLines(Array(log.utf8))))?.messages ?? [] {
        switch message {
        case .missing(let id), .refused(let id, _, _):
          #expect(registers.contains(id.description), "\(name) on \(target): \(id)")
        case .missingTolerated(let id):
          #expect(!registers.contains(id.description), "\(name) on \(target): \(id)")
        }
      }
    }
  }

  private func host(_ name: String) throws -> HostDocument {
    try capturedHost(Self.measured.appending(path: "hosts/\(name).json.xz"))
  }
}
