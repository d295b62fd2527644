import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport

/// One measured configuration: a batch request with what a kernel made of it.
struct Measurement {
  let id: String
  let kernel: KernelVersion
  let configuration: VMConfiguration
  /// RES0 and RES1 by register name.
  let masks: [String: (zero: UInt64, one: UInt64)]
  /// Fine-Grained-UNDEF words by group name; nil when they were not measured.
  let undefined: [String: UInt64]?
  /// The ID registers that the first run changes; nil when they were not measured.
  let final: [String: UInt64]?

  /// A committed resource.
  static func resource(_ name: String) -> URL {
    Fixtures.root.appending(path: "Tests/Resources/KVMEnforcement/\(name)")
  }

  /// The rows of a file.
  static func rows(_ file: URL) throws -> [Measurement] {
    let hosts = try Fixtures.json(resource("host_registers.json"))
    return try Fixtures.jsonLines(file).map { Measurement($0, hosts) }
  }

  /// Reads a row; a host's registers come from `hosts` by its name.
  private init(_ row: [String: Any], _ hosts: [String: Any]) {
    func object(_ value: Any?) -> [String: Any] { value as? [String: Any] ?? [:] }
    func numbers(_ value: Any?) -> [String: UInt64]? {
      (value as? [String: Any])?.compactMapValues { Fixtures.hex($0) }
    }
    id = row["id"] as? String ?? ""
    kernel = KernelVersion(row["kernel"] as? String ?? "") ?? KernelVersion(0, 0)
    var values = IDRegisterValues()
    let host = row["hostRegisters"] ?? hosts[row["host"] as? String ?? ""]
    for (name, value) in (numbers(row["idRegisters"]) ?? [:]).merging(
      numbers(host) ?? [:],
      uniquingKeysWith: { $1 }
    ) {
      guard let encoding = RegisterID(name)?.encoding else { continue }
      values[encoding] = value
    }
    configuration = VMConfiguration(
      idRegisters: values,
      vcpuFeatures: Set((row["vcpuFeatures"] as? [String] ?? []).compactMap(VCPUFeature.init)),
      gic: GICModel(rawValue: row["gic"] as? String ?? "v3") ?? .v3
    )
    let expect = object(row["expect"])
    masks = object(expect["masks"]).mapValues {
      let pair = numbers($0) ?? [:]
      return (pair["res0"] ?? 0, pair["res1"] ?? 0)
    }
    undefined = numbers(expect["fgu"])
    final = numbers(expect["finalIdRegisters"])
  }
}
