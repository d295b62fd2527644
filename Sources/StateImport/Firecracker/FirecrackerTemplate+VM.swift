import ArmArchitecture
import KVMEnforcement
import MigrationState

extension FirecrackerTemplate {
  /// The key under which a VM's description of its machine keeps the template.
  private static let key = "cpuTemplate"

  /// The VM that the template configures.
  ///
  /// A register is known when the template gives all its bits; of others the rest is the host's, and
  /// they are left out. The template itself is kept in the description of the machine.
  ///
  /// - Parameters:
  ///   - context: what the template does not say.
  ///   - warnings: receives what was left out.
  /// - Returns: the definition.
  func definition(_ context: ImportContext, warnings: inout [String]) -> VMDocument {
    var registers: [(RegisterID, RegisterValue)] = []
    for modifier in modifiers {
      guard let encoding = modifier.register.encoding, AdmissionPlan.covers(encoding) else {
        warnings.append("\(modifier.register) is no ID register and is left out")
        continue
      }
      guard let word = modifier.bitmap.words(width: 64)?.first else {
        warnings.append(
          "\(modifier.register): the template gives some bits only; the others are the host's, so "
            + "that the register is left out (--on HOST completes it)"
        )
        continue
      }
      registers.append((modifier.register, .word(word)))
    }
    var vm = VMDocument(
      name: context.name,
      vcpuCount: 1,
      vcpuFeatures: vcpuFeatures,
      gic: .v3,
      mte: false,
      idRegisters: RegisterState(registers)
    )
    vm.vmm = .firecracker
    vm.machine = JSONWriter().string([Self.key: json])
    return vm
  }

  /// The template that a VM's definition was made from; nil without one.
  public init?(_ vm: VMDocument) {
    guard let machine = vm.machine,
      let json = try? JSONDocument(parsing: Array(machine.utf8)),
      var reader = try? json.cursor.object(), let cursor = reader.optional(Self.key),
      let template = try? FirecrackerTemplate(cursor)
    else { return nil }
    self = template
  }

  /// A host's ID registers as the template leaves them.
  ///
  /// - Parameter limits: the ID registers of a fresh vCPU on the host.
  /// - Returns: all of them, with the bits that the template gives.
  public func applied(to limits: RegisterState) -> RegisterState {
    let modified = Dictionary(
      modifiers.map { ($0.register, $0.bitmap) },
      uniquingKeysWith: { _, last in last }
    )
    return RegisterState(
      limits.map { id, value in
        guard let bitmap = modified[id], let word = value.word else { return (id, value) }
        return (id, .word(bitmap.applied(to: word)))
      }
    )
  }
}
