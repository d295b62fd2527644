import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 1: ID registers of a VM against the limits of one vCPU profile on one host.
struct AdmissionCheck: Sendable {
  private let target: Side
  /// False when the profile has another interrupt controller than the VM.
  private let comparesGIC: Bool
  private let plan: AdmissionPlan
  private let source: Side?
  /// What the source would accept; nil when it is unknown.
  private let sourcePlan: AdmissionPlan?

  /// Prepares the comparison.
  ///
  /// - Parameters:
  ///   - target: the host the VM is to run on.
  ///   - source: the host it runs on, to tell which configurations it could have; nil if unknown.
  ///   - comparesGIC: false when the target's profile has another interrupt controller.
  ///   - writesImplementationIDs: true when the VMM enables writable MIDR, REVIDR and AIDR.
  init(
    target: Side,
    source: Side? = nil,
    comparesGIC: Bool = true,
    writesImplementationIDs: Bool = false
  ) {
    self.target = target
    self.source = source
    self.comparesGIC = comparesGIC
    plan = AdmissionPlan(
      profile: target.profile,
      kernel: target.host.kernel,
      facts: target.host.facts,
      writableImplementationIDs: writesImplementationIDs
    )
    sourcePlan = source.map {
      AdmissionPlan(profile: $0.profile, kernel: $0.host.kernel, facts: $0.host.facts)
    }
  }

  /// Whether a vCPU of the target has the register.
  func has(_ encoding: Encoding) -> Bool { target.profile.registers[encoding] != nil }

  /// Judges one ID register: the value KVM keeps, nil unless it certainly accepts, and every finding.
  func judge(_ encoding: Encoding, _ value: UInt64) -> (stored: UInt64?, findings: [Finding]) {
    var value = value
    if !comparesGIC, let limit = target.profile.limit(encoding) {
      for field in GICField.all where field.encoding == encoding {
        value = field.bits.insert(field.bits.extract(limit), into: value)
      }
    }
    let admission = plan.admit(encoding, value)
    if admission.outcome == .missing {
      var finding = FindingKind.registerMissing.finding(
        .refuse,
        encoding.name,
        "\(encoding.name) does not exist on \(target.host.name)"
      )
      finding.register = encoding.name
      return (nil, [finding])
    }
    let unknown = unknownFindings(encoding, value, admission.problems)
    return (
      unknown.isEmpty ? admission.stored : nil,
      admission.problems.map(finding) + admission.tolerances.map(finding) + unknown
    )
  }

  /// Fields of which an assumed kernel may show more than the record tells: a value that KVM would
  /// have to be given exactly is neither accepted nor refused.
  private func unknownFindings(
    _ encoding: Encoding,
    _ value: UInt64,
    _ problems: [AdmissionProblem]
  ) -> [Finding] {
    let profile = target.profile
    guard !profile.unknown.fields.isEmpty else { return [] }
    let mask = profile.writableMasks[encoding] ?? 0
    return profile.unknown.fields.filter { field in
      field.encoding == encoding && mask & field.bits.mask != field.bits.mask
        && !problems.contains { $0.bits == field.bits }
    }
    .sorted { $0.bits.lsb < $1.bits.lsb }
    .map { field in
      let name = IDRegisters.standard[encoding]?.fields.first { $0.bits == field.bits }?.name
      let subject = subject(encoding, name, field.bits)
      var finding = FindingKind.valueNotRestorable.finding(
        .undecided,
        subject,
        "\(subject): what \(target.host.name) shows on \(target.host.kernelName) is not recorded"
      )
      describe(&finding, encoding, name, field.bits)
      finding.source = "0x" + String(field.bits.extract(value), radix: 16)
      finding.remedy = Self.captureRemedy(target.host)
      return finding
    }
  }

  private static func captureRemedy(_ host: HostView) -> String {
    "Capture \(host.name) while it runs \(host.kernelName)"
  }

  /// True when an assumed kernel may show more of the field than the record tells.
  private func isUnknown(_ problem: AdmissionProblem) -> Bool {
    target.profile.unknown.fields.contains {
      $0.encoding == problem.register && $0.bits.mask & problem.bits.mask != 0
    }
  }

