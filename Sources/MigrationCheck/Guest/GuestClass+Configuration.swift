import ArmArchitecture
import KVMEnforcement
import MigrationState

extension GuestClass {
  /// The VM's configuration as the kernel of a host takes it.
  ///
  /// Registers of the host that decide masks come from that host's record.
  ///
  /// - Parameters:
  ///   - host: the host.
  ///   - otherwise: the interrupt controller of a VM that does not tell its own.
  /// - Returns: the configuration.
  func configuration(on host: HostView, gic otherwise: GICModel) -> VMConfiguration {
    var values = host.maskRegisters
    for (register, value) in idRegisters.idRegisters.knownRegisters {
      values[register.encoding] = value
    }
    return VMConfiguration(
      idRegisters: values,
      vcpuFeatures: features,
      gic: gic ?? otherwise,
      mte: mte
    )
  }

  /// The features of which the known ID registers do not tell whether the VM advertises them.
  var undeterminedFeatures: FeatureSet {
    let values = idRegisters.idRegisters
    var undetermined = FeatureSet()
    for (encoding, features) in Self.featuresByRegister where !values.isKnown(encoding) {
      undetermined = undetermined.union(features)
    }
    return undetermined
  }

  /// The features that depend on each register of the ID space.
  private static let featuresByRegister: [(Encoding, FeatureSet)] = {
    var result: [Encoding: FeatureSet] = [:]
    for (place, feature) in FeatureTable.standard.features.enumerated() {
      for path in FeatureTable.standard.fields(of: feature.predicate) {
        guard let field = IDRegisters.standard.field(path),
          IDRegisters.isIDSpace(field.encoding)
        else { continue }
        result[field.encoding, default: FeatureSet()][place] = true
      }
    }
    return result.map { ($0, $1) }
  }()
}
