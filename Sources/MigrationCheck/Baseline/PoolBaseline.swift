import ArmArchitecture
import KVMEnforcement
import MigrationState

/// The largest VM configuration that every host of a pool accepts and keeps as written.
///
/// Per ID field the contents that each host accepts are intersected; the plain minimum is wrong, since
/// KVM compares some fields for equality with a safe value, some upwards, and some not at all.
/// Outside of the ID space each register has a rule of its own.
struct PoolBaseline {
  let members: [PoolMember]
  private let request: BaselineRequest
  /// The ID registers.
  let registers: IDBaseline
  private let environment: EnvironmentBaseline
  /// What the VMM writes, in this order.
  let settings: [BaselineReport.Setting]
  /// Everything that stands against the baseline, what makes moves one way last.
  let conflicts: [BaselineReport.Conflict]
  /// The values of the ID registers, with what the kernels correct at the first run.
  let values: [Encoding: UInt64]

  init(_ members: [PoolMember], _ request: BaselineRequest) {
    self.members = members
    self.request = request
    registers = IDBaseline(members)
    environment = EnvironmentBaseline(members, request)
    let (values, corrections) = Self.corrected(registers, members, request)
    self.values = values
    settings = Self.settings(values, members, environment.settings)
    let vcpus = PoolVCPUs(members, request, settings)
    // What clashes is refused by someone, of course.
    let clashing = Set(registers.clashes.map { RegisterID($0.encoding) })
    let refused = vcpus.refusals.filter { !clashing.contains($0.register) }
    let all =
      registers.clashes.map { Self.conflict($0, members) }
      + registers.missing.map { Self.missing($0, members) } + corrections
      + refused.map { Self.refused($0.register, members[$0.member]) } + environment.conflicts
      + vcpus.conflicts
    conflicts = all.filter { !$0.isOneWay } + all.filter(\.isOneWay)
  }

  /// True when a VM can run on all hosts, though perhaps not move in all directions.
  var isUsable: Bool { !members.isEmpty && conflicts.allSatisfy(\.isOneWay) }

  /// The VM; its name is a placeholder.
  var definition: VMDocument {
    var state = RegisterState()
    for (encoding, value) in values { state.set(RegisterID(encoding), to: .word(value)) }
    var firmware = RegisterState()
    for setting in settings {
      switch setting.register.registerClass {
      case .firmware, .firmwareBitmap: firmware.set(setting.register, to: setting.value)
      case .system:
        let isCovered = setting.register.encoding.map(AdmissionPlan.covers) ?? false
        if isCovered { state.set(setting.register, to: setting.value) }
      default: break
      }
    }
    var vm = VMDocument(
      name: "baseline",
      vcpuCount: 1,
      vcpuFeatures: request.features,
      gic: request.gic,
      mte: request.mte,
      idRegisters: state
    )
    vm.vmm = VMM(rawValue: request.client.rawValue)
    if request.writesImplementationIDs { vm.writableImplementationIds = true }
    vm.ipaSize = environment.ipaSize
    if let lengths = environment.vectorLengths, let id = BaselineRegisters.vectorLengths {
      var state = RegisterState()
      state.set(id, to: lengths)
      vm.sveVectorLengths = state.sveVectorLengths
    }
    vm.firmware = firmware.count == 0 ? nil : firmware
    return vm
  }

  /// SVE lengths before the vCPU is finalised, then ID registers, firmware last.
  private static func settings(
    _ values: [Encoding: UInt64],
    _ members: [PoolMember],
    _ environment: [BaselineReport.Setting]
  ) -> [BaselineReport.Setting] {
    let changed = values.filter { encoding, value in
      members.contains {
        !$0.admission.ignoresWrites(encoding) && $0.profile.limit(encoding) != value
      }
    }
    let all =
      changed.map { BaselineReport.Setting(register: RegisterID($0), value: .word($1)) }
      + environment
    func rank(_ setting: BaselineReport.Setting) -> Int {
      switch setting.register.registerClass {
      case .sve: 0
      case .system: setting.register.encoding.map(AdmissionPlan.covers) ?? false ? 1 : 2
      case .firmware, .firmwareBitmap: 4
      default: 3
      }
    }
    return all.sorted { (rank($0), $0.register) < (rank($1), $1.register) }
  }

