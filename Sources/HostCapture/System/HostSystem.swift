import ArmArchitecture

/// What a capture reads of the machine besides KVM; the live one reads it, a recorded one answers.
public protocol HostSystem {
  /// The kernel's release, `uname -r`.
  var kernelRelease: String { get }
  /// The machine's name, `uname -n`.
  var nodeName: String { get }
  /// The page size in bytes.
  var pageSize: Int { get }
  /// The content of a file; nil when it is not there or not readable.
  func read(_ path: String) -> [UInt8]?
  /// The names in a folder, sorted; empty when it is not there.
  func list(_ folder: String) -> [String]
  /// The records of the kernel's log, as `/dev/kmsg` gives them; nil when it is not readable.
  func kernelLog() -> [String]?
  /// The ID registers that user space may read, with CTR_EL0, DCZID_EL0 and CNTFRQ_EL0.
  func userRegisters() -> [(encoding: Encoding, value: UInt64)]
  /// Runs what follows on one CPU only; nil: on every CPU it may run on.
  ///
  /// - Returns: False when the process may not run there.
  @discardableResult func pin(to cpu: Int?) -> Bool
}

extension HostSystem {
  /// The first line of a file; nil when there is none.
  func line(_ path: String) -> String? {
    guard let bytes = read(path), !bytes.isEmpty else { return nil }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
