import ArmArchitecture
import KVMEnforcement
import MigrationState
import TestFixtures

/// A made-up fleet: real captures under other names, VMs of real snapshots with configurations lowered
/// and register contents varied at random.
struct Fleet {
  /// The captures that hosts are made of.
  let hosts: [HostDocument]
  /// The captures that VMs are made of; each names the host it was taken on.
  let snapshots: [SnapshotDocument]
  /// How many configurations there are of each snapshot.
  let variants: Int
  /// The number of vCPUs of every VM.
  let vcpus: Int
  var random: SeededGenerator

  private static let capturedAt = Timestamp(seconds: 1_795_000_000)

  /// A host of a random kind.
  mutating func host(_ number: Int) -> HostDocument {
    var host = hosts[Int.random(in: hosts.indices, using: &random)]
    host.name = Self.name("host", number)
    host.capturedAt = Timestamp(seconds: Self.capturedAt.seconds + Int64(number))
    return host
  }

  /// A VM on one of some hosts, given by name and the capture it was made of.
  mutating func vm(
    _ number: Int,
    on hosts: [(name: String, kind: String)]
  ) -> (definition: VMDocument?, snapshot: SnapshotDocument?) {
    var snapshot = snapshots[Int.random(in: snapshots.indices, using: &random)]
    let own = hosts.filter { $0.kind == snapshot.host }
    let variant = Int.random(in: 0..<variants, using: &random)
    guard let first = snapshot.vcpus.first else { return (nil, nil) }
    let configured = lowered(first.registers, variant: variant, of: snapshot.vm)
    snapshot.vcpus = (0..<vcpus).map {
      VCPUState(index: $0, registers: varied(configured, vcpu: $0))
    }
    let kind = snapshot.vm
    snapshot.vm = Self.name("vm", number)
    snapshot.host = own.randomElement(using: &random)?.name
    snapshot.capturedAt = Timestamp(seconds: Self.capturedAt.seconds + Int64(number))
    switch Int.random(in: 0..<20, using: &random) {
    case 0:
      // Defined and never captured.
      return (definition(snapshot, configured, kind), nil)
    case 1..<8: return (definition(snapshot, configured, kind), snapshot)
    default: return (nil, snapshot)
    }
  }

  private mutating func definition(
    _ snapshot: SnapshotDocument,
    _ registers: RegisterState,
    _ kind: String
  ) -> VMDocument {
    let idRegisters = registers.filter { id, _ in id.encoding.map(IDRegisters.isIDSpace) ?? false }
    var vm = VMDocument(
      name: snapshot.vm,
      vcpuCount: vcpus,
      vcpuFeatures: snapshot.vcpuFeatures ?? [.psci],
      gic: snapshot.gic ?? .v3,
      mte: snapshot.mte ?? false,
      idRegisters: RegisterState(idRegisters)
    )
    vm.createdOn = snapshot.host
    return vm
  }

  /// The registers with some ID fields lowered; variant 0 has them as captured.
  private func lowered(_ registers: RegisterState, variant: Int, of kind: String) -> RegisterState {
    guard variant > 0 else { return registers }
    var random = SeededGenerator(
      seed: kind.utf8.reduce(UInt64(variant)) { $0 &* 31 &+ UInt64($1) }
    )
    var registers = registers
    for register in IDRegisters.standard.registers {
      guard let value = registers[register.encoding] else { continue }
      var lowered = value
      for field in register.fields where field.policy == .lower(signed: false) {
        let content = field.bits.extract(value)
        guard content > 0, Int.random(in: 0..<16, using: &random) == 0 else { continue }
        lowered = field.bits.insert(UInt64.random(in: 0..<content, using: &random), into: lowered)
      }
      if lowered != value { registers.set(RegisterID(register.encoding), to: .word(lowered)) }
    }
    return registers
  }

  private static let mpidr = RegisterID("MPIDR_EL1")
  /// Registers whose bits decide a verdict, and which a guest sets up once.
  private static let controls = ["SCTLR_EL1", "TCR_EL1", "CPACR_EL1", "MDSCR_EL1"]
    .compactMap { RegisterID($0) }
  /// Registers that every guest has other contents in.
  private static let addresses = [
    "TTBR0_EL1", "TTBR1_EL1", "ELR_EL1", "FAR_EL1", "VBAR_EL1", "TPIDR_EL0", "TPIDR_EL1",
    "CONTEXTIDR_EL1", "CNTV_CVAL_EL0", "CNTP_CVAL_EL0",
  ].compactMap { RegisterID($0) }

  /// What a running vCPU holds.
  private mutating func varied(_ registers: RegisterState, vcpu: Int) -> RegisterState {
    var registers = registers
    for (id, _) in registers where id.registerClass == .core && id.width == 64 {
      // X0 to X30, SP and PC.
      guard id.number <= 0x40 else { continue }
      registers.set(id, to: .word(UInt64.random(in: 0...(.max >> 16), using: &random)))
    }
    for id in Self.addresses where registers[id] != nil {
      registers.set(id, to: .word(UInt64.random(in: 0...(.max >> 16), using: &random)))
    }
    if let id = Self.mpidr, registers[id] != nil {
      registers.set(id, to: .word(1 << 31 | UInt64(vcpu)))
    }
    if Int.random(in: 0..<64, using: &random) == 0,
      let id = Self.controls.randomElement(using: &random),
      let word = registers[id]?.word
    {
      registers.set(id, to: .word(word ^ 1 << UInt64.random(in: 0..<32, using: &random)))
    }
    return registers
  }

  private static func name(_ prefix: String, _ number: Int) -> String {
    let digits = String(number)
    return prefix + "-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
