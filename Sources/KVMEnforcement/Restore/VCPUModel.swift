import ArmArchitecture

/// A vCPU on the target before its first run, as KVM_SET_ONE_REG changes it.
public struct VCPUModel: Sendable {
  /// What was prepared for the target.
  public let plan: RestorePlan
  /// The values, in the layout of the profile's ``RegisterFile``.
  var words: [UInt64]

  /// A fresh vCPU.
  public init(_ plan: RestorePlan) {
    self.plan = plan
    words = plan.profile.registers.words
  }

  /// Writes a register: KVM_SET_ONE_REG.
  ///
  /// - Parameters:
  ///   - id: the register.
  ///   - value: its 64-bit words, least significant first.
  /// - Returns: KVM's answer; a refused write changes nothing.
  /// - Complexity: O(log *n*) in the registers, plus ``AdmissionPlan/decide(_:_:)-(Encoding,_)``
  ///   for ID registers.
  public mutating func write(_ id: RegisterID, _ value: some Collection<UInt64>) -> RegisterWrite {
    guard let index = plan.profile.registers.index(of: id) else {
      return .refused(errno: 2, .absent)
    }
    return write(at: index, ArraySlice(value))
  }

  /// The words that KVM_GET_ONE_REG returns; nil (ENOENT) for a register that does not exist at
  /// the moment.
  ///
  /// - Complexity: O(log *n*).
  public func read(_ id: RegisterID) -> [UInt64]? {
    guard let index = plan.profile.registers.index(of: id), visibility(at: index) == nil else {
      return nil
    }
    return Array(read(at: index))
  }

  /// The registers that exist at the moment, as KVM_GET_ONE_REG returns them.
  ///
  /// - Complexity: O(*n* log *n*).
  public var registers: RegisterFile {
    let ids = plan.profile.registers.ids
    return RegisterFile(
      ids.indices.filter { visibility(at: $0) == nil }.map { (ids[$0], Array(read(at: $0))) }
    ) ?? plan.profile.registers
  }

  /// The bits of a register that run on or that KVM computes when it is read.
  func runningBits(at index: Int) -> UInt64 {
    if case .store(.runs(let bits)) = plan.slots[index].rule { bits } else { 0 }
  }

  /// Why a register does not exist under the VM's ID registers as they are; nil when it does.
  func visibility(at index: Int) -> RegisterWrite? {
    guard let condition = plan.slots[index].condition else { return nil }
    let offset = plan.profile.registers.offsets[condition.place.index]
    guard condition.place.bits.extract(words[offset]) < condition.least else { return nil }
    let row = VisibilityRules.standard.rows[condition.row]
    let reason = RestoreReason.hidden(field: row.field, least: row.least)
    return row.isVerified ? .refused(errno: 2, reason) : .undecided(reason)
  }

  /// The words of the register at a place in the profile's list.
  func read(at index: Int) -> ArraySlice<UInt64> {
    let storage = plan.slots[index].storage
    let start = plan.profile.registers.offsets[storage]
    let end = plan.profile.registers.offsets[storage + 1]
    return end - start == 1 ? [readWord(at: index)] : words[start..<end]
  }

  /// The value of a register of at most 64 bits.
  func readWord(at index: Int) -> UInt64 {
    let slot = plan.slots[index]
    let word = words[plan.profile.registers.offsets[slot.storage]]
    return switch slot.rule {
    case .store(.ssbd): workaround2(fresh: word)
    case .store(.counters), .store(.countersSet), .store(.countersClear): word & counterMask
    case .store(.eventCounter): word & eventCounterMask
    default: word
    }
  }

  /// Writes the register at a place in the profile's list.
  mutating func write(at index: Int, _ value: ArraySlice<UInt64>) -> RegisterWrite {
    guard value.count > 1 else { return writeWord(at: index, value.first ?? 0) }
    if let hidden = visibility(at: index) { return hidden }
    let offset = plan.profile.registers.offsets[plan.slots[index].storage]
    if case .store(.lengths) = plan.slots[index].rule { return writeLengths(offset, value) }
    for (place, word) in zip(offset..., value) { words[place] = word }
    return .accepted
  }

  /// Writes a register that always exists and keeps anything; false for every other one.
  mutating func keepWords(at index: Int, _ file: RegisterFile, _ source: Int) -> Bool {
    guard plan.keepsAnything[index] else { return false }
    var offset = plan.profile.registers.offsets[index]
    for place in file.offsets[source]..<file.offsets[source + 1] {
      words[offset] = file.words[place]
      offset += 1
    }
    return true
  }

  /// Writes a register of at most 64 bits.
  mutating func writeWord(at index: Int, _ word: UInt64) -> RegisterWrite {
    if let hidden = visibility(at: index) { return hidden }
    let slot = plan.slots[index]
    let offset = plan.profile.registers.offsets[slot.storage]
    switch slot.rule {
    case .keep: words[offset] = word
    case .admission(let place):
      switch plan.admission.decide(place, word) {
      case .accepted(let stored): words[offset] = stored
      case .refused: return .refused(errno: 22, plan.reason(at: place))
      case .undecided: return .undecided(plan.reason(at: place))
      case .missing: return .refused(errno: 2, .absent)
      }
    case .store(let action):
      let fresh = plan.profile.registers.words[plan.profile.registers.offsets[index]]
      if let reason = refusal(action, plan.profile.registers.ids[index], word, fresh: fresh) {
        return .refused(errno: 22, reason)
      }
      words[offset] = stored(action, word, current: words[offset])
    }
    return .accepted
  }

  /// The bits of the implemented counters: the cycle counter's 31 and N − 1 to 0.
  var counterMask: UInt64 {
    let pmcr = plan.pmcrIndex.map { words[plan.profile.registers.offsets[$0]] } ?? 0
    return 1 << 31 | ((1 << (pmcr >> 11 & 0x1f)) - 1)
  }

  /// The bits of an event counter: 64 while the VM has PMUv3p5 (PMUVer ≥ 6), else 32.
  private var eventCounterMask: UInt64 {
    guard let place = plan.pmuVersion else { return .max }
    let version = place.bits.extract(words[plan.profile.registers.offsets[place.index]])
    return version >= 6 ? .max : 0xffff_ffff
  }

  /// The level of SMCCC_ARCH_WORKAROUND_2: 0 or 3.
  ///
  /// A CPU that is mitigated by SSBS needs no firmware call once the VM lacks SSBS, and pretends to
  /// have none while the VM has it.
  func workaround2(fresh: UInt64) -> UInt64 {
    if fresh >= 2 { return 3 }
    guard let ssbs = plan.ssbs, plan.freshSSBS > 0 else { return 0 }
    let current = ssbs.bits.extract(words[plan.profile.registers.offsets[ssbs.index]])
    return current > 0 ? 0 : 3
  }

  /// SVE_VLS: the set must not be empty, and must equal the host's up to its highest length.
  ///
  /// A refused set leaves the host's.
  private mutating func writeLengths(
    _ offset: Int,
    _ value: ArraySlice<UInt64>
  ) -> RegisterWrite {
    let host = VectorLengths(words: words[offset..<(offset + value.count)])
    guard host.canRun(VectorLengths(words: value)) else {
      return .refused(errno: 22, .vectorLengths)
    }
    for (place, word) in zip(offset..., value) { words[place] = word }
    return .accepted
  }
}
