import ArmArchitecture
import KVMEnforcement
import MigrationState

/// What a pool's VMs must have outside of the ID space, and what no setting brings together.
struct EnvironmentBaseline {
  let members: [PoolMember]
  let request: BaselineRequest
  /// What the VMM writes besides the ID registers.
  private(set) var settings: [BaselineReport.Setting] = []
  /// What differs for good, or makes moves one way.
  private(set) var conflicts: [BaselineReport.Conflict] = []
  /// The SVE vector lengths; nil without SVE.
  private(set) var vectorLengths: RegisterValue?

  init(_ members: [PoolMember], _ request: BaselineRequest) {
    self.members = members
    self.request = request
    lengths()
    identity()
    constants()
    caches()
    firmware()
    counters()
  }

  /// The smallest intermediate physical address size; nil when some record does not tell.
  ///
  /// - Source: KVM_CAP_ARM_VM_IPA_SIZE, 165.
  var ipaSize: Int? {
    let sizes = members.map { $0.host.document.kvmCapabilities[165] ?? 0 }
    return sizes.contains(0) ? nil : sizes.min().map { Int($0) }
  }

  private mutating func set(_ id: RegisterID, _ words: [UInt64]) {
    guard let value = RegisterValue(words: words, width: id.width) else { return }
    settings.append(BaselineReport.Setting(register: id, value: value))
  }

  private mutating func conflict(
    _ subject: String,
    _ reason: String,
    isOneWay: Bool = false,
    _ value: (PoolMember) -> String?
  ) {
    conflicts.append(
      BaselineReport.Conflict(
        subject: subject,
        reason: reason,
        sides: members.map {
          BaselineReport.Side(hosts: $0.names, limit: value($0), accepts: nil)
        },
        isOneWay: isOneWay
      )
    )
  }

  /// True when the members' values of something are not all known and equal.
  private func differs<Value: Equatable>(_ value: (PoolMember) -> Value?) -> Bool {
    members.dropFirst().contains { value($0) != members.first.flatMap(value) }
  }

  /// SVE: the lengths up to which the members' sets agree.
  private mutating func lengths() {
    guard request.features.contains(.sve), let id = BaselineRegisters.vectorLengths else { return }
    let sets = members.map { $0.profile.registers[id].map { Array($0) } ?? [] }
    guard let first = sets.first, sets.allSatisfy({ $0.count == first.count }) else {
      return conflict("SVE", "some record does not tell the vector lengths") { _ in nil }
    }
    var common: [UInt64] = []
    var agrees = true
    for place in first.indices {
      let difference = sets.reduce(0) { $0 | ($1[place] ^ first[place]) }
      let mask = agrees ? (difference & ~(difference &- 1)) &- 1 : 0
      common.append(first[place] & (difference == 0 && agrees ? .max : mask))
      agrees = agrees && difference == 0
    }
    guard common.contains(where: { $0 != 0 }) else {
      return conflict("SVE", "the hosts have no vector length in common: leave SVE out") { member in
        RegisterState(member.profile.registers).sveVectorLengths.map { "\($0)" }
      }
    }
    vectorLengths = RegisterValue(words: common, width: id.width)
    if !agrees { set(id, common) }
  }

  /// MIDR, REVIDR, AIDR: equal, or written by a VMM that enables it.
  private mutating func identity() {
    for id in BaselineRegisters.identity where differs({ $0.word(id) }) {
      guard let encoding = id.encoding, let value = members.first?.word(id) else { continue }
      let isWritable = members.allSatisfy {
        $0.admission.decide(encoding, value) == .accepted(stored: value)
      }
      if isWritable {
        set(id, [value])
      } else {
        conflict(
          "\(id)",
          request.writesImplementationIDs
            ? "the CPUs differ, and some kernel cannot show another CPU's value"
            : "the CPUs differ: only a VMM that enables writable implementation ID registers can "
              + "hide it"
        ) { $0.word(id).map(Self.hex) }
      }
    }
  }

