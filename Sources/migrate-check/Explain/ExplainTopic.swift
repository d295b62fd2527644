import ArmArchitecture
import MigrationCheck

/// What a word on the command line names.
enum ExplainTopic {
  case finding(FindingKind)
  case feature(Feature)
  case idField(IDField)
  /// A field of a register that the kernel sanitises or traps through.
  case ruledField(RuledRegister, name: String)
  /// A system register or a system instruction.
  case encoding(Encoding)
  /// A register of another class: core, demux, firmware, SVE.
  case register(RegisterID)

  /// Finds what a word names, on a kernel.
  ///
  /// - Throws: `CommandError`, usage, when nothing has that name.
  init(_ word: String, on kernel: KernelVersion) throws(CommandError) {
    if let kind = FindingKind.named(word) {
      self = .finding(kind)
    } else if let feature = FeatureTable.standard.feature(named: word) {
      self = .feature(feature)
    } else if let dot = word.firstIndex(of: ".") {
      self = try Self.field(
        of: String(word[..<dot]),
        named: String(word[word.index(after: dot)...]),
        on: kernel
      )
    } else if let id = RegisterID(word) ?? KVMRegisterNames.standard.id(named: word) {
      self = id.encoding.map { .encoding($0) } ?? .register(id)
    } else if let encoding = Self.encoding(word) {
      self = .encoding(encoding)
    } else {
      throw CommandError(.usage, "nothing is named `\(word)`" + Self.hint(word))
    }
  }

  /// An encoding in any spelling, instructions included.
  private static func encoding(_ word: String) -> Encoding? {
    RegisterNames.standard.encoding(named: word) ?? Encoding(word) ?? RegisterID(word)?.encoding
  }

  private static func field(
    of register: String,
    named name: String,
    on kernel: KernelVersion
  ) throws(CommandError) -> ExplainTopic {
    guard let encoding = encoding(register) else {
      throw CommandError(.usage, "no register is named `\(register)`" + hint(register))
    }
    if let field = IDRegisters.standard[encoding]?.field(name) { return .idField(field) }
    let ruled = BitRules.standard.register(encoding, on: kernel)
    if let ruled, !ruled.rules(ofField: name).isEmpty { return .ruledField(ruled, name: name) }
    var known = IDRegisters.standard[encoding]?.fields.map(\.name) ?? []
    known += ruled?.rules.compactMap(\.name) ?? []
    let fields =
      known.isEmpty ? "no field of it is known" : "its fields are " + known.joined(separator: ", ")
    throw CommandError(.usage, "\(encoding.name) has no field `\(name)`; \(fields)")
  }

  /// Names that contain the word, whatever the case: `; is it …?`.
  private static func hint(_ word: String) -> String {
    let wanted = word.lowercased()
    var names = FindingKind.all.map(\.code)
    names += FeatureTable.standard.features.map(\.name) + RegisterNames.standard.all.map(\.name)
    let similar = names.filter { $0.lowercased().contains(wanted) }.prefix(5)
    return similar.isEmpty ? "" : "; is it \(similar.joined(separator: ", "))?"
  }
}