  /// The values after what each kernel corrects at a VM's first run; a correction that some host does
  /// not accept is a conflict.
  private static func corrected(
    _ registers: IDBaseline,
    _ members: [PoolMember],
    _ request: BaselineRequest
  ) -> ([Encoding: UInt64], [BaselineReport.Conflict]) {
    var values = registers.values
    for _ in 0..<2 {
      let changes = members.flatMap { Self.changes($0, values, request) }
      if changes.isEmpty { return (values, []) }
      for (encoding, value) in changes { values[encoding] = value }
    }
    let conflicts = members.flatMap { changes($0, values, request) }.map { encoding, value in
      BaselineReport.Conflict(
        subject: encoding.name,
        reason: "the kernels correct it at the first run, and do not agree on what to",
        sides: members.map { member in
          let own = changes(member, values, request).first { $0.0 == encoding }?.1
          return BaselineReport.Side(
            hosts: member.names,
            limit: (own ?? values[encoding]).map(EnvironmentBaseline.hex),
            accepts: nil
          )
        },
        isOneWay: false
      )
    }
    return (values, conflicts)
  }

  /// What a host's kernel makes of the ID registers at the first run; nothing for kernels unknown.
  private static func changes(
    _ member: PoolMember,
    _ values: [Encoding: UInt64],
    _ request: BaselineRequest
  ) -> [(Encoding, UInt64)] {
    var registers = IDRegisterValues()
    for (encoding, value) in values where !member.admission.ignoresWrites(encoding) {
      registers[encoding] = value
    }
    let configuration = VMConfiguration(
      idRegisters: registers,
      vcpuFeatures: request.features,
      gic: request.gic,
      mte: request.mte
    )
    guard let model = try? KernelModel(member.host.kernel),
      let plan = try? model.plan(for: configuration)
    else { return [] }
    return plan.changedIDRegisters.map { ($0.encoding, $0.value) }
  }

  private static func conflict(
    _ clash: IDBaseline.Clash,
    _ members: [PoolMember]
  ) -> BaselineReport.Conflict {
    let subject = clash.encoding.name + (clash.field.map { ".\($0.name)" } ?? "[\(clash.bits)]")
    func spell(_ content: UInt64) -> String {
      let name = clash.field?.valueName(content).map { " (\($0))" } ?? ""
      return EnvironmentBaseline.hex(content) + name
    }
    let judges = members.filter { !$0.admission.ignoresWrites(clash.encoding) }
    return BaselineReport.Conflict(
      subject: subject,
      reason: "no value is accepted by every host",
      sides: judges.map { member in
        let limit = member.profile.limit(clash.encoding).map(clash.bits.extract)
        let contents = clash.field.flatMap { member.admission.acceptedContents(of: $0)?.contents }
        return BaselineReport.Side(
          hosts: member.names,
          limit: limit.map(spell),
          accepts: contents.map { ranges($0) }
        )
      },
      isOneWay: false
    )
  }

  /// `0x0-0x2, 0xf`.
  private static func ranges(_ contents: [UInt64]) -> String {
    var ranges: [ClosedRange<UInt64>] = []
    for content in contents {
      if let last = ranges.last, last.upperBound + 1 == content {
        ranges[ranges.count - 1] = last.lowerBound...content
      } else {
        ranges.append(content...content)
      }
    }
    let texts = ranges.map { range in
      let (low, high) = (range.lowerBound, range.upperBound)
      let first = EnvironmentBaseline.hex(low)
      return low == high ? first : first + "-" + EnvironmentBaseline.hex(high)
    }
    return texts.isEmpty ? "none" : texts.joined(separator: ", ")
  }

  private static func missing(
    _ encoding: Encoding,
    _ members: [PoolMember]
  ) -> BaselineReport.Conflict {
    BaselineReport.Conflict(
      subject: encoding.name,
      reason: "some hosts do not have the register",
      sides: members.map {
        BaselineReport.Side(
          hosts: $0.names,
          limit: $0.profile.limit(encoding).map(EnvironmentBaseline.hex),
          accepts: nil
        )
      },
      isOneWay: false
    )
  }

  private static func refused(
    _ id: RegisterID,
    _ member: PoolMember
  ) -> BaselineReport.Conflict {
    BaselineReport.Conflict(
      subject: id.label,
      reason: "KVM refuses the value that the others need",
      sides: [
        BaselineReport.Side(
          hosts: member.names,
          limit: member.word(id).map(EnvironmentBaseline.hex),
          accepts: nil
        )
      ],
      isOneWay: false
    )
  }
}
