import ArmArchitecture
import KVMEnforcement
import MigrationState

extension GuestClass {
  /// The features of which the known ID registers do not tell whether the VM advertises them.
  var undeterminedFeatures: FeatureSet {
    let values = idRegisters.idRegisters
    var undetermined = FeatureSet()
    let registers = IDRegisters.standard.registers.map(\.encoding).filter(IDRegisters.isIDSpace)
    if registers.allSatisfy(values.isKnown) { return undetermined }
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
