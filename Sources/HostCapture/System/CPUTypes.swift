import MigrationState

/// The kinds of CPU of a machine, each with the first online CPU that is one.
struct CPUTypes {
  /// The kinds, in the order of their first CPU.
  private(set) var identities: [CPUIdentity] = []
  /// For each kind the number of its first CPU.
  private(set) var firstCPUs: [Int] = []

  private static let folder = "/sys/devices/system/cpu"

  /// Reads the identification registers of every online CPU from sysfs.
  init(_ system: some HostSystem) {
    let numbers = system.list(Self.folder).compactMap { name in
      name.hasPrefix("cpu") ? Int(name.dropFirst(3)) : nil
    }
    for cpu in numbers.sorted() {
      // A CPU that cannot go offline has no file `online`.
      guard system.line("\(Self.folder)/cpu\(cpu)/online") ?? "1" == "1",
        let midr = Self.register("midr_el1", of: cpu, system)
      else { continue }
      var identity = CPUIdentity(
        midr: midr,
        revidr: Self.register("revidr_el1", of: cpu, system) ?? 0,
        aidr: Self.register("aidr_el1", of: cpu, system)
      )
      if let known = identities.firstIndex(where: { $0.isSameType(as: identity) }) {
        identities[known].count = (identities[known].count ?? 0) + 1
      } else {
        identity.count = 1
        identities.append(identity)
        firstCPUs.append(cpu)
      }
    }
  }

  /// One identification register of a CPU; nil where sysfs has none.
  ///
  /// - Source: kernel `arch/arm64/kernel/cpuinfo.c` (`cpuregs_id_attrs`), 7.3.
  static func register(_ name: String, of cpu: Int, _ system: some HostSystem) -> UInt64? {
    system.line("\(folder)/cpu\(cpu)/regs/identification/\(name)").flatMap { line in
      line.hasPrefix("0x") ? UInt64(line.dropFirst(2), radix: 16) : nil
    }
  }
}

extension CPUIdentity {
  fileprivate func isSameType(as other: CPUIdentity) -> Bool {
    midr == other.midr && revidr == other.revidr && aidr == other.aidr
  }
}
