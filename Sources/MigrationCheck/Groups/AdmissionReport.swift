import ArmArchitecture
import KVMEnforcement
import MigrationState

/// The admission of every ID register of one VM on one host.
public struct AdmissionReport: Sendable {
  /// One register.
  public struct Row: Sendable {
    /// The register.
    public let register: String
    /// The VM's value.
    public let value: UInt64
    /// The value KVM would keep; nil unless it certainly accepts.
    public let stored: UInt64?
    /// What stands against it, and what is tolerated.
    public let findings: [Finding]
  }

  /// The VM's name.
  public let vm: String
  /// The host's name.
  public let host: String
  /// The registers, ascending; empty when the host cannot create the VM's vCPUs.
  public let rows: [Row]
  /// What stands against the VM as a whole.
  public let findings: [Finding]

  /// Judges the ID registers of a VM's first vCPU, or of its definition.
  public init(_ guest: Guest, on host: HostView) {
    vm = guest.name
    self.host = host.name
    let features = VCPUFeatureCheck(guest: GuestClass(guest), target: host)
    let refusals = features.findings
    guard refusals.isEmpty else {
      rows = []
      findings = refusals
      return
    }
    switch host.profile(features: guest.features, gic: guest.gic, mte: guest.mte) {
    case .refused(let reason):
      rows = []
      findings = [features.refused(reason)]
    case .unknown:
      rows = []
      findings = [features.missing]
    case .found(let profile, let comparesGIC, let isDerived):
      let check = AdmissionCheck(
        target: Side(profile: profile, host: host),
        comparesGIC: comparesGIC,
        writesImplementationIDs: guest.definition?.writableImplementationIds ?? false
      )
      let registers =
        guest.snapshot?.vcpus.first?.registers ?? guest.definition?.idRegisters ?? RegisterState()
      rows = registers.compactMap { id, value in
        guard let encoding = id.encoding, AdmissionPlan.covers(encoding), let word = value.word
        else { return nil }
        let (stored, findings) = check.judge(encoding, word)
        return Row(register: encoding.name, value: word, stored: stored, findings: findings)
      }
      findings = isDerived ? [features.derived] : []
    }
  }

  /// True when KVM would accept every register.
  public var isAccepted: Bool {
    rows.allSatisfy { $0.stored != nil } && findings.allSatisfy { $0.severity == .note }
  }

  /// `{vm, host, accepted, registers: [{register, value, accepted, stored?, findings}], findings}`.
  public var json: JSONOutput {
    [
      "vm": .string(vm),
      "host": .string(host),
      "accepted": .bool(isAccepted),
      "registers": .array(
        rows.map { row in
          var members: [JSONOutput.Member] = [
            .init("register", .string(row.register)), .init("value", .hex(row.value)),
            .init("accepted", .bool(row.stored != nil)),
          ]
          if let stored = row.stored { members.append(.init("stored", .hex(stored))) }
          members.append(.init("findings", .array(row.findings.map(\.json))))
          return .object(members)
        }
      ),
      "findings": .array(findings.map(\.json)),
    ]
  }
}
