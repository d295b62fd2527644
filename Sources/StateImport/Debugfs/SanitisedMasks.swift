import ArmArchitecture
import KVMEnforcement

/// The masks that a running kernel shows for a VM with EL2: the file `resx` of the VM's folder in
/// debugfs.
///
/// A line is a register's name, right-aligned, `:`, and RES0 and RES1 as 16 digits each, separated
/// by tabs: `HCR_EL2:\tRES0:…\tRES1:…`.
///
/// - Source: kernel `arch/arm64/kvm/nested.c` and `arch/arm64/kvm/sys_regs.c` (debugfs `resx`), 7.3.
public struct SanitisedMasks: Sendable {
  /// The masks, in the order of the file; a bit that the file has in both is RES1.
  public let masks: [RegisterMask]

  /// Reads the file.
  ///
  /// - Throws: ``ImportError`` with the line of the first fault; for a file without a register, too.
  public init(parsing bytes: [UInt8]) throws(ImportError) {
    var masks: [RegisterMask] = []
    var seen: Set<Encoding> = []
    for line in try TextLines(bytes).lines {
      let words = line.text.split { " \t".contains($0) }
      guard words.count == 3, words[0].hasSuffix(":") else {
        throw line.error("REGISTER: RES0:… RES1:…", found: line.text)
      }
      let name = words[0].dropLast()
      guard let encoding = KernelRegisterName.register(name)?.encoding else {
        throw line.error("the name of a system register", found: name)
      }
      guard seen.insert(encoding).inserted else {
        throw line.error("each register once", found: name)
      }
      let zero = try Self.number(words[1], "RES0:", line)
      let one = try Self.number(words[2], "RES1:", line)
      masks.append(RegisterMask(encoding: encoding, zero: zero & ~one, one: one))
    }
    if masks.isEmpty { throw .unusable("no line of the file is a register with its masks") }
    self.masks = masks
  }

  private static func number(
    _ word: Substring,
    _ label: String,
    _ line: TextLines.Line
  ) throws(ImportError) -> UInt64 {
    let digits = word.dropFirst(label.count)
    guard word.hasPrefix(label), digits.utf8.count == 16,
      digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let value = UInt64(digits, radix: 16)
    else { throw line.error("\(label) and 16 hexadecimal digits", found: word) }
    return value
  }
}
