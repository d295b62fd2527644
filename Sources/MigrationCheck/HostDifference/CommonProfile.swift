import KVMEnforcement
import MigrationState

/// A set of vCPU features that two hosts can both create, as recorded or derived from a fuller
/// profile.
struct CommonProfile: Hashable {
  /// The profile's names in the records, the first host's first.
  let names: [String]
  let features: VCPUFeatures
  let gic: GICModel
  let mte: Bool

  /// Every common profile, in the order of the first record, then of the second.
  static func all(_ first: HostView, _ second: HostView) -> [CommonProfile] {
    var result: [CommonProfile] = []
    let recorded = (first.document.vcpuProfiles + second.document.vcpuProfiles)
    for profile in recorded where profile.error == nil {
      let known = result.firstIndex {
        $0.features == profile.vcpuFeatures && $0.gic == profile.gic && $0.mte == profile.mte
      }
      if let known {
        result[known] = result[known].adding(profile.name)
      } else if first.creates(profile), second.creates(profile) {
        result.append(
          CommonProfile(
            names: [profile.name],
            features: profile.vcpuFeatures,
            gic: profile.gic,
            mte: profile.mte
          )
        )
      }
    }
    return result
  }

  /// The profiles of one record that the other host cannot create, or does not tell of.
  static func names(in record: HostDocument, without other: HostView) -> [String] {
    record.vcpuProfiles.filter { $0.error == nil && !other.creates($0) }.map(\.name)
  }

  private func adding(_ name: String) -> CommonProfile {
    guard !names.contains(name) else { return self }
    return CommonProfile(names: names + [name], features: features, gic: gic, mte: mte)
  }

  static func select(
    _ selection: HostDifference.Selection,
    from profiles: [CommonProfile]
  ) -> [CommonProfile] {
    switch selection {
    case .all: profiles
    case .named(let names): profiles.filter { $0.names.contains { names.contains($0) } }
    case .fullest: profiles.filter { one in !profiles.contains { $0.includes(one) } }
    }
  }

  /// True when a VM of this profile has all that one of the other has; whether it has EL2 or an
  /// AArch32 EL1 sets VMs apart, not above one another.
  private func includes(_ other: CommonProfile) -> Bool {
    let kinds: VCPUFeatures = [.el2, .el2E2H0, .el1AArch32]
    return self != other && features.intersection(kinds) == other.features.intersection(kinds)
      && features.isSuperset(of: other.features) && (mte || !other.mte)
      && (gic == other.gic || other.gic == .none)
  }
}

extension HostView {
  /// True when the record tells what such a vCPU looks like here, interrupt controller included.
  fileprivate func creates(_ profile: VCPUProfileRecord) -> Bool {
    let match = self.profile(
      features: profile.vcpuFeatures,
      gic: profile.gic,
      mte: profile.mte
    )
    guard case .found(_, let comparesGIC, _) = match else { return false }
    return comparesGIC
  }
}
