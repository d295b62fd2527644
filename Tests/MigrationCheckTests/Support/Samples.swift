import ArmArchitecture
import Foundation
import KVMEnforcement
import MigrationState
import TestSupport

@testable import MigrationCheck

/// Documents of `samples/`, and variants of them.
enum Samples {
  static func host(_ name: String) throws -> HostDocument {
    guard case .host(let host) = try document("hosts/\(name)") else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    return host
  }

  static func snapshot(_ name: String) throws -> SnapshotDocument {
    guard case .snapshot(let snapshot) = try document("snapshots/\(name)") else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    return snapshot
  }

  private static func document(_ name: String) throws -> Document {
    var unknown: [JSONPath] = []
    let json = try JSONDocument(parsing: Array(Fixtures.data("samples/\(name).json")))
    return try Document(json.cursor, unknownKeys: &unknown)
  }
}

extension HostDocument {
  /// The same host without FEAT_FGT: the kernel's lines and ID_AA64MMFR0_EL1.FGT everywhere.
  func withoutFineGrainedTraps(named name: String) -> HostDocument {
    var host = self
    host.name = name
    host.kernelCpuFeatures?.removeAll { $0.hasPrefix("Fine Grained Traps") }
    for index in host.vcpuProfiles.indices {
      host.vcpuProfiles[index].registers.lower("ID_AA64MMFR0_EL1.FGT", to: 0)
    }
    host.userIdRegisters.lower("ID_AA64MMFR0_EL1.FGT", to: 0)
    return host
  }
}

extension SnapshotDocument {
  /// The same VM with an ID field lowered.
  func lowering(_ path: String, to value: UInt64) -> SnapshotDocument {
    var snapshot = self
    for index in snapshot.vcpus.indices { snapshot.vcpus[index].registers.lower(path, to: value) }
    return snapshot
  }
}

extension RegisterState {
  /// Replaces the content of an ID field, if the register is there.
  mutating func lower(_ path: String, to value: UInt64) {
    guard let field = IDRegisters.standard.field(path), let old = self[field.encoding] else {
      return
    }
    set(RegisterID(field.encoding), to: .word(field.bits.insert(value, into: old)))
  }
}

extension CheckRequest {
  /// A question about a snapshot alone.
  static func about(
    _ snapshot: SnapshotDocument,
    from source: HostDocument?,
    to target: HostDocument,
    policy: VerdictDocument.Policy = .default
  ) throws -> CheckRequest {
    guard let guest = Guest(definition: nil, snapshot: snapshot) else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    var request = CheckRequest(
      guest: guest,
      source: source.map { HostView($0) },
      target: HostView(target),
      checkedAt: Timestamp(seconds: 1_800_000_000),
      toolVersion: "test"
    )
    request.policy = policy
    return request
  }

  /// The answer.
  var verdict: VerdictDocument {
    var check = Check(self)
    return check.verdict()
  }
}

extension VerdictDocument {
  /// The findings of a severity, as `CODE SUBJECT`.
  func found(_ severity: Finding.Severity) -> [String] {
    findings.filter { $0.severity == severity }.map { "\($0.code) \($0.subject)" }
  }
}
