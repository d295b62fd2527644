/// Walks a QEMU migration stream in constant memory: guest memory is stepped over, of the devices
/// only the vCPUs' sections are kept.
///
/// - Source: QEMU `migration/savevm.c` (`qemu_loadvm_state_main`, `qemu_savevm_state_complete_*`),
///   10.0 and 11.1.
struct QEMUStreamReader {
  /// What a section begins with, and other marks of the stream.
  enum Mark {
    static let end: UInt8 = 0x00
    static let start: UInt8 = 0x01
    static let part: UInt8 = 0x02
    static let last: UInt8 = 0x03
    static let full: UInt8 = 0x04
    static let subsection: UInt8 = 0x05
    static let description: UInt8 = 0x06
    static let configuration: UInt8 = 0x07
    static let command: UInt8 = 0x08
    static let footer: UInt8 = 0x7e
  }

  /// What QEMU calls a section that is sent in parts, by the section's number.
  var names: [UInt32: String] = [:]
  var stream = QEMUStream()
  let cursor: ByteCursor

  private init(_ cursor: ByteCursor) {
    self.cursor = cursor
  }

  /// Reads a stream from its first byte to the end of the file.
  ///
  /// - Throws: ``ImportError`` with the offset of the first fault.
  static func read(_ cursor: ByteCursor) throws(ImportError) -> QEMUStream {
    var reader = QEMUStreamReader(cursor)
    try reader.header()
    while try reader.element() {}
    try reader.trailer()
    return reader.stream
  }

  /// True for the beginning of a stream, of a channel beside one, and of a libvirt save image.
  static func recognises(_ head: [UInt8]) -> Bool {
    [
      Array("QEVM".utf8), [0x11, 0x22, 0x33, 0x44], LibvirtSaveHeader.magic,
      LibvirtSaveHeader.partialMagic,
    ].contains { head.starts(with: $0) }
  }

  private mutating func header() throws(ImportError) {
    let start = cursor.offset
    let magic = try cursor.number(UInt32.self, "the magic number of a QEMU stream")
    guard magic == 0x5145_564d else {
      let isChannel = magic == 0x1122_3344
      throw cursor.error(
        "the magic number QEVM of a QEMU stream",
        found: isChannel
          ? "that of a multifd channel, which holds guest memory alone" : "0x\(hex(magic))",
        at: start
      )
    }
    let version = try cursor.number(UInt32.self, "the version of the stream")
    guard version == 3 else {
      throw cursor.error("version 3 of the stream", found: "\(version)", at: start + 4)
    }
    if try cursor.peek(1) == [Mark.configuration] { try configuration() }
  }

  private mutating func configuration() throws(ImportError) {
    _ = try cursor.byte("the configuration")
    let length = try cursor.number(UInt32.self, "the length of the machine type")
    guard 1...255 ~= length else {
      throw cursor.error("a machine type of 1 to 255 bytes", found: "\(length)")
    }
    stream.machine = try cursor.text(Int(length), "the machine type")
    while try cursor.peek(1) == [Mark.subsection] {
      let start = cursor.offset
      _ = try cursor.byte("a part of the configuration")
      let name = try name("a part of the configuration")
      _ = try cursor.number(UInt32.self, "the version of \(name)")
      switch name {
      case "configuration/target-page-bits":
        let bits = try cursor.number(UInt32.self, "the number of target page bits")
        guard 10...20 ~= bits else {
          throw cursor.error("10 to 20 target page bits", found: "\(bits)")
        }
        stream.pageBits = Int(bits)
      case "configuration/capabilities":
        let count = try cursor.number(UInt32.self, "the number of capabilities")
        guard count <= 64 else {
          throw cursor.error("at most 64 capabilities", found: "\(count)")
        }
        for _ in 0..<count { stream.capabilities.insert(try self.name("a capability")) }
      case "configuration/uuid":
        try cursor.skip(16, "the UUID")
      default:
        throw cursor.error("a known part of the configuration", found: "`\(name)`", at: start)
      }
    }
  }

