/// The ID registers of the architecture with every field, its order, its values and KVM's policy.
public struct IDRegisters: Sendable {
  /// The registers, grouped as in the tables; a register's place is its slot in ``IDRegisterValues``.
  public let registers: [IDRegister]
  private let slots: EncodingPlaces

  /// The built-in tables.
  public static let standard = builtIn { () throws(TableError) in try IDRegisters(tables) }

  private static let tables: [(String, StaticString)] = [
    ("processorFeatures", processorFeatures),
    ("instructionSet", instructionSet),
    ("memoryModel", memoryModel),
    ("debugFeatures", debugFeatures),
    ("vectorFeatures", vectorFeatures),
    ("aarch32ProcessorFeatures", aarch32ProcessorFeatures),
    ("aarch32MemoryModel", aarch32MemoryModel),
    ("aarch32InstructionSet", aarch32InstructionSet),
    ("caches", caches),
    ("host", host),
  ]

  /// Parses tables in the notation of ``parse(_:)``.
  ///
  /// - Throws: ``TableError`` for any row that breaks the notation, and for a register that stands
  ///   twice.
  init(_ tables: [(String, StaticString)]) throws(TableError) {
    var registers: [IDRegister] = []
    var slots = EncodingPlaces(capacity: 100)
    for (name, text) in tables {
      for register in try Self.parse(TableText(name, text)) {
        guard slots.add(register.encoding, registers.count) else {
          throw TableError(table: name, line: 0, reason: "\(register.name) stands twice")
        }
        registers.append(register)
      }
    }
    self.registers = registers
    self.slots = slots
  }

  /// The slot of a register in ``IDRegisterValues``, nil when the tables do not have the register.
  ///
  /// - Complexity: O(1).
  public func slot(of encoding: Encoding) -> Int? { slots[encoding] }

  /// The register with that encoding, nil when the tables do not have it.
  ///
  /// - Complexity: O(1).
  public subscript(encoding: Encoding) -> IDRegister? {
    slots[encoding].map { registers[$0] }
  }

  /// The field spelt `REGISTER.FIELD`, nil when there is none.
  ///
  /// - Complexity: O(*n*) in the fields of the register.
  public func field(_ path: some StringProtocol) -> IDField? {
    let path = String(path)
    guard let dot = path.utf8.firstIndex(of: UInt8(ascii: ".")),
      let encoding = RegisterNames.standard.encoding(named: path[..<dot])
    else { return nil }
    return self[encoding]?.field(path[path.utf8.index(after: dot)...])
  }

  /// True for the ID space proper: `op0` 3, `op1` 0, `CRn` 0, `CRm` 1 to 7.
  ///
  /// KVM answers every encoding there; those without a register read as zero.
  ///
  /// - Source: Arm ARM section D24.3; kernel `arch/arm64/kvm/sys_regs.c` (`is_vm_ftr_id_reg`), 7.3.
  public static func isIDSpace(_ encoding: Encoding) -> Bool {
    encoding.op0 == 3 && encoding.op1 == 0 && encoding.crn == 0 && 1...7 ~= encoding.crm
  }
}
