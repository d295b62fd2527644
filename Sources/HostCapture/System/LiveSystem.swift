import ArmArchitecture
import CKVM
import Foundation

/// The machine the program runs on.
public struct LiveSystem: HostSystem {
  /// The kernel's release.
  public let kernelRelease: String
  /// The machine's name.
  public let nodeName: String

  /// Reads the machine's name and kernel.
  public init() {
    var system = utsname()
    uname(&system)
    kernelRelease = Self.text(&system.release)
    nodeName = Self.text(&system.nodename)
  }

  private static func text<Field>(_ field: inout Field) -> String {
    withUnsafeBytes(of: &field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// The page size in bytes.
  public var pageSize: Int { sysconf(Int32(_SC_PAGESIZE)) }

  /// The content of a file.
  public func read(_ path: String) -> [UInt8]? {
    try? SystemFile.read(path)
  }

  /// The names in a folder, sorted.
  public func list(_ folder: String) -> [String] {
    (try? SystemFile.list(folder)) ?? []
  }

  /// How many records of the log are read at most: one that is written faster than it is read has no
  /// end.
  private static let recordLimit = 1 << 20

  /// The records of `/dev/kmsg`.
  public func kernelLog() -> [String]? {
    let descriptor = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var records: [String] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    // Every read gives one record; EPIPE says that records were lost, and that the next is there.
    for _ in 0..<Self.recordLimit {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EPIPE { continue }
      guard count > 0 else { break }
      records.append(String(decoding: buffer.prefix(count), as: UTF8.self))
    }
    return records
  }

  /// The registers that MRS reads here.
  public func userRegisters() -> [(encoding: Encoding, value: UInt64)] {
    (0..<UInt32(ckvm_user_register_count)).compactMap { index in
      var encoding: UInt16 = 0
      var value: UInt64 = 0
      guard ckvm_user_register(index, &encoding, &value) == 0 else { return nil }
      return (Encoding(packed: encoding), value)
    }
  }

  /// Sets the CPUs the thread may run on.
  @discardableResult
  public func pin(to cpu: Int?) -> Bool {
    ckvm_pin(Int32(cpu ?? -1)) >= 0
  }
}
