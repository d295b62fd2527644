import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Which fields of PSTATE, SPSR and FPCR a captured vCPU has set, of those that need a feature.
enum StatefulFeatures {
  /// A field that is set, and where.
  struct Use: Hashable {
    /// The field.
    let field: StateField
    /// The register that holds it.
    let register: RegisterID
    /// The register's name in messages: `PSTATE`, `SPSR_EL2`, `FPCR`.
    let name: String
  }

  /// The fields that a vCPU uses; a register that was never written uses none.
  ///
  /// - Complexity: O(log *n*) in the registers, a few look-ups.
  static func used(by registers: RegisterState) -> [Use] {
    var uses: [Use] = []
    for (name, id, isOfProcessState) in holders {
      guard let value = registers[id]?.word, value != 0, !isPoison(value) else { continue }
      let isAArch32 = isOfProcessState && value >> 4 & 1 == 1
      for field in StateField.all where field.isOfProcessState == isOfProcessState {
        guard let bits = isAArch32 ? field.aarch32Bits : field.bits, bits.extract(value) != 0 else {
          continue
        }
        uses.append(Use(field: field, register: id, name: name))
      }
    }
    return uses
  }

  /// The bits of a register that can tell a use; 0 for registers that hold no such field.
  static func judgedBits(_ id: RegisterID) -> UInt64 {
    guard let holder = holders.first(where: { $0.id == id }) else { return 0 }
    let fields = StateField.all.filter { $0.isOfProcessState == holder.isOfProcessState }
    return fields.reduce(holder.isOfProcessState ? 1 << 4 : 0) { bits, field in
      bits | field.bits.mask | (field.aarch32Bits?.mask ?? 0)
    }
  }

  /// The registers that hold PSTATE, a saved PSTATE, or FPCR.
  private static let holders: [(name: String, id: RegisterID, isOfProcessState: Bool)] = {
    var holders: [(name: String, id: RegisterID, isOfProcessState: Bool)] = []
    for name in [
      "PSTATE", "SPSR_EL1", "SPSR_abt", "SPSR_und", "SPSR_irq", "SPSR_fiq", "FPCR",
    ] {
      guard let id = KVMRegisterNames.standard.id(named: name) else { continue }
      holders.append((name, id, name != "FPCR"))
    }
    if let encoding = RegisterNames.standard.encoding(named: "SPSR_EL2") {
      holders.append(("SPSR_EL2", RegisterID(encoding), true))
    }
    return holders
  }()

  /// KVM's reset poison, whole or cut to 32 bits: the register was never written.
  private static func isPoison(_ value: UInt64) -> Bool {
    value == 0x1de7_ec7e_dbad_c0de || value == 0xdbad_c0de
  }
}
