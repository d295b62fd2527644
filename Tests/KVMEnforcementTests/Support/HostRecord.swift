import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport

/// A captured host, read loosely from its document.
struct HostRecord {
  let name: String
  let kernel: KernelVersion
  let facts: HostFacts
  let capabilities: [Int: Int]
  let profiles: [String: VCPUProfile]
  /// Features, and why KVM refused them, of the profiles that cannot be created.
  let refused: [String: (features: VCPUFeatures, error: String)]

  /// Reads `Tests/Resources/KVMEnforcement/hosts/NAME.json.xz`.
  init(named name: String) throws {
    try self.init(Fixtures.json(Self.file(name)))
  }

  private static func file(_ name: String) -> URL {
    Fixtures.root.appending(path: "Tests/Resources/KVMEnforcement/hosts/\(name).json.xz")
  }

  init(_ document: [String: Any]) throws {
    guard let name = document["name"] as? String,
      let kernel = KernelVersion(document["kernelRelease"] as? String ?? ""),
      let profiles = document["vcpuProfiles"] as? [[String: Any]]
    else { throw CocoaError(.propertyListReadCorrupt) }
    self.name = name
    self.kernel = kernel
    var usable: [String: VCPUProfile] = [:]
    var refused: [String: (VCPUFeatures, String)] = [:]
    for profile in profiles {
      guard let name = profile["name"] as? String else { continue }
      let features = Set(
        (profile["vcpuFeatures"] as? [String] ?? []).compactMap { VCPUFeature(rawValue: $0) }
      )
      if let error = profile["error"] as? String {
        refused[name] = (features, error)
        continue
      }
      var masks: [Encoding: UInt64] = [:]
      for (name, mask) in profile["writableMasks"] as? [String: Any] ?? [:] {
        if let encoding = RegisterID(name)?.encoding { masks[encoding] = Fixtures.hex(mask) }
      }
      usable[name] = VCPUProfile(
        features: features,
        gic: GICModel(rawValue: profile["gic"] as? String ?? "") ?? .v3,
        mte: profile["mte"] as? Bool ?? false,
        registers: try registerFile(profile["registers"]),
        writableMasks: masks
      )
    }
    self.profiles = usable
    self.refused = refused
    var capabilities: [Int: Int] = [:]
    for (number, value) in document["kvmCapabilities"] as? [String: Int] ?? [:] {
      if let number = Int(number) { capabilities[number] = value }
    }
    self.capabilities = capabilities
    facts = HostFacts(
      profiles: Array(usable.values),
      kernel: kernel,
      featureLines: document["kernelCpuFeatures"] as? [String],
      capabilities: capabilities
    )
  }
}

/// Registers as documents list them: `{key: "0x…"}`.
func registerFile(_ object: Any?) throws -> RegisterFile {
  let pairs = (object as? [String: String] ?? [:]).compactMap { key, value in
    RegisterID(key).map { (id: $0, words: words(value, $0)) }
  }
  guard let file = RegisterFile(pairs) else { throw CocoaError(.propertyListReadCorrupt) }
  return file
}

/// The words of a hex string, as many as the register has.
func words(_ hex: String, _ id: RegisterID) -> [UInt64] {
  var digits = hex.dropFirst(2)
  var words: [UInt64] = []
  while !digits.isEmpty {
    words.append(UInt64(digits.suffix(16), radix: 16) ?? 0)
    digits = digits.dropLast(16)
  }
  let count = RegisterFile.wordCount(id)
  return Array(words.prefix(count)) + Array(repeating: 0, count: max(0, count - words.count))
}