  /// Reads one element; false at the end of the stream.
  private mutating func element() throws(ImportError) -> Bool {
    let start = cursor.offset
    let mark = try cursor.byte("a section, a command or the end of the stream")
    switch mark {
    case Mark.end: return false
    case Mark.command: try command()
    case Mark.start, Mark.full:
      let id = try cursor.number(UInt32.self, "the number of a section")
      let name = try name("the name of section \(id)")
      let instance = try cursor.number(UInt32.self, "the instance of section \(name)")
      let version = try cursor.number(UInt32.self, "the version of section \(name)")
      if mark == Mark.start {
        guard names.updateValue(name, forKey: id) == nil, names.count <= 4096 else {
          throw cursor.error("each section once", found: "section \(id) again", at: start)
        }
      }
      try section(id, name, instance, version)
    case Mark.part, Mark.last:
      let id = try cursor.number(UInt32.self, "the number of a section")
      guard let name = names[id] else {
        throw cursor.error("the next part of a section", found: "part of unknown section \(id)")
      }
      try section(id, name, 0, 0)
    default:
      throw cursor.error(
        "a section, a command or the end of the stream",
        found: "0x\(hex(mark))",
        at: start
      )
    }
    return true
  }

  private mutating func section(
    _ id: UInt32,
    _ name: String,
    _ instance: UInt32,
    _ version: UInt32
  ) throws(ImportError) {
    switch name {
    case "ram":
      try memory()
      try footer(id)
    case "cpu":
      stream.devices.insert(name)
      let start = cursor.offset
      guard let body = try device(id, name, keeps: true) else { return }
      stream.vcpus.append(.init(instance: instance, version: version, offset: start, body: body))
    default:
      // Names of devices on buses hold their paths; those do not matter here.
      if stream.devices.count < 4096 { stream.devices.insert(name) }
      _ = try device(id, name, keeps: false)
    }
  }

  private func command() throws(ImportError) {
    let start = cursor.offset
    let command = try cursor.number(UInt16.self, "a command")
    let length = try cursor.number(UInt16.self, "the length of a command")
    // 3 to 7 are postcopy, whose state stands in a package of its own.
    guard !(3...7).contains(command), command <= 64 else {
      throw cursor.error(
        "a command of a stream to a file",
        found: "\(command), as in a postcopy migration",
        at: start
      )
    }
    try cursor.skip(UInt64(length), "the data of command \(command)")
  }

  func footer(_ id: UInt32) throws(ImportError) {
    let start = cursor.offset
    guard try cursor.byte("the footer of section \(id)") == Mark.footer,
      try cursor.number(UInt32.self, "the footer of section \(id)") == id
    else {
      throw cursor.error("the footer of section \(id)", found: "other bytes", at: start)
    }
  }

  /// A name of 1 to 255 bytes behind its length.
  func name(_ expected: String) throws(ImportError) -> String {
    let start = cursor.offset
    let length = try cursor.byte(expected)
    guard length > 0 else { throw cursor.error(expected, found: "an empty name", at: start) }
    return try cursor.text(Int(length), expected)
  }

  /// The description behind the end, and nothing behind that.
  private mutating func trailer() throws(ImportError) {
    if try cursor.peek(1) == [Mark.description] {
      _ = try cursor.byte("the description")
      stream.description = try QEMUDescription(cursor)
    }
    // A save to a block device, or with direct input and output, is padded.
    while try !cursor.isAtEnd() {
      let start = cursor.offset
      var isPadding = true
      let found = try cursor.seek(0xff) { isPadding = $0.allSatisfy { $0 == 0 } }
      guard isPadding, !found else {
        throw cursor.error("the end of the file", found: "more bytes", at: start)
      }
    }
  }

  func hex(_ value: some FixedWidthInteger & UnsignedInteger) -> String {
    String(value, radix: 16)
  }
}
