/// The formats that are not ours and that can be read.
///
/// The raw values are what `--format` takes.
public enum ForeignFormat: String, Sendable, CaseIterable {
  /// Registers of vCPUs, one a line: an id or a name, and a value.
  case kvmRegisters = "kvm-registers"

  /// The first bytes that tell the format.
  public static let headSize = 4096

  /// Tells the format of a file by its beginning.
  ///
  /// - Parameter head: the first ``headSize`` bytes, or all of a shorter file.
  /// - Returns: the format; nil when it is none of them.
  public static func recognised(in head: [UInt8]) -> ForeignFormat? {
    if KVMRegisterDump.recognises(head) { return .kvmRegisters }
    return nil
  }
}
