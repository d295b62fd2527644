import ArmArchitecture
import KVMEnforcement
import MigrationCheck

/// A kernel's masks compared with those computed, as text.
struct MaskComparisonView {
  private let comparison: MaskComparison
  private let file: String

  init(_ comparison: MaskComparison, file: String) {
    self.comparison = comparison
    self.file = file
  }

  var text: String {
    if comparison.differences.isEmpty {
      return "\(Terminal.paint("EQUAL", .green))  \(comparison.count) registers, as in \(file)\n"
        + unlisted
    }
    var text =
      Terminal.paint("DIFFERENT", .red)
      + "  \(comparison.differences.count) of \(comparison.count) registers, compared with \(file)\n"
    for difference in comparison.differences {
      text += "\n\(difference.encoding.name)\n"
      text += "  computed  \(masks(difference.computed))\n"
      text += "  shown     \(masks(difference.shown))\n"
      for reason in difference.reasons { text += "  \(reason)\n" }
    }
    return text + unlisted
  }

  private var unlisted: String {
    let names = comparison.unlisted.map(\.name).joined(separator: " ")
    return names.isEmpty ? "" : "not listed by the kernel: \(names)\n"
  }

  private func masks(_ mask: RegisterMask?) -> String {
    guard let mask else { return "not sanitised" }
    let words = [mask.zero, mask.one].map { "0x" + hexadecimal($0, digits: 16) }
    return "RES0 \(words[0]) RES1 \(words[1])"
  }
}
