import ArmArchitecture
import KVMEnforcement
import MigrationState

extension HostDifference {
  /// `{first, second, facts, userRegisters, capabilities, traps, profiles, onlyFirst, onlySecond}`.
  public var json: JSONOutput {
    [
      "first": .string(first), "second": .string(second),
      "facts": .array(facts.map(\.json)),
      "userRegisters": .array(userRegisters.map(\.json)),
      "capabilities": .array(capabilities.map(\.json)),
      "traps": .array(traps.map(\.json)),
      "profiles": .array(profiles.map(\.json)),
      "onlyFirst": .array(onlyFirst.map { .string($0) }),
      "onlySecond": .array(onlySecond.map { .string($0) }),
    ]
  }
}

extension HostDifference.Fact {
  fileprivate var json: JSONOutput {
    [
      "name": .string(name), "first": first.map { .string($0) } ?? .null,
      "second": second.map { .string($0) } ?? .null,
    ]
  }
}

extension ProfileDifference {
  fileprivate var json: JSONOutput {
    [
      "profile": .string(name),
      "vcpuFeatures": .array(
        VCPUFeature.allCases.filter(features.contains).map { .string($0.rawValue) }
      ),
      "gic": .string(gic.rawValue), "mte": .bool(mte),
      "toSecond": toSecond.json, "toFirst": toFirst.json,
      "fields": .array(
        fields.map { field in
          [
            "subject": .string(field.subject), "first": .string(field.first),
            "second": .string(field.second),
            "features": .array(field.features.map { .string($0) }),
            "toSecond": .string(field.toSecond.rawValue),
            "toFirst": .string(field.toFirst.rawValue),
          ]
        }
      ),
      "values": .array(values.map(\.json)),
    ]
  }
}

extension ProfileDifference.Way {
  fileprivate var json: JSONOutput {
    [
      "admitted": .bool(isAdmitted),
      "loses": .array(loses.map { .string($0) }),
      "gains": .array(gains.map { .string($0) }),
      "unadvertised": .array(unadvertised.map { .string($0) }),
      "missingRegisters": .array(missingRegisters.map { .string($0.description) }),
    ]
  }
}