  /// What a guest reads and nobody can set.
  private mutating func constants() {
    if differs({ $0.hostWord("CNTFRQ_EL0") }) {
      conflict("CNTFRQ_EL0", "the counter frequency is not known to be equal everywhere") {
        $0.hostWord("CNTFRQ_EL0").map { "\($0) Hz" }
      }
    }
    let blocks = Set(members.compactMap { $0.hostWord("DCZID_EL0") })
    if blocks.count > 1 {
      conflict("DCZID_EL0", "DC ZVA clears blocks of different sizes") {
        $0.hostWord("DCZID_EL0").map(Self.hex)
      }
    }
    if request.mte, differs({ $0.word(BaselineRegisters.gmid) }) {
      conflict("GMID_EL1", "tags are loaded and stored in blocks of different sizes") {
        $0.word(BaselineRegisters.gmid).map(Self.hex)
      }
    }
  }

  /// CCSIDR: no line shorter than any host allows; CLIDR: what a host that must clean says.
  private mutating func caches() {
    for (selector, id) in BaselineRegisters.cacheGeometry.enumerated() {
      let values = members.compactMap { $0.word(id) }
      guard values.count == members.count, let least = values.min(by: Self.hasShorterLine),
        let most = values.max(by: Self.hasShorterLine)
      else { continue }
      // LineSize counts from 16 bytes, the minimal lines of CTR_EL0 from 4.
      let lines = members.compactMap { $0.word(BaselineRegisters.ctr) }.map {
        selector % 2 == 0 ? $0 >> 16 & 0xf : $0 & 0xf
      }
      let needed = max(lines.max() ?? 0, 2) - 2
      if least & 0x7 < needed { set(id, [most & ~0x7 | min(0x7, max(most & 0x7, needed))]) }
    }
    guard let clidr = BaselineRegisters.clidr, let encoding = clidr.encoding else { return }
    let values = members.compactMap { $0.word(clidr) }
    func isAccepted(_ value: UInt64) -> Bool {
      members.allSatisfy { $0.admission.decide(encoding, value) == .accepted(stored: value) }
    }
    guard !values.allSatisfy(isAccepted) else { return }
    if let value = values.first(where: isAccepted) {
      set(clidr, [value])
    } else {
      conflict("\(clidr)", "no host's cache hierarchy is accepted by all") {
        $0.word(clidr).map(Self.hex)
      }
    }
  }

  private static func hasShorterLine(_ one: UInt64, _ other: UInt64) -> Bool {
    one & 0x7 < other & 0x7
  }

  /// The lowest PSCI version, and the services that every host offers.
  private mutating func firmware() {
    if let id = BaselineRegisters.psciVersion, differs({ $0.word(id) }),
      let version = members.compactMap({ $0.word(id) }).min()
    {
      set(id, [version])
    }
    for id in BaselineRegisters.services where differs({ $0.word(id) }) {
      let values = members.compactMap { $0.word(id) }
      if values.count == members.count { set(id, [values.reduce(.max, &)]) }
    }
  }

  /// PMCR_EL0.N: the lowest number of event counters; with EL2 it cannot be set.
  private mutating func counters() {
    func counters(_ member: PoolMember) -> UInt64? {
      member.word(BaselineRegisters.pmcr).map { $0 >> 11 & 0x1f }
    }
    guard request.features.contains(.pmuV3), let id = BaselineRegisters.pmcr else { return }
    if differs(counters) {
      if request.features.contains(.el2) {
        conflict("PMCR_EL0.N", "the number of event counters of a VM with EL2 cannot be set") {
          counters($0).map { "\($0)" }
        }
      } else if let fewest = members.min(by: { (counters($0) ?? 0) < (counters($1) ?? 0) }),
        let value = fewest.word(id)
      {
        set(id, [value])
      }
    }
    // The slots of a host are shown as they are, or not at all.
    if let pmmir = BaselineRegisters.pmmir, differs({ $0.word(pmmir) }),
      members.allSatisfy({ $0.word(pmmir) != nil })
    {
      set(pmmir, [0])
    }
  }

  static func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
}
