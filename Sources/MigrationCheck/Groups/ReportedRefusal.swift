import ArmArchitecture
import KVMEnforcement
import MigrationState

/// A register that a VMM reported when a migration failed, as findings.
public struct ReportedRefusal: Sendable {
  /// What was reported.
  public enum Reason: Hashable, Sendable {
    /// The target refused a value and holds another.
    case value(UInt64, target: UInt64)
    /// The target does not have the register; `true` when the VMM went on.
    case missing(isTolerated: Bool)
  }

  private let register: RegisterID
  private let reason: Reason

  /// Makes a report from its parts.
  public init(_ register: RegisterID, _ reason: Reason) {
    self.register = register
    self.reason = reason
  }

  /// What the report means: for an ID register every field that differs, since any of them can be
  /// the reason.
  public var findings: [Finding] {
    switch reason {
    case .missing(let isTolerated):
      var finding = FindingKind.registerMissing.finding(
        isTolerated ? .note : .refuse,
        register.description,
        "\(register.label) does not exist on the target"
          + (isTolerated ? "; the VMM goes on without it" : "")
      )
      finding.register = register.description
      finding.remedy = FindingKind.registerMissing.remedy
      return [finding]
    case .value(let value, let target):
      if let fields = fields(value, target), !fields.isEmpty { return fields }
      let kind = kind
      var finding = kind.finding(
        .refuse,
        register.description,
        "\(register.label): the target refused the VM's value"
      )
      finding.register = register.description
      finding.source = RegisterValue.word(value).hexadecimal(width: register.width)
      finding.target = RegisterValue.word(target).hexadecimal(width: register.width)
      finding.remedy = kind.remedy
      return [finding]
    }
  }

  /// The fields of an ID register that differ; nil for another register.
  private func fields(_ value: UInt64, _ target: UInt64) -> [Finding]? {
    guard let encoding = register.encoding, IDRegisters.isIDSpace(encoding),
      let registers = RegisterFile([(id: register, words: [target])])
    else { return nil }
    let profile = VCPUProfile(
      features: [.psci],
      gic: .none,
      mte: false,
      registers: registers,
      writableMasks: [:]
    )
    let host = HostDocument(
      name: "the target",
      capturedAt: Timestamp(seconds: 0),
      kernelRelease: KernelAxis.series.last?.description ?? "",
      pageSize: 4096,
      cpus: [],
      vcpuProfiles: []
    )
    let check = AdmissionCheck(target: Side(profile: profile, host: HostView(host)))
    return check.judge(encoding, value).findings.filter { $0.severity != .note }.map { finding in
      var finding = finding
      finding.severity = .refuse
      return finding
    }
  }

  private var kind: FindingKind {
    switch register.registerClass {
    case .firmware:
      register.number == 0 ? .firmwareVersion : .firmwareDowngrade
    case .firmwareBitmap: .firmwareFeatureMissing
    case .demux: .cacheGeometry
    case .system where register.encoding.map(AdmissionPlan.covers) ?? false: .invariantDiffers
    case .system, .core, .sve: .valueNotRestorable
    }
  }
}
