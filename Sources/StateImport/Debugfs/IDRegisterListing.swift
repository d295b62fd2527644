import ArmArchitecture
import KVMEnforcement
import MigrationState

/// The ID registers that a running kernel shows for a VM: the file `idregs` of the VM's folder in
/// debugfs.
///
/// A line is a register's name, right-aligned to 20 characters, `:`, a tab and 16 digits. The name
/// is `SYS_` and the architectural one, or `S3_0_0_3_3` for an encoding without a name.
///
/// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`idregs_debug_show`), 6.9 to 7.3.
public struct IDRegisterListing {
  /// The registers with their values.
  let registers: RegisterState

  /// Reads the file.
  ///
  /// - Throws: ``ImportError`` with the line of the first fault; for a file without a register, too.
  init(_ text: TextLines) throws(ImportError) {
    var registers = RegisterState()
    for line in text.lines {
      let (id, value) = try Self.register(line)
      guard registers[id] == nil else { throw line.error("each register once", found: line.text) }
      registers.set(id, to: value)
    }
    if registers.count == 0 {
      throw .unusable("no line of the file is an ID register: the VM was not initialised yet")
    }
    self.registers = registers
  }

  /// True when the first line is one of the kernel's: a name with `SYS_` or an encoding, a tab.
  static func recognises(_ head: [UInt8]) -> Bool {
    let end = head.firstIndex(of: 0x0a) ?? head.endIndex
    guard let text = try? TextLines(Array(head[..<end])), let line = text.lines.first,
      line.text.contains(":\t"), (try? register(line)) != nil
    else { return false }
    let word = line.words.first ?? ""
    return word.hasPrefix("SYS_") || !word.contains("C")
  }

  private static func register(
    _ line: TextLines.Line
  ) throws(ImportError) -> (RegisterID, RegisterValue) {
    let words = line.words
    guard words.count == 2, let name = words.first, name.hasSuffix(":"),
      let id = KernelRegisterName.register(name.dropLast())
    else { throw line.error("the name of a system register, `:` and its value", found: line.text) }
    guard words[1].utf8.count == 16, !words[1].hasPrefix("0x"),
      let value = RegisterValue(hexadecimal: words[1], width: 64)
    else { throw line.error("16 hexadecimal digits", found: words[1]) }
    return (id, value)
  }

  /// The VM that has these registers.
  ///
  /// - Parameters:
  ///   - context: the VM's name, and what else is known of it.
  ///   - warnings: receives what the file does not tell.
  /// - Returns: the definition.
  func definition(_ context: ImportContext, warnings: inout [String]) -> VMDocument {
    let values = registers.idRegisters
    let table = FeatureTable.standard.features(of: values)
    func field(_ path: String) -> UInt64 {
      IDRegisters.standard.field(path).flatMap { field in
        registers[field.encoding].map(field.bits.extract)
      } ?? 0
    }
    var features: VCPUFeatures = [.psci]
    if field("ID_AA64PFR0_EL1.SVE") > 0 { features.insert(.sve) }
    if 1..<15 ~= field("ID_AA64DFR0_EL1.PMUVer") { features.insert(.pmuV3) }
    let address = [
      "ID_AA64ISAR1_EL1.APA", "ID_AA64ISAR1_EL1.API", "ID_AA64ISAR2_EL1.APA3",
    ].contains { field($0) > 0 }
    if address { features.formUnion([.ptrauthAddress, .ptrauthGeneric]) }
    // KVM shows a VM without EL2 the host's ID_AA64PFR0_EL1.EL2, but never NV_frac; nor does it show
    // that to a VM whose E2H is fixed to 0.
    if field("ID_AA64MMFR4_EL1.NV_frac") > 0 {
      features.insert(.el2)
    } else if context.hasEL2 == true {
      features.formUnion([.el2, .el2E2H0])
    }
    let gic: GICModel =
      context.gic
      ?? (table.contains("FEAT_GCIE") ? .v5 : table.contains("FEAT_GICv3") ? .v3 : .none)
    let untold = [
      context.vcpuCount == nil ? "the number of vCPUs" : nil,
      features.contains(.el2) || context.hasEL2 == false ? nil : "EL2 with E2H fixed to 0",
      gic == .none ? "a vGICv2" : nil, features.contains(.sve) ? "the vector lengths" : nil,
      "the firmware registers",
    ].compactMap(\.self)
    warnings.append(
      "the ID registers do not tell \(untold.joined(separator: ", ")): complete the definition"
    )
    return VMDocument(
      name: context.name,
      vcpuCount: context.vcpuCount ?? 1,
      vcpuFeatures: features,
      gic: gic,
      mte: table.contains("FEAT_MTE2"),
      idRegisters: registers
    )
  }

  /// ID registers as the kernel prints them, ascending.
  public static func text(_ registers: RegisterState) -> String {
    registers.reduce(into: "") { text, register in
      guard let encoding = register.0.encoding, let word = register.1.word else { return }
      let name = KernelRegisterName.text(encoding)
      text += String(repeating: " ", count: max(0, 20 - name.utf8.count)) + name
      text += ":\t" + hexadecimal(word, digits: 16) + "\n"
    }
  }
}
