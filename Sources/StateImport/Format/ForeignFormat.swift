/// The formats that are not ours and that can be read.
///
/// The raw values are what `--format` takes.
public enum ForeignFormat: String, Sendable, CaseIterable {
  /// A QEMU migration stream, in a libvirt save image too.
  case qemu
  /// A fingerprint of a host, taken by Firecracker's `cpu-template-helper`.
  case firecrackerFingerprint = "firecracker-fingerprint"
  /// A custom CPU template of Firecracker.
  case firecrackerTemplate = "firecracker-template"
  /// `state.json` of a snapshot of Cloud Hypervisor.
  case cloudHypervisor = "cloud-hypervisor"
  /// The kernel's debugfs file `idregs` of a VM.
  case idRegisters = "idregs"
  /// What QEMU says of registers when a migration fails.
  case qemuMessages = "qemu-messages"
  /// Registers of vCPUs, one a line: an id or a name, and a value.
  case kvmRegisters = "kvm-registers"

  /// The first bytes that tell the format.
  public static let headSize = 4096

  /// Tells the format of a file by its beginning.
  ///
  /// - Parameter head: the first ``headSize`` bytes, or all of a shorter file.
  /// - Returns: the format; nil when it is none of them.
  public static func recognised(in head: [UInt8]) -> ForeignFormat? {
    if QEMUStreamReader.recognises(head) { return .qemu }
    if head.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") {
      return json(String(decoding: head, as: UTF8.self))
    }
    if QEMUMessageLog.recognises(head) { return .qemuMessages }
    if IDRegisterListing.recognises(head) { return .idRegisters }
    if KVMRegisterDump.recognises(head) { return .kvmRegisters }
    return nil
  }

  /// The format of JSON text, by the keys near its beginning; nil for a document of ours.
  private static func json(_ text: String) -> ForeignFormat? {
    func has(_ key: String) -> Bool { text.contains("\"\(key)\"") }
    if text.contains("\"migrate-check/") { return nil }
    if has("guest_cpu_config") || has("firecracker_version") { return .firecrackerFingerprint }
    if has("snapshots") || has("snapshot_data") { return .cloudHypervisor }
    return has("reg_modifiers") ? .firecrackerTemplate : nil
  }

  /// The first byte of a file that is neither JSON nor of a known format.
  ///
  /// - Parameter head: the first ``headSize`` bytes, or all of a shorter file.
  /// - Returns: the byte's offset and how to name it; nil when the file could be JSON.
  public static func garbage(in head: [UInt8]) -> (offset: Int, byte: String)? {
    guard let place = head.firstIndex(where: { !" \t\r\n".utf8.contains($0) }) else { return nil }
    let byte = head[place]
    if "{[\"-0123456789tfn".utf8.contains(byte) || byte == 0xef { return nil }
    let isPrintable = 0x21...0x7e ~= byte
    return (
      place,
      isPrintable ? "`\(Character(Unicode.Scalar(byte)))`" : "0x" + String(byte, radix: 16)
    )
  }
}
