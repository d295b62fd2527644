import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport

/// One measured configuration: what a guest's own code found UNDEFINED.
struct UndefinedMeasurement: Sendable {
  let id: String
  let kernel: KernelVersion
  let host: String
  let configuration: VMConfiguration
  /// The encodings that became UNDEFINED against the default configuration of the same context.
  let becameUndefined: Set<Encoding>
  /// The encodings that executed; given for default configurations.
  let executable: Set<Encoding>

  /// Series, profile and context: `7.3/el2/vel2`.
  var setting: String { id.split(separator: "/").prefix(3).joined(separator: "/") }
  /// True for the configuration that the others of a setting are compared with.
  var isDefault: Bool { id.hasSuffix("/default") }

  /// The default configurations of the committed files, by file name and setting.
  static let defaults: [String: [UndefinedMeasurement]] = {
    var defaults: [String: [UndefinedMeasurement]] = [:]
    for name in ["max_7.3", "max_7.2", "max_6.18", "max_6.16", "n2_7.3"] {
      let file = Measurement.resource("undefined_\(name).jsonl.xz")
      let lines = (try? Fixtures.data(file))?.split(separator: UInt8(ascii: "\n")) ?? []
      for line in lines where line.prefix(60).contains(Data("/default\"".utf8)) {
        guard let row = try? JSONSerialization.jsonObject(with: line) as? [String: Any] else {
          continue
        }
        defaults["undefined_\(name)", default: []].append(UndefinedMeasurement(row))
      }
    }
    return defaults
  }()

  /// The rows of a file.
  static func rows(_ file: URL) throws -> [UndefinedMeasurement] {
    try Fixtures.jsonLines(file).map(UndefinedMeasurement.init)
  }

  init(_ row: [String: Any]) {
    func encodings(_ value: Any?) -> Set<Encoding> {
      Set((value as? [String] ?? []).compactMap { Encoding($0) })
    }
    id = row["id"] as? String ?? ""
    kernel = KernelVersion(row["kernel"] as? String ?? "") ?? KernelVersion(0, 0)
    host = row["host"] as? String ?? ""
    var values = IDRegisterValues()
    for (name, value) in row["idRegisters"] as? [String: Any] ?? [:] {
      guard let encoding = RegisterID(name)?.encoding, let value = Fixtures.hex(value) else {
        continue
      }
      values[encoding] = value
    }
    configuration = VMConfiguration(
      idRegisters: values,
      vcpuFeatures: Set((row["vcpuFeatures"] as? [String] ?? []).compactMap(VCPUFeature.init)),
      gic: GICModel(rawValue: row["gic"] as? String ?? "v3") ?? .v3
    )
    becameUndefined = encodings((row["expect"] as? [String: Any])?["becameUndefined"])
    executable = encodings(row["executable"])
  }
}

/// The trap-relevant facts of recorded hosts.
enum TrapHosts {
  /// The capabilities of a host of `trap_hosts.json`.
  static func capabilities(_ name: String) throws -> TrapCapabilities {
    let hosts = try Fixtures.json(
      Fixtures.root.appending(path: "Tests/Resources/KVMEnforcement/trap_hosts.json")
    )
    guard let host = hosts[name] as? [String: Any] else { throw CocoaError(.fileNoSuchFile) }
    return TrapCapabilities(
      kernelLines: host["kernelCpuFeatures"] as? [String],
      plain: registers(host["plain"])
    )
  }

  /// ID registers spelt `{"NAME": "0x…"}`.
  static func registers(_ value: Any?) -> IDRegisterValues {
    var values = IDRegisterValues()
    for (name, value) in value as? [String: Any] ?? [:] {
      guard let encoding = RegisterID(name)?.encoding, let value = Fixtures.hex(value) else {
        continue
      }
      values[encoding] = value
    }
    return values
  }
}