  private func finding(_ problem: AdmissionProblem) -> Finding {
    let kind = FindingKind.named(problem.meaning.rawValue) ?? .valueNotRestorable
    let field = problem.field.flatMap { IDRegisters.standard[problem.register]?.field($0) }
    var finding = kind.finding(
      problem.isUndecided || isUnknown(problem) ? .undecided : .refuse,
      subject(problem.register, problem.field, problem.bits),
      message(problem, field)
    )
    describe(&finding, problem.register, problem.field, problem.bits)
    finding.feature = feature(problem, field)
    finding.source = "0x" + String(problem.written, radix: 16)
    finding.target = "0x" + String(problem.limit, radix: 16)
    finding.remedy = remedy(problem, field)
    return finding
  }

  private func finding(_ tolerance: AdmissionTolerance) -> Finding {
    let subject = subject(tolerance.register, tolerance.field, tolerance.bits)
    let written = "0x" + String(tolerance.written, radix: 16)
    let stored = "0x" + String(tolerance.stored, radix: 16)
    var finding = FindingKind.valueTolerated.finding(
      .note,
      subject,
      "\(subject): KVM on \(target.host.name) accepts \(written) and keeps \(stored): "
        + tolerance.reason
    )
    describe(&finding, tolerance.register, tolerance.field, tolerance.bits)
    finding.source = written
    finding.target = stored
    return finding
  }

  private func describe(
    _ finding: inout Finding,
    _ register: Encoding,
    _ field: String?,
    _ bits: BitRange
  ) {
    finding.register = register.name
    finding.field = field
    finding.msb = bits.msb
    finding.lsb = bits.lsb
  }

  private func subject(_ register: Encoding, _ field: String?, _ bits: BitRange) -> String {
    if let field { return "\(register.name).\(field)" }
    return bits.width == 64 ? register.name : "\(register.name)[\(bits)]"
  }

  private func message(_ problem: AdmissionProblem, _ field: IDField?) -> String {
    let subject = subject(problem.register, problem.field, problem.bits)
    let written = spell(problem.written, field)
    let limit = spell(problem.limit, field)
    let host = target.host.name
    let features =
      problem.features.isEmpty ? "" : " (\(problem.features.joined(separator: ", ")))"
    let text =
      switch problem.meaning {
      case .featureUnavailable:
        "\(subject): the VM has \(written), \(host) offers \(limit)\(features)"
      case .featureExposed:
        "\(subject): the VM has \(written), \(host) shows \(limit)\(features) and cannot be "
          + "lowered"
      case .valueNotRestorable:
        "\(subject): the VM has \(written), \(host) has \(limit) and accepts no \(problem.kind == .beyondLimit ? "larger" : "other")"
          + alternatives(field, limit: problem.limit)
      }
    let unknown = problem.isUndecided ? "; whether it is accepted is not known" : ""
    return text + (problem.reason.map { ": \($0)" } ?? "") + unknown
  }

  /// What else an exact field takes.
  private func alternatives(_ field: IDField?, limit: UInt64) -> String {
    guard let field, case .exact(let safe) = field.policy, safe != limit else { return "" }
    return " than \(spell(safe, field))"
  }

  /// `0x2 (RANGE)`.
  private func spell(_ content: UInt64, _ field: IDField?) -> String {
    let number = "0x" + String(content, radix: 16)
    return field?.valueName(content).map { "\(number) (\($0))" } ?? number
  }

  /// The highest feature that the field alone tells between the two contents, else the first.
  private func feature(_ problem: AdmissionProblem, _ field: IDField?) -> String? {
    let own = Set(field?.values.flatMap(\.features) ?? [])
    return problem.features.last(where: own.contains) ?? problem.features.first
  }

  /// What would make the target accept: the VM started with the target's content, if the source
  /// would accept that.
  private func remedy(_ problem: AdmissionProblem, _ field: IDField?) -> String? {
    let subject = subject(problem.register, problem.field, problem.bits)
    let limit = spell(problem.limit, field)
    if isUnknown(problem) { return Self.captureRemedy(target.host) }
    if problem.isUndecided {
      return "Capture \(target.host.name) with --probe, which measures what it accepts"
    }
    if let source, let sourcePlan, let limitThere = source.profile.limit(problem.register) {
      let wanted = problem.bits.insert(problem.limit, into: limitThere)
      guard sourcePlan.decide(problem.register, wanted) == .accepted(stored: wanted) else {
        return "No configuration of the VM can fix it: \(source.host.name) "
          + "cannot be given \(subject) = \(limit)"
      }
    }
    switch problem.meaning {
    case .featureUnavailable where problem.kind == .beyondLimit:
      return "Start the VM with \(subject) at most \(limit)"
    case .featureUnavailable, .featureExposed, .valueNotRestorable:
      return "Start the VM with \(subject) = \(limit)"
    }
  }
}
