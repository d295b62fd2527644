import ArmArchitecture

/// How the kernel's debugfs files spell a system register: `SYS_` and the architectural name, or
/// `S3_0_0_3_3` for an encoding that the kernel has no name for.
///
/// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`SYS_DESC`, `ID_UNALLOCATED`), 7.3.
enum KernelRegisterName {
  /// Reads the kernel's spelling, or any other of ours.
  static func register(_ text: some StringProtocol) -> RegisterID? {
    if text.hasPrefix("SYS_") {
      return RegisterNames.standard.encoding(named: text.dropFirst(4)).map { RegisterID($0) }
    }
    let operands = text.dropFirst().split(separator: "_", omittingEmptySubsequences: false)
      .map { Int($0) }
    if text.hasPrefix("S"), operands.count == 5, operands.allSatisfy({ $0 != nil }) {
      let numbers = operands.compactMap(\.self)
      return Encoding(
        op0: numbers[0],
        op1: numbers[1],
        crn: numbers[2],
        crm: numbers[3],
        op2: numbers[4]
      ).map { RegisterID($0) }
    }
    guard let id = RegisterID(String(text)), id.encoding != nil else { return nil }
    return id
  }

  /// The kernel's spelling.
  static func text(_ encoding: Encoding) -> String {
    RegisterNames.standard.name(of: encoding).map { "SYS_" + $0 }
      ?? "S\(encoding.op0)_\(encoding.op1)_\(encoding.crn)_\(encoding.crm)_\(encoding.op2)"
  }
}
