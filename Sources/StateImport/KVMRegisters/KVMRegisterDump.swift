import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Registers as programs print them after `KVM_GET_ONE_REG`, one a line.
///
/// A line is a register, its size in bytes if the program prints that, and its value; blanks, `:`,
/// `=` and `,` separate them, `#` begins a comment. The register is an id, a name or an encoding; a
/// name may follow an id. `vcpu N` begins another vCPU.
struct KVMRegisterDump {
  /// The registers of each vCPU by its index.
  private var vcpus: [Int: RegisterState] = [:]

  /// Reads a dump.
  ///
  /// - Throws: ``ImportError`` with the line of the first fault.
  init(_ text: TextLines) throws(ImportError) {
    var index = 0
    for line in text.lines {
      let words = Self.words(of: line)
      if words.isEmpty { continue }
      if let next = Self.vcpu(words) {
        guard vcpus[next] == nil else {
          throw line.error("each vCPU once", found: line.text)
        }
        index = next
        vcpus[index] = RegisterState()
        continue
      }
      let (id, value) = try Self.register(words, line)
      if vcpus[index]?[id] != nil {
        throw line.error("each register once", found: id.description)
      }
      vcpus[index, default: RegisterState()].set(id, to: value)
    }
    if vcpus.isEmpty { throw .unusable("no line of the file is a register with its value") }
  }

  /// True when the first line that says something is a register with its value.
  static func recognises(_ head: [UInt8]) -> Bool {
    // The last line may be cut; a character too.
    let end = head.count < ForeignFormat.headSize ? head.count : head.lastIndex(of: 0x0a) ?? 0
    guard let text = try? TextLines(Array(head[..<end])) else { return false }
    for line in text.lines {
      let words = words(of: line)
      if words.isEmpty || vcpu(words) != nil { continue }
      return (try? register(words, line)) != nil
    }
    return false
  }

  /// The captured state.
  func snapshot(_ context: ImportContext) -> SnapshotDocument {
    SnapshotDocument(
      vm: context.name,
      capturedAt: context.capturedAt,
      source: CaptureSource(format: "kvm-registers"),
      vcpus: vcpus.sorted { $0.key < $1.key }.map { VCPUState(index: $0.key, registers: $0.value) }
    )
  }

  private static func words(of line: TextLines.Line) -> [Substring] {
    line.text.prefix { $0 != "#" }.split { " \t:=,;".contains($0) }
  }

  /// The index in `vcpu 0` or `cpu0`.
  private static func vcpu(_ words: [Substring]) -> Int? {
    let text = words.joined().lowercased()
    guard let prefix = ["vcpu", "cpu"].first(where: text.hasPrefix) else { return nil }
    return Int(text.dropFirst(prefix.count)).flatMap { 0...65_535 ~= $0 ? $0 : nil }
  }

  private static func register(
    _ words: [Substring],
    _ line: TextLines.Line
  ) throws(ImportError) -> (RegisterID, RegisterValue) {
    guard let id = Self.id(words[0]) else {
      throw line.error("the id or the name of a register", found: words[0])
    }
    var rest = words.dropFirst()
    if rest.count > 1, let name = rest.first, Self.id(name) == id { rest = rest.dropFirst() }
    if rest.count > 1, let size = rest.first, Int(size) == id.width / 8 { rest = rest.dropFirst() }
    guard rest.count == 1, let word = rest.first else {
      throw line.error("the value of \(id), with nothing but its size before it", found: line.text)
    }
    guard let value = RegisterValue(hexadecimal: word, width: id.width) else {
      throw line.error(
        "a value of \(id.width) bits as 0x…, or with all its \(id.width / 4) digits",
        found: word
      )
    }
    return (id, value)
  }

  /// A register in any spelling, `SYS_` before a name and an id without `0x` included.
  private static func id(_ word: Substring) -> RegisterID? {
    if word.utf8.count == 16, let raw = UInt64(word, radix: 16) { return RegisterID(rawValue: raw) }
    return RegisterID(word.hasPrefix("SYS_") ? word.dropFirst(4) : word)
      ?? KVMRegisterNames.standard.id(named: word)
  }
}
