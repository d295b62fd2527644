/// KVM's own names for registers that have no encoding: core and firmware registers, SVE lengths.
///
/// Output prints such a register's id; these names stand beside it in messages, and input accepts
/// the firmware names where a document says so.
public struct KVMRegisterNames: Sendable {
  private let names: [RegisterID: String]
  private let ids: [String: RegisterID]

  /// The built-in table.
  public static let standard = builtIn { () throws(TableError) in try KVMRegisterNames(rows) }

  /// `ID NAME` per row.
  ///
  /// - Source: kernel `arch/arm64/include/uapi/asm/kvm.h` (`struct kvm_regs`, `KVM_REG_ARM_*`), 7.3.
  private static let rows: StaticString = """
    0x603000000010003e  SP_EL0
    0x6030000000100040  PC
    0x6030000000100042  PSTATE
    0x6030000000100044  SP_EL1
    0x6030000000100046  ELR_EL1
    0x6030000000100048  SPSR_EL1
    0x603000000010004a  SPSR_abt
    0x603000000010004c  SPSR_und
    0x603000000010004e  SPSR_irq
    0x6030000000100050  SPSR_fiq
    0x60200000001000d4  FPSR
    0x60200000001000d5  FPCR
    0x6030000000140000  KVM_REG_ARM_PSCI_VERSION
    0x6030000000140001  KVM_REG_ARM_SMCCC_ARCH_WORKAROUND_1
    0x6030000000140002  KVM_REG_ARM_SMCCC_ARCH_WORKAROUND_2
    0x6030000000140003  KVM_REG_ARM_SMCCC_ARCH_WORKAROUND_3
    0x6030000000160000  KVM_REG_ARM_STD_BMAP
    0x6030000000160001  KVM_REG_ARM_STD_HYP_BMAP
    0x6030000000160002  KVM_REG_ARM_VENDOR_HYP_BMAP
    0x6030000000160003  KVM_REG_ARM_VENDOR_HYP_BMAP_2
    0x606000000015ffff  KVM_REG_ARM64_SVE_VLS
    """

  init(_ text: StaticString) throws(TableError) {
    var names: [RegisterID: String] = [:]
    var ids: [String: RegisterID] = [:]
    let text = TableText("kvmRegisterNames", text)
    for row in text.rows {
      guard row.words.count == 2, let id = RegisterID(row.words[0]) else {
        throw text.error(row, "an id and a name are expected")
      }
      guard names.updateValue(row.words[1], forKey: id) == nil,
        ids.updateValue(id, forKey: row.words[1]) == nil
      else { throw text.error(row, "\(row.words[1]) stands twice") }
    }
    self.names = names
    self.ids = ids
  }

  /// KVM's name of a register; nil when it has none here.
  public func name(of id: RegisterID) -> String? { names[id] }

  /// The register KVM calls so; `KVM_REG_ARM_` may be left out.
  public func id(named name: some StringProtocol) -> RegisterID? {
    ids[String(name)] ?? ids["KVM_REG_ARM_" + name]
  }
}

extension RegisterID {
  /// How a message names the register: the architectural name, or the id with KVM's name.
  public var label: String {
    KVMRegisterNames.standard.name(of: self).map { "\($0) (\(self))" } ?? description
  }
}
