import ArmArchitecture

extension Treatments {
  /// Parses one row of the notation.
  ///
  ///     SUBJECT  TEST  EFFECT  KERNELS  CONDITION…  -- REASON
  ///
  /// - `SUBJECT` is `REG.FIELD`, `REG[msb:lsb]`, `REG[msb:lsb,msb:lsb]` or `REG` (all bits). With
  ///   several ranges, tests see the bits in place.
  /// - `TEST` picks written contents: `*` every one, `N`, `N-M`, `!N` all but N, `!limit`, or
  ///   `host.FACT|N-M`: the host's own value; while that is unknown N to M are undecided.
  /// - `EFFECT` is `store=N`, `refuse`, `undecided`, `signed`, `free` or `ignore`: see
  ///   ``Treatment/Effect``.
  /// - `KERNELS` is a ``KernelRange``.
  /// - `CONDITION` is `el2`, `limit=N`, `host.FACT=N`, `no-aarch32`, `writable-ids`,
  ///   `gicv5-legacy` or `ctr-idc=N`: see ``Treatment/Condition``.
  ///
  /// Read aloud, `ID_AA64DFR0_EL1.PMUVer 15 store=0 -` says: on every kernel, a written PMUVer of
  /// 15 is stored as 0.
  ///
  /// - Throws: ``TableError`` naming the line.
  static func parse(_ text: TableText, _ row: TableText.Row) throws(TableError) -> Treatment {
    let parts = row.words.split(separator: "--", maxSplits: 1, omittingEmptySubsequences: false)
    let words = Array(parts[0])
    guard words.count >= 4 else {
      throw text.error(row, "subject, test, effect and kernels are expected")
    }
    guard let subject = Subject(words[0]) else {
      throw text.error(row, "`\(words[0])` is not a register, field or bits of a register")
    }
    guard let test = Treatment.Test(words[1]) else {
      throw text.error(row, "`\(words[1])` is not a test")
    }
    guard let effect = Treatment.Effect(words[2]) else {
      throw text.error(row, "`\(words[2])` is not an effect")
    }
    guard let kernels = KernelRange(words[3]) else {
      throw text.error(row, "`\(words[3])` is not a range of kernels")
    }
    var conditions: [Treatment.Condition] = []
    for word in words[4...] {
      guard let condition = Treatment.Condition(word) else {
        throw text.error(row, "`\(word)` is not a condition")
      }
      conditions.append(condition)
    }
    switch effect {
    case .signed, .free, .ignore:
      guard case .any = test else { throw text.error(row, "`\(words[2])` takes every content") }
    case .store, .refuse, .undecided: break
    }
    return Treatment(
      register: subject.register,
      mask: subject.mask,
      field: subject.field,
      test: test,
      effect: effect,
      kernels: kernels,
      conditions: conditions,
      reason: parts.count == 2 ? Array(parts[1]).joined(separator: " ") : ""
    )
  }

  /// What a row is about.
  private struct Subject {
    let register: Encoding
    let mask: UInt64
    let field: IDField?

    init?(_ word: String) {
      if let field = IDRegisters.standard.field(word) {
        (register, mask, self.field) = (field.encoding, field.bits.mask, field)
        return
      }
      let parts = word.split(separator: "[")
      guard let register = RegisterNames.standard.encoding(named: parts[0]) else { return nil }
      self.register = register
      field = nil
      guard parts.count == 2 else {
        mask = .max
        return
      }
      guard parts[1].last == "]" else { return nil }
      var mask: UInt64 = 0
      for range in parts[1].dropLast().split(separator: ",") {
        guard let bits = BitRange(range) else { return nil }
        mask |= bits.mask
      }
      self.mask = mask
    }
  }
}

extension ClosedRange<UInt64> {
  /// Reads `N` or `N-M`.
  fileprivate init?(word: some StringProtocol) {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = UInt64(parts[0]), let last = UInt64(parts[parts.count - 1]),
      first <= last
    else { return nil }
    self = first...last
  }
}

extension Treatment.HostFact {
  /// Reads `host.NAME`.
  fileprivate init?(word: some StringProtocol) {
    guard word.hasPrefix("host.") else { return nil }
    self.init(rawValue: String(word.dropFirst(5)))
  }
}

extension Treatment.Test {
  fileprivate init?(_ word: String) {
    if word == "*" {
      self = .any
    } else if word == "!limit" {
      self = .notLimit
    } else if word.hasPrefix("!"), let number = UInt64(word.dropFirst()) {
      self = .not(number)
    } else if let range = ClosedRange(word: word) {
      self = .range(range)
    } else {
      let parts = word.split(separator: "|")
      guard parts.count == 2, let fact = Treatment.HostFact(word: parts[0]),
        let range = ClosedRange(word: parts[1])
      else { return nil }
      self = .host(fact, plausible: range)
    }
  }
}

extension Treatment.Effect {
  fileprivate init?(_ word: String) {
    switch word {
    case "refuse": self = .refuse
    case "undecided": self = .undecided
    case "signed": self = .signed
    case "free": self = .free
    case "ignore": self = .ignore
    default:
      guard word.hasPrefix("store="), let number = UInt64(word.dropFirst(6)) else { return nil }
      self = .store(number)
    }
  }
}

extension Treatment.Condition {
  fileprivate init?(_ word: String) {
    switch word {
    case "el2": self = .el2
    case "no-aarch32": self = .noAArch32
    case "writable-ids": self = .writableImplementationIDs
    case "gicv5-legacy": self = .gicV5Legacy
    default:
      let parts = word.split(separator: "=")
      guard parts.count == 2, let number = UInt64(parts[1]) else { return nil }
      switch parts[0] {
      case "limit": self = .limit(number)
      case "ctr-idc": self = .idc(number)
      default:
        guard let fact = Treatment.HostFact(word: parts[0]) else { return nil }
        self = .host(fact, number)
      }
    }
  }
}
