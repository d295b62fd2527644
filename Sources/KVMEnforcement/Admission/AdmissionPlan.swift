import ArmArchitecture

/// ID-register admission, prepared for one vCPU profile on one host.
///
/// Everything that does not depend on the written value (kernel, features, facts, limits, masks) is
/// settled when the plan is made; what remains per register is a handful of comparisons over flat
/// arrays.
///
/// The plan covers the ID space (`op0` 3, `op1` 0, `CRn` 0, `CRm` 1 to 7), CTR_EL0, CLIDR_EL1,
/// MIDR_EL1, REVIDR_EL1, AIDR_EL1 and MPIDR_EL1, and judges writes before the first run of a vCPU;
/// after it KVM accepts nothing but the value it has.
///
/// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`set_id_reg`, `arm64_check_features`), 7.3;
///   predicts every measured write on 6.12.107, 6.18.15 and 7.3.4.
public struct AdmissionPlan: Sendable {
  /// The profile the plan was made for.
  public let profile: VCPUProfile

  /// One register, ready for comparison.
  struct Prepared: Sendable {
    let encoding: Encoding
    let limit: UInt64
    /// The bits that must equal the limit: neither in a writable field nor free.
    let fixed: UInt64
    let fields: Range<Int>
    let treatments: Range<Int>
    /// Writes are thrown away.
    let isIgnored: Bool
    /// Writing the limit is accepted and keeps it.
    var acceptsLimit: Bool
  }

  /// A writable field: contents `low ... low + span` and `alternative` are accepted, after the bits
  /// of `bias` are flipped (which turns a signed comparison into an unsigned one).
  struct PreparedField: Sendable {
    let shift: UInt64
    let mask: UInt64
    let bias: UInt64
    let low: UInt64
    let span: UInt64
    let alternative: UInt64

    /// 0 when the content of `value` is accepted, else 1.
    @inline(__always)
    func refuses(_ value: UInt64) -> UInt64 {
      let content = ((value >> shift) & mask) ^ bias
      return (content &- low <= span ? 0 : 1) & (content == alternative ? 0 : 1)
    }
  }

  /// A treatment whose kernels and conditions hold.
  struct PreparedTreatment: Sendable {
    let mask: UInt64
    let shift: UInt64
    let low: UInt64
    let span: UInt64
    /// The row applies when the content is outside `low ... low + span`.
    let inverted: Bool
    /// Stored content; only for `.store`.
    let operand: UInt64
    let action: Action
    /// The row in ``Treatments/standard``.
    let row: Int

    enum Action: UInt8, Sendable {
      case store
      case refuse
      case undecided
    }

    /// True when the row speaks of the content of `value`.
    @inline(__always)
    func applies(_ value: UInt64) -> Bool {
      (((value & mask) >> shift) &- low <= span) != inverted
    }
  }

  var registers: [Prepared] = []
  var fields: [PreparedField] = []
  var treatments: [PreparedTreatment] = []
  /// The place in ``registers`` by `CRm` and `op2` of the ID space, −1 for none.
  private var idSpace: [Int16] = Array(repeating: -1, count: 128)
  /// The place of the registers outside of it.
  private var others: [(encoding: Encoding, index: Int)] = []

  /// Prepares admission for a profile.
  ///
  /// - Parameters:
  ///   - profile: the fresh vCPU and its writable masks.
  ///   - kernel: the host's release; a series stands for its newest measured release.
  ///   - facts: what no vCPU shows.
  ///   - writableImplementationIDs: true when the VMM enables capability 239 for the VM.
  /// - Complexity: O(*n*) in the fields of the ID registers.
  public init(
    profile: VCPUProfile,
    kernel: KernelVersion,
    facts: HostFacts,
    writableImplementationIDs: Bool = false
  ) {
    self.profile = profile
    let builder = Builder(profile, kernel, facts, writableImplementationIDs)
    for id in profile.registers.ids {
      guard let encoding = id.encoding, Self.covers(encoding),
        let limit = profile.limit(encoding)
      else { continue }
      if encoding.crn == 0, encoding.op1 == 0 {
        idSpace[encoding.crm << 3 | encoding.op2] = Int16(registers.count)
      } else {
        others.append((encoding, registers.count))
      }
      builder.add(encoding, limit, to: &self)
      let last = registers.count - 1
      registers[last].acceptsLimit = decide(last, limit) == .accepted(stored: limit)
    }
  }

  /// True for registers whose admission a plan judges.
  public static func covers(_ encoding: Encoding) -> Bool {
    IDRegisters.isIDSpace(encoding) || otherNames.contains(encoding)
  }

  private static let otherNames: Set<Encoding> = Set(
    ["CTR_EL0", "CLIDR_EL1", "MIDR_EL1", "REVIDR_EL1", "AIDR_EL1", "MPIDR_EL1"]
      .compactMap { RegisterNames.standard.encoding(named: $0) }
  )

  /// The registers the profile has, ascending, with their limits.
  public var limits: [(register: Encoding, limit: UInt64)] {
    registers.map { ($0.encoding, $0.limit) }
  }

  /// The place of a register in ``registers``; nil when the profile lacks it.
  func index(of encoding: Encoding) -> Int? {
    if encoding.op0 == 3, encoding.op1 == 0, encoding.crn == 0 {
      let index = idSpace[encoding.crm << 3 | encoding.op2]
      return index < 0 ? nil : Int(index)
    }
    return others.first { $0.encoding == encoding }?.index
  }

  /// KVM's answer to a write: accepted or not, and the value it keeps.
  ///
  /// - Complexity: O(1) when the value is the limit, else O(*n*) in the register's fields; no
  ///   allocation.
  public func decide(_ encoding: Encoding, _ value: UInt64) -> Admission.Outcome {
    guard let index = index(of: encoding) else { return .missing }
    return decide(index, value)
  }

  /// ``decide(_:_:)-(Encoding,_)`` for the register at a place in ``registers``.
  func decide(_ index: Int, _ value: UInt64) -> Admission.Outcome {
    let register = registers[index]
    if value == register.limit, register.acceptsLimit { return .accepted(stored: value) }
    if register.isIgnored { return .accepted(stored: register.limit) }
    let (stored, exempt, isRefused) = treat(register, value)
    var refused = (stored ^ register.limit) & register.fixed & ~exempt
    for index in register.fields {
      let field = fields[index]
      // A field that a treatment left undecided is not compared.
      let isExempt: UInt64 = exempt & (field.mask << field.shift) == 0 ? 1 : 0
      refused |= field.refuses(stored) & isExempt
    }
    if isRefused || refused != 0 { return .refused }
    return exempt != 0 ? .undecided : .accepted(stored: stored)
  }

  /// Applies the treatments: the value that goes on, the bits left undecided, and whether one of
  /// them refuses.
  @inline(__always)
  private func treat(
    _ register: Prepared,
    _ value: UInt64
  ) -> (stored: UInt64, exempt: UInt64, isRefused: Bool) {
    var stored = value
    var exempt: UInt64 = 0
    var isRefused = false
    for index in register.treatments {
      let treatment = treatments[index]
      guard treatment.applies(stored) else { continue }
      switch treatment.action {
      case .store:
        stored = stored & ~treatment.mask | treatment.operand << treatment.shift & treatment.mask
      case .refuse: isRefused = true
      case .undecided:
        if (stored ^ register.limit) & treatment.mask != 0 { exempt |= treatment.mask }
      }
    }
    return (stored, exempt, isRefused)
  }
}
