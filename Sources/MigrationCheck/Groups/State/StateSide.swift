import ArmArchitecture
import KVMEnforcement
import MigrationState

/// One end of a move, as far as captured state is concerned.
struct StateSide: Sendable {
  /// The host.
  let host: HostView
  /// The rules for the VM's state there.
  let rules: StateRules
  /// The registers of a fresh vCPU there; nil when the record does not tell.
  private let fresh: RegisterFile?

  /// Nil when the host's kernel, or a VM with EL2 on it, is not modelled.
  init?(_ guest: GuestClass, on host: HostView, profile: VCPUProfile?) {
    let configuration = host.configuration(of: guest)
    if guest.hasEL2 {
      guard let plan = try? KernelModel(host.kernel).plan(for: configuration) else { return nil }
      rules = StateRules(plan)
    } else {
      // What the bits mean does not depend on the kernel.
      rules = StateRules(carriedUnder: configuration.idRegisters)
    }
    self.host = host
    fresh = profile?.registers
  }

  /// The mask of a register; nil when the host's kernel leaves it alone.
  func mask(of encoding: Encoding) -> RegisterMask? { rules.mask(of: encoding) }

  /// True when a value is what a fresh vCPU there has.
  func isFresh(_ value: UInt64, _ encoding: Encoding) -> Bool { fresh?[encoding] == value }

  /// True when invalid bits do something on the host's CPU where no kernel masks them; nil when the
  /// record does not tell.
  ///
  /// Bits of a register that needs a feature of its own do nothing in a VM without EL2: KVM leaves
  /// the register disabled (HCRX_EL2.TCR2En, SCTLR2En).
  func isLive(_ bits: BitExplanation) -> Bool? {
    switch bits.cause {
    case .fails(let condition): return gives(meaningTo: condition)
    case .registerMissing(let condition):
      return rules.isEnforced ? gives(meaningTo: condition) : false
    case .reserved, .always, .holds, .free, .notSanitised: return false
    case .pinned: return nil
    }
  }

  private func gives(meaningTo condition: Predicate) -> Bool? {
    host.implemented.gives(meaningTo: condition, under: rules.idRegisters)
  }

  /// True when both hosts have the same kinds of CPU, as far as MIDR_EL1 and REVIDR_EL1 tell.
  func hasSameCPUs(as other: StateSide) -> Bool {
    func kinds(_ host: HostView) -> Set<[UInt64]> {
      Set(host.document.cpus.map { [$0.midr, $0.revidr] })
    }
    return kinds(host) == kinds(other.host)
  }
}
