import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState

/// One VM on one host, whose current values fill an explanation.
struct ExplainValues {
  let guest: Guest
  let host: HostView
  /// The host the VM was created on; nil when unknown.
  let createdOn: HostView?
  /// Where in the VM an access is made; nil for its own kernel.
  let context: GuestContext?
  /// The profile of the VM's vCPU features on the host; nil when the host has none.
  let profile: VCPUProfile?
  /// The VM's ID registers, of its first captured vCPU or of its definition.
  let vmRegisters: IDRegisterValues
  /// What the host offers in the ID registers of such a vCPU.
  let limits: IDRegisterValues

  init(
    _ guest: Guest,
    on host: HostView,
    createdOn: HostView? = nil,
    at context: GuestContext? = nil
  ) {
    self.guest = guest
    self.host = host
    self.createdOn = createdOn
    self.context = context
    if case .found(let profile, _, _) = host.profile(
      features: guest.features,
      gic: guest.gic,
      mte: guest.mte
    ) {
      self.profile = profile
    } else {
      profile = nil
    }
    vmRegisters = guest.registers.idRegisters
    var limits = IDRegisterValues()
    for id in profile?.registers.ids ?? [] {
      if let encoding = id.encoding, let limit = profile?.limit(encoding) {
        limits[encoding] = limit
      }
    }
    self.limits = limits
  }

  /// Headings of the columns with the VM's and the host's values.
  var headings: [String] { ["VM \(guest.name)", host.name] }

  /// The VM's and the host's value of a register, `-` for one that either does not have.
  func cells(of id: RegisterID) -> (vm: String, host: String) {
    let value = guest.registers[id]
    let fresh = profile.flatMap { profile in
      profile.registers.ids.firstIndex(of: id).map { Array(profile.registers.words(at: $0)) }
    }
    return (
      value?.hexadecimal(width: id.width) ?? "-",
      fresh.flatMap { RegisterValue(words: $0, width: id.width) }?.hexadecimal(width: id.width)
        ?? "-"
    )
  }
}

extension Guest {
  /// The registers of the first captured vCPU, else those of the definition.
  var registers: RegisterState {
    snapshot?.vcpus.first?.registers ?? definition?.idRegisters ?? RegisterState()
  }
}
