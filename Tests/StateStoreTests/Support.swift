import Foundation
import GRDB
import MigrationState
import TestSupport
import Testing

@testable import StateStore

extension TemporaryFolder {
  /// The path of a file in the folder.
  func path(_ name: String = "store.sqlite") -> String { file(name).path }

  /// A new store in the folder.
  func store(_ name: String = "store.sqlite") throws -> StateStore {
    try StateStore.open(path(name), mode: .create)
  }
}

/// Captures that tests record.
enum Captures {
  static func bytes(_ name: String) throws -> [UInt8] {
    try Array(Fixtures.data("Tests/Resources/StateStore/\(name).json.xz"))
  }

  static func document(_ bytes: [UInt8]) throws -> Document {
    var unknown: [JSONPath] = []
    return try Document(JSONDocument(parsing: bytes).cursor, unknownKeys: &unknown)
  }

  static func host(_ name: String = "neoverse-v1-linux-7.3.4") throws -> HostDocument {
    guard case .host(let host) = try document(bytes(name)) else {
      throw CocoaError(.coderInvalidValue)
    }
    return host
  }

  static func snapshot(_ name: String = "max-linux-7.3.4.plain") throws -> SnapshotDocument {
    guard case .snapshot(let snapshot) = try document(bytes(name + ".snapshot")) else {
      throw CocoaError(.coderInvalidValue)
    }
    return snapshot
  }

  static let snapshots = [
    "cortex-a72-linux-6.18.15.plain", "max-linux-6.12.107.pmu", "max-linux-7.3.4.all",
    "max-linux-7.3.4.el2_all", "max-linux-7.3.4.plain", "neoverse-v1-linux-7.3.4.sve",
  ]

  /// A VM with the configuration of a capture.
  static func vm(_ name: String = "web-1") throws -> VMDocument {
    let registers = try snapshot().vcpus[0].registers
    var vm = VMDocument(
      name: name,
      vcpuCount: 4,
      vcpuFeatures: [.psci],
      gic: .v3,
      mte: false,
      idRegisters: RegisterState(
        registers.filter { id, _ in id.encoding.map { IDSet.contains($0) } ?? false }
      )
    )
    vm.uuid = "0d9a9b1e-3f3c-4f3e-8f39-5a4b5c6d7e8f"
    vm.vmm = .qemu11
    return vm
  }

  static func verdict(
    _ outcome: VerdictDocument.Outcome = .refused,
    vm: String = "web-1",
    target: String = "rack2-07",
    at time: Timestamp = Timestamp(seconds: 1_000)
  ) -> VerdictDocument {
    let digest = Digest(of: Array(target.utf8)).description
    return VerdictDocument(
      verdict: outcome,
      vm: vm,
      source: "rack1-03",
      target: target,
      policy: .default,
      checkedAt: time,
      toolVersion: "1.0",
      model: "7.3",
      inputs: .init(snapshot: digest, source: digest, target: digest),
      options: [:],
      findings: [
        Finding("feature-unavailable", .refuse, subject: "ID_AA64ISAR0_EL1.RNDR", message: "Gone."),
        Finding("value-tolerated", .note, subject: "ID_AA64PFR0_EL1.MPAM", message: "Kept."),
      ],
      exposures: []
    )
  }
}

/// Moments in the order of their names.
extension Timestamp {
  static let t1 = Timestamp(seconds: 2_000_000_100)
  static let t2 = Timestamp(seconds: 2_000_000_200)
  static let t3 = Timestamp(seconds: 2_000_000_300)
  static let t4 = Timestamp(seconds: 2_000_000_400)
  static let t5 = Timestamp(seconds: 2_000_000_500)
}
