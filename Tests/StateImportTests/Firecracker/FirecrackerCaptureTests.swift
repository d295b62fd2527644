import Foundation
import MigrationCheck
import MigrationState
import TestSupport
import Testing

@testable import StateImport

/// Real fingerprints of Neoverse N1, V1 and V2 under 5.10, 6.1 and 6.18.
///
/// They are not part of the project: `MIGRATE_CHECK_FIRECRACKER` names their folder.
@Suite(
  .enabled(
    if: FirecrackerFiles.folder != nil,
    "MIGRATE_CHECK_FIRECRACKER does not name the folder of Firecracker's fingerprints"
  )
)
struct FirecrackerCaptureTests {
  private func host(_ cpu: String, _ kernel: String) throws -> HostDocument {
    let folder = try #require(FirecrackerFiles.folder)
    let file = folder.appending(path: "fingerprint_ARM_NEOVERSE_\(cpu)_\(kernel)host.json")
    let bytes = [UInt8](try Data(contentsOf: file))
    guard case .host(let host) = try StateImporter.document(bytes, name: "\(cpu)-\(kernel)") else {
      throw ImportError.unusable("not a host")
    }
    return host
  }

  /// The verdict on a fresh VM of one host that moves to another.
  private func move(
    _ source: (String, String),
    _ target: (String, String)
  ) throws -> VerdictDocument {
    let from = try host(source.0, source.1)
    guard case .snapshot(let snapshot) = try Document.host(from).converted(to: .snapshot) else {
      throw ImportError.unusable("not a snapshot")
    }
    return try verdict(snapshot, from: from, to: try host(target.0, target.1))
  }

  @Test("registers that the target's kernel does not list", arguments: ["N1", "V1", "V2"])
  func missing(_ cpu: String) throws {
    for (source, target, count) in [
      ("5.10", "6.1", 74), ("5.10", "6.18", 74), ("6.1", "5.10", 4), ("6.1", "6.18", 0),
      ("6.18", "5.10", 16), ("6.18", "6.1", 12),
    ] {
      let missing = try move((cpu, source), (cpu, target)).findings.filter {
        $0.code == "register-missing"
      }
      #expect(missing.count == count, "\(cpu): \(source) to \(target)")
    }
  }

  @Test("V1, 6.1 to 6.18: allowed, with notes on MPAM and NV")
  func upgrade() throws {
    let verdict = try move(("V1", "6.1"), ("V1", "6.18"))
    #expect(verdict.verdict == .allowed, "\(verdict.findings.map(\.message))")
    let tolerated = verdict.findings.filter { $0.code == "value-tolerated" }.map(\.subject)
    #expect(tolerated.contains("ID_AA64PFR0_EL1.MPAM"))
    #expect(tolerated.contains("ID_AA64MMFR2_EL1.NV"))
  }

  @Test("N1, 6.18 to 6.1: refused for DebugVer")
  func downgrade() throws {
    let verdict = try move(("N1", "6.18"), ("N1", "6.1"))
    #expect(verdict.verdict == .refused)
    let subjects = verdict.findings.filter { $0.severity == .refuse }.map(\.subject)
    #expect(subjects.contains("ID_AA64DFR0_EL1.DebugVer"))
  }

  @Test("N1 to V2: refused for 32-bit EL0")
  func otherCPU() throws {
    for kernel in ["5.10", "6.1", "6.18"] {
      let verdict = try move(("N1", kernel), ("V2", kernel))
      #expect(verdict.verdict == .refused)
      let subjects = verdict.findings.filter { $0.severity == .refuse }.map(\.subject)
      #expect(subjects.contains("ID_AA64PFR0_EL1.EL0"), "\(kernel)")
    }
  }
}

/// Where the fingerprints lie; nil when they are not here.
private enum FirecrackerFiles {
  static let folder = ProcessInfo.processInfo.environment["MIGRATE_CHECK_FIRECRACKER"]
    .map { URL(filePath: $0) }
}
