/// The header that libvirt writes before a QEMU stream when it saves a VM to a file.
///
/// 92 bytes in the byte order of the machine that wrote them, then the VM's XML, then the stream.
///
/// - Source: libvirt `src/qemu/qemu_saveimage.h` (`virQEMUSaveHeader`), 11.
struct LibvirtSaveHeader {
  /// What the file begins with; the second while it is still being written.
  static let magic = Array("LibvirtQemudSave".utf8)
  static let partialMagic = Array("LibvirtQemudPart".utf8)

  /// The longest XML that is read.
  private static let limit = 16 << 20

  /// How the stream is compressed, and the command that unpacks it.
  private static let compressions = [
    1: ("gzip", "gunzip"), 2: ("bzip2", "bunzip2"), 3: ("xz", "xz -d"), 4: ("lzop", "lzop -d"),
    5: ("zstd", "zstd -d"),
  ]

  /// The VM's name; nil when the XML has none.
  let name: String?

  /// Reads the header up to the first byte of the stream.
  ///
  /// - Throws: ``ImportError`` for an image that is not complete, is compressed or has an unknown
  ///   version.
  init(_ cursor: ByteCursor) throws(ImportError) {
    let magic = try cursor.bytes(16, "the header of a libvirt save image")
    guard magic == Self.magic else {
      throw cursor.error(
        "a complete libvirt save image",
        found: magic == Self.partialMagic ? "one that was not finished" : "another file",
        at: 0
      )
    }
    var words: [UInt32] = []
    for _ in 0..<19 { words.append(try cursor.number(UInt32.self, "the header of a save image")) }
    // The version is small: the end that is not zero tells the byte order.
    if words[0] > 0xffff { words = words.map(\.byteSwapped) }
    guard 1...2 ~= words[0] else {
      throw cursor.error("version 1 or 2 of a save image", found: "\(words[0])", at: 16)
    }
    let length = Int(words[1])
    guard length <= Self.limit else {
      throw cursor.error("at most \(Self.limit) bytes of XML", found: "\(length)", at: 20)
    }
    let xml = String(decoding: try cursor.block(length, "the XML of the VM"), as: UTF8.self)
    let end = xml.firstRange(of: "<name>")?.upperBound
    name = end.map { String(xml[$0...].prefix { $0 != "<" }) }
    if words[3] != 0, words[3] != 6 {
      let (format, command) = Self.compressions[Int(words[3])] ?? ("an unknown format", "…")
      throw cursor.error(
        "a stream that is not compressed",
        found:
          "\(format); unpack it first: tail -c +\(cursor.offset + 1) IMAGE | \(command) > STREAM"
      )
    }
  }
}
