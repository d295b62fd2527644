import ArmArchitecture
import KVMEnforcement

/// A profile with the named registers, written by hand in a test.
///
/// `registers` gives limit and writable mask by name.
func profile(
  _ registers: [String: (limit: UInt64, mask: UInt64)],
  _ features: VCPUFeatures = [.psci]
) -> VCPUProfile {
  var values: [(id: RegisterID, words: [UInt64])] = []
  var masks: [Encoding: UInt64] = [:]
  for (name, register) in registers {
    guard let encoding = RegisterNames.standard.encoding(named: name) else { continue }
    values.append((RegisterID(encoding), [register.limit]))
    masks[encoding] = register.mask
  }
  return VCPUProfile(
    features: features,
    gic: .v3,
    registers: RegisterFile(values) ?? RegisterFile(),
    writableMasks: masks
  )
}

/// The encoding of a register that the test names.
func encoding(_ name: String) -> Encoding {
  RegisterNames.standard.encoding(named: name) ?? Encoding(packed: 0)
}
