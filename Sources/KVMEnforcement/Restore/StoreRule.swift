import ArmArchitecture

/// One row: a register, what KVM does with a written value, and on which kernels.
struct StoreRule: Hashable, Sendable {
  /// What KVM does with the value; refusals are EINVAL.
  enum Action: Hashable, Sendable {
    /// PSTATE: the mode must exist for the VM.
    case mode
    /// CCSIDR_EL1: the line must not be shorter than the host's shortest.
    case lineSize
    /// Only these bits may differ from the fresh value.
    case only(UInt64)
    /// A PSCI version the host knows.
    case psciVersion
    /// A mitigation level up to the host's; nothing is stored.
    case level
    /// SMCCC_ARCH_WORKAROUND_2, whose level on the host follows the VM's SSBS; nothing is stored.
    case ssbd
    /// A subset of these services, nil for those of the fresh value.
    case subset(UInt64?)
    /// SVE_VLS: equal to the host's set up to the highest captured length.
    case lengths
    /// PMCR_EL0: bits 7:0 and the number of counters are kept, where KVM can.
    case pmcr
    /// PMMIR_EL1: 0 or the host's.
    case slots
    /// Reads as zero whatever is written.
    case zero
    /// Keeps the bits of implemented counters.
    case counters
    /// Sets the bits of implemented counters.
    case countersSet
    /// Clears the bits of implemented counters.
    case countersClear
    /// An event counter: reads 64 bits wide from PMUv3p5 on, 32 bits below.
    case eventCounter
    /// Keeps all but these bits.
    case drop(UInt64)
    /// Keeps the value, but these bits run on or are computed when read.
    case runs(UInt64)
  }

  /// The registers: ids from the first to the last.
  let registers: ClosedRange<RegisterID>
  /// What KVM does.
  let action: Action
  /// The kernels that do it.
  let kernels: KernelRange
  /// The register that holds the value, when it is another one.
  let storage: RegisterID?
}

extension StoreRules {
  /// Parses one row of the notation.
  ///
  ///     REGISTER[..REGISTER]  ACTION  KERNELS  [= REGISTER]
  ///
  /// - `REGISTER` is a name or an id; two mean every id from the first to the last.
  /// - `ACTION` is one of ``StoreRule/Action``; numbers stand behind `=`.
  /// - `KERNELS` is a ``KernelRange``.
  /// - `= REGISTER`: the value is that register's; the two names read the same.
  ///
  /// Read aloud, `OSLSR_EL1 only=0x2 -` says: on every kernel, only bit 1 of OSLSR_EL1 may differ
  /// from a fresh vCPU's.
  ///
  /// - Throws: ``TableError`` naming the line.
  static func parse(_ text: TableText, _ row: TableText.Row) throws(TableError) -> StoreRule {
    let words = row.words
    guard words.count == 3 || words.count == 5 && words[3] == "=" else {
      throw text.error(row, "registers, action, kernels and perhaps `= REGISTER` are expected")
    }
    let names = words[0].replacing("..", with: " ").split(separator: " ")
    guard names.count <= 2, let first = RegisterID(names[0]),
      let last = RegisterID(names[names.count - 1]), first <= last
    else { throw text.error(row, "`\(words[0])` is not a register, or two in order") }
    guard let action = StoreRule.Action(words[1]) else {
      throw text.error(row, "`\(words[1])` is not an action")
    }
    guard let kernels = KernelRange(words[2]) else {
      throw text.error(row, "`\(words[2])` is not a range of kernels")
    }
    var storage: RegisterID?
    if words.count == 5 {
      guard let id = RegisterID(words[4]) else {
        throw text.error(row, "`\(words[4])` is not a register")
      }
      storage = id
    }
    return StoreRule(registers: first...last, action: action, kernels: kernels, storage: storage)
  }
}

extension StoreRule.Action {
  fileprivate init?(_ word: String) {
    let parts = word.split(separator: "=", omittingEmptySubsequences: false)
    let number = parts.count == 2 ? UInt64(parts[1].dropFirst(2), radix: 16) : nil
    guard parts.count == 1 || parts.count == 2 && parts[1].hasPrefix("0x") && number != nil else {
      return nil
    }
    switch (parts[0], number) {
    case ("mode", nil): self = .mode
    case ("line-size", nil): self = .lineSize
    case ("only", let bits?): self = .only(bits)
    case ("psci", nil): self = .psciVersion
    case ("level", nil): self = .level
    case ("ssbd", nil): self = .ssbd
    case ("subset", let bits): self = .subset(bits)
    case ("lengths", nil): self = .lengths
    case ("pmcr", nil): self = .pmcr
    case ("slots", nil): self = .slots
    case ("zero", nil): self = .zero
    case ("counters", nil): self = .counters
    case ("counters-set", nil): self = .countersSet
    case ("counters-clear", nil): self = .countersClear
    case ("event-counter", nil): self = .eventCounter
    case ("drop", let bits?): self = .drop(bits)
    case ("runs", let bits?): self = .runs(bits)
    default: return nil
    }
  }
}
