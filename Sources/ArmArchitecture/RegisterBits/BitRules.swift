import Synchronization

/// Every register that KVM sanitises or traps through, bit by bit, for every kernel series known.
///
/// One table has two readings: which bits are RES0 or RES1 in a configuration, and which encodings
/// do not exist in it.
public struct BitRules: Sendable {
  /// The kernel series the tables speak of, ascending.
  ///
  /// On 6.12 only Fine-Grained UNDEF is known: that series has no VMs with EL2.
  public static let kernels = [
    KernelVersion(6, 12), KernelVersion(6, 16), KernelVersion(6, 18), KernelVersion(7, 2),
    KernelVersion(7, 3),
  ]

  /// The built-in tables.
  public static let standard = builtIn { () throws(TableError) in
    try BitRules(tables, besides: fineGrained)
  }

  /// The built-in tables of the fine-grained-trap registers: all there is to a VM without EL2.
  package static let fineGrained = builtIn { () throws(TableError) in
    try BitRules(fineGrainedTables)
  }

  private static let tables: [(String, StaticString)] = [
    ("hypervisorConfiguration", hypervisorConfiguration),
    ("systemControl", systemControl),
    ("translation", translation),
    ("controls", controls),
    ("interrupts", interrupts),
  ]

  private static let fineGrainedTables: [(String, StaticString)] = [
    ("fineGrainedTraps", fineGrainedTraps),
    ("fineGrainedTrapsOfInstructions", fineGrainedTrapsOfInstructions),
    ("fineGrainedTrapsOfDebug", fineGrainedTrapsOfDebug),
    ("fineGrainedTrapsOfActivity", fineGrainedTrapsOfActivity),
    ("fineGrainedTraps2", fineGrainedTraps2),
    ("fineGrainedTrapsOfInterrupts", fineGrainedTrapsOfInterrupts),
  ]

  /// What was built so far, shared by all copies: a program seldom asks for every series.
  private final class Series: Sendable {
    let built = Mutex<[KernelVersion: [RuledRegister]]>([:])
  }

  private let blocks: [BitRuleBlock]
  private let series = Series()

  /// Parses tables in the notation of ``parse(_:)``; those that were parsed before stay in front.
  ///
  /// - Throws: ``TableError`` for a row that breaks the notation, and for a condition that names
  ///   what does not exist.
  init(
    _ tables: [(String, StaticString)],
    besides parsed: BitRules? = nil
  ) throws(TableError) {
    var blocks = parsed?.blocks ?? []
    for (name, text) in tables { blocks += try Self.parse(TableText(name, text)) }
    self.blocks = blocks
  }

  /// The registers that a kernel sanitises or traps through, ascending by encoding; nil when the
  /// kernel's series is not in ``kernels``.
  ///
  /// - Complexity: O(1); the first time for a series, O(*n*) in the rows.
  public func registers(on kernel: KernelVersion) -> [RuledRegister]? {
    guard Self.kernels.contains(kernel.series) else { return nil }
    return series.built.withLock { built in
      if let registers = built[kernel.series] { return registers }
      let registers = builtIn { () throws(TableError) in
        try Self.registers(of: blocks, on: kernel.series)
      }
      built[kernel.series] = registers
      return registers
    }
  }

  /// The encodings that some row traps, on whatever kernel; one may stand several times.
  ///
  /// - Complexity: O(*n*) in the rows.
  package var trappedEncodings: [Encoding] { blocks.flatMap(\.rows).flatMap(\.encodings) }

  /// One register as a kernel sees it; nil when the kernel or, on it, the register is unknown.
  ///
  /// - Complexity: O(*n*) in the registers.
  public func register(_ encoding: Encoding, on kernel: KernelVersion) -> RuledRegister? {
    registers(on: kernel)?.first { $0.encoding == encoding }
  }
}
