import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Fields of PSTATE, SPSR and FPCR that a vCPU has set and the target cannot take.
///
/// Nothing traps the use of such a field, so a VM may have set it although its feature is not
/// advertised.
struct HiddenStateCheck {
  private let target: HostExposures

  init(_ target: HostExposures) {
    self.target = target
  }

  /// What one vCPU's registers show.
  func findings(_ registers: RegisterState) -> [Finding] {
    StatefulFeatures.used(by: registers).compactMap { use in
      let features = use.field.features
      guard let place = features.first, features.allSatisfy({ target.set.host.absent[$0] }) else {
        return nil
      }
      let feature = FeatureTable.standard.features[place].name
      let field = use.field.name.split(separator: ".").last.map(String.init) ?? use.field.name
      var finding = FindingKind.exposedUntrappable.finding(
        .refuse,
        feature,
        "\(use.name) has \(field) set, and \(target.host.name) lacks \(feature), which the VM does "
          + "not advertise"
      )
      finding.feature = feature
      finding.register = use.register.description
      finding.field = field
      finding.remedy = "Choose a target with \(feature)."
      finding.beyondKvm = true
      return finding
    }
  }
}
