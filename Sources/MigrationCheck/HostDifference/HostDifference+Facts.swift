import ArmArchitecture
import KVMEnforcement
import MigrationState

extension HostDifference {
  /// Kernel and CPU.
  static func facts(_ first: HostDocument, _ second: HostDocument) -> [Fact] {
    let facts: [(String, (HostDocument) -> String?)] = [
      ("kernelRelease", { $0.kernelRelease }),
      ("buildId", { $0.buildId }),
      ("pageSize", { String($0.pageSize) }),
      ("cpus", { $0.cpus.map(\.identity).joined(separator: "; ") }),
    ]
    var result = differing(facts.map { ($0.0, $0.1(first), $0.1(second)) })
    let registers = (
      first.hostRegisters ?? RegisterState(), second.hostRegisters ?? RegisterState()
    )
    result += differing(values(registers.0, registers.1) { _ in true })
    return result
  }

  /// What user space reads of caches and the counter.
  static func userRegisters(_ first: HostDocument, _ second: HostDocument) -> [Fact] {
    differing(
      values(first.userIdRegisters, second.userIdRegisters) { id in
        // The ID registers stand in the profiles, as KVM shows them.
        id.encoding.map { $0.op1 == 3 } ?? false
      }
    )
  }

  static func capabilities(_ first: HostDocument, _ second: HostDocument) -> [Fact] {
    let numbers = Set(first.kvmCapabilities.keys).union(second.kvmCapabilities.keys).sorted()
    return differing(
      numbers.map { number in
        let name = KVMCapabilityNames.standard.name(of: number) ?? "capability \(number)"
        // KVM answers 0 for what it does not know.
        return (
          name, String(first.kvmCapabilities[number] ?? 0),
          String(second.kvmCapabilities[number] ?? 0)
        )
      }
    )
  }

  static func traps(_ first: TrapCapabilities, _ second: TrapCapabilities) -> [Fact] {
    func word(_ holds: Bool?) -> String? { holds.map { $0 ? "yes" : "no" } }
    return differing(
      HostCapability.allCases.map { ($0.feature, word(first[$0]), word(second[$0])) }
    )
  }

  private static func differing(_ facts: [(String, String?, String?)]) -> [Fact] {
    facts.filter { $0.1 != $0.2 }.map { Fact(name: $0.0, first: $0.1, second: $0.2) }
  }

  /// The registers of two states that count, each with both values.
  private static func values(
    _ first: RegisterState,
    _ second: RegisterState,
    counting counts: (RegisterID) -> Bool
  ) -> [(String, String?, String?)] {
    Set(first.ids).union(second.ids).sorted().filter(counts).map { id in
      (
        id.label, first[id]?.hexadecimal(width: id.width),
        second[id]?.hexadecimal(width: id.width)
      )
    }
  }
}

extension CPUIdentity {
  /// `MIDR 0x00000000414fd0c1 REVIDR 0x0000000000000000`, and how many where that is recorded.
  fileprivate var identity: String {
    var text = "MIDR 0x\(hexadecimal(midr, digits: 16)) REVIDR 0x\(hexadecimal(revidr, digits: 16))"
    if let aidr { text += " AIDR 0x\(hexadecimal(aidr, digits: 16))" }
    if let count { text += " x \(count)" }
    return text
  }
}
