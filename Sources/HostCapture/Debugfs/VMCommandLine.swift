import MigrationState

/// What the command line of a VM's process says of the VM.
public struct VMCommandLine: Hashable, Sendable {
  /// The VM's name; nil when it says none.
  public private(set) var name: String?
  /// The VM's UUID, in lower case; nil when it says none.
  public private(set) var uuid: String?
  /// The program; nil for QEMU, whose command line does not tell its version, and for others.
  public private(set) var vmm: VMM?

  init() {}

  /// Reads a command line.
  ///
  /// - Parameter bytes: `/proc/<pid>/cmdline`: words, each ended by a zero byte.
  init(_ bytes: [UInt8]) {
    let words = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    let program = words[0].split(separator: "/").last ?? ""
    func value(_ option: String) -> String? {
      words.firstIndex { $0 == "-" + option || $0 == "--" + option }
        .flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
    }
    if program.hasPrefix("qemu") {
      name = value("name").flatMap(Self.guest)
      uuid = value("uuid")?.lowercased()
    } else if program.hasPrefix("firecracker") {
      name = value("id")
      vmm = .firecracker
    } else if program.hasPrefix("cloud-hypervisor") {
      vmm = .cloudHypervisor
    }
    if let name, DocumentName.refusal(name) != nil { self.name = nil }
  }

  /// The guest's name in QEMU's `-name NAME,…` or `-name guest=NAME,…`; nil without one.
  ///
  /// A comma in a name is doubled there.
  private static func guest(_ option: String) -> String? {
    let parts = option.replacing(",,", with: "\u{0}").split(separator: ",").enumerated()
    for (place, part) in parts {
      let name =
        part.hasPrefix("guest=")
        ? part.dropFirst(6) : place == 0 && !part.contains("=") ? part : nil
      if let name { return String(name).replacing("\u{0}", with: ",") }
    }
    return nil
  }
}
