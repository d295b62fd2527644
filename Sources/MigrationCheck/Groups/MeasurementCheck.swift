import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 6: whether what a probe measured on a host is what the model says of it.
struct MeasurementCheck {
  private let host: HostView
  private let measured: HostMeasurement

  /// Nil for a host without a measurement, and for one judged by another kernel than measured.
  init?(_ host: HostView) {
    guard let measured = host.document.measured, !host.isAssumed else { return nil }
    self.host = host
    self.measured = measured
  }

  /// What model and measurement say differently of guests that run there.
  struct Difference: Hashable {
    /// Where the guest ran.
    let context: GuestContext
    /// UNDEFINED by the model, and executed.
    var executed: Set<Encoding> = []
    /// Executed in the default configuration and, against the model, not in a lowered one.
    var undefined: Set<Encoding> = []
    /// Registers whose masks are others than the model's.
    var masks: Set<RegisterID> = []

    var isEmpty: Bool { executed.isEmpty && undefined.isEmpty && masks.isEmpty }
  }

  /// The differences at EL1 and at virtual EL2, those that there are.
  var differences: [Difference] {
    [GuestContext.el1, .virtualEL2].map(difference).filter { !$0.isEmpty }
  }

  /// The findings about a host as the target of a VM; undecided where the VM's own guest is told to be
  /// kept from something that the probe guest could do.
  func findings(isHypervisor: Bool) -> [Finding] {
    differences.map { difference in
      let concernsVM = (difference.context == .virtualEL2) == isHypervisor
      let isUndecided = concernsVM && !(difference.executed.isEmpty && difference.masks.isEmpty)
      let kind = FindingKind.modelDiffers
      var finding = kind.finding(
        isUndecided ? .undecided : .warn,
        host.name,
        "the probe of \(host.name) does not agree with the model \(Self.place(difference.context)): "
          + Self.parts(difference).joined(separator: "; ")
      )
      finding.remedy = kind.remedy
      return finding
    }
  }

  private static func place(_ context: GuestContext) -> String {
    context == .virtualEL2 ? "at virtual EL2" : "at EL1"
  }

  private static func parts(_ difference: Difference) -> [String] {
    func names(_ encodings: Set<Encoding>) -> String {
      encodings.sorted().map(\.name).joined(separator: ", ")
    }
    var parts: [String] = []
    if !difference.executed.isEmpty {
      parts.append("UNDEFINED by the model but executed are \(names(difference.executed))")
    }
    if !difference.undefined.isEmpty {
      parts.append("executed by the model but UNDEFINED are \(names(difference.undefined))")
    }
    if !difference.masks.isEmpty {
      let registers = difference.masks.sorted().map(\.description).joined(separator: ", ")
      parts.append("masks differ of \(registers)")
    }
    return parts
  }

  private func difference(_ context: GuestContext) -> Difference {
    var difference = Difference(context: context)
    let rows = measured.configurations.filter { self.context(of: $0.profile) == context }
    let base = rows.first { $0.idRegisters.count == 0 }?.undefined
    guard let undefined = context == .el1 ? measured.undefined : base, !undefined.isEmpty,
      let profile = rows.first?.profile ?? defaultProfile, let plan = plan(profile, RegisterState())
    else { return difference }
    let executed = Set(ProbedEncodings.at(context)).subtracting(undefined)
    let modelled = plan.undefined(on: host.traps)
    difference.executed = executed.intersection(modelled.encodings)
    for row in rows where row.idRegisters.count > 0 {
      guard let lowered = self.plan(profile, row.idRegisters) else { continue }
      let became = executed.intersection(
        lowered.undefined(on: host.traps).subtracting(modelled).encodings
      )
      difference.executed.formUnion(became.subtracting(row.undefined))
      difference.undefined.formUnion(Set(row.undefined).subtracting(became))
    }
    if context == .virtualEL2 {
      difference.masks = Set(
        measured.masks.filter { id, found in
          guard let mask = id.encoding.flatMap(plan.mask), mask.isApplied else { return false }
          return mask.zero != found.res0 || mask.one != found.res1
        }.keys
      )
    }
    return difference
  }

  private func context(of profile: String) -> GuestContext? {
    record(profile).map { $0.vcpuFeatures.contains(.el2) ? .virtualEL2 : .el1 }
  }

  private func record(_ profile: String) -> VCPUProfileRecord? {
    host.document.vcpuProfiles.first { $0.name == profile && $0.error == nil }
  }

  /// The fullest profile without EL2, whose guest is the first that a probe runs.
  private var defaultProfile: String? {
    host.document.vcpuProfiles
      .filter { $0.error == nil && !$0.vcpuFeatures.contains(.el2) && $0.gic == .v3 && !$0.mte }
      .max { $0.vcpuFeatures.count < $1.vcpuFeatures.count }?.name
  }

  /// What the model makes of the profile's fresh registers with some of them lowered; nil for a
  /// kernel that is not modelled.
  private func plan(_ profile: String, _ lowered: RegisterState) -> ConfigurationPlan? {
    guard let record = record(profile) else { return nil }
    var values = host.maskRegisters
    for (register, value) in record.registers.idRegisters.knownRegisters {
      values[register.encoding] = value
    }
    for (register, value) in lowered.idRegisters.knownRegisters {
      values[register.encoding] = value
    }
    return try? KernelModel(host.kernel).plan(
      for: VMConfiguration(
        idRegisters: values,
        vcpuFeatures: record.vcpuFeatures,
        gic: record.gic,
        mte: record.mte
      )
    )
  }
}

extension HostView {
  /// The findings of ``MeasurementCheck`` about this host as a target, worked out once.
  func measurementFindings(isHypervisor: Bool) -> [Finding] {
    guard let check = MeasurementCheck(self) else { return [] }
    return plans.measurements.value(for: isHypervisor) {
      check.findings(isHypervisor: isHypervisor)
    }
  }
}
