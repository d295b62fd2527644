/// Guest memory: the pages are stepped over, only the blocks' sizes are kept.
///
/// - Source: QEMU `migration/ram.c` (`ram_save_setup`, `ram_load_precopy`,
///   `mapped_ram_setup_ramblock`), 10.0 and 11.1.
extension QEMUStreamReader {
  /// What a record of guest memory is, in the bits of the address below the page size.
  private enum Flag {
    static let zero: UInt64 = 0x02
    static let size: UInt64 = 0x04
    static let page: UInt64 = 0x08
    static let end: UInt64 = 0x10
    static let sameBlock: UInt64 = 0x20
    static let delta: UInt64 = 0x40
    static let compressed: UInt64 = 0x100
    static let flush: UInt64 = 0x200
  }

  private static let blockLimit = 65_536

  /// Steps over one section of guest memory, up to its footer.
  mutating func memory() throws(ImportError) {
    let pageSize = UInt64(1) << UInt64(stream.pageBits)
    while true {
      let start = cursor.offset
      let word = try cursor.number(UInt64.self, "a record of guest memory")
      let flags = word & (pageSize - 1)
      switch flags & ~Flag.sameBlock {
      case Flag.size: try blocks(total: word - flags)
      case Flag.zero:
        try block(flags)
        try cursor.skip(1, "what fills a page")
      case Flag.page:
        try block(flags)
        try cursor.skip(pageSize, "a page of guest memory")
      case Flag.delta:
        try block(flags)
        guard try cursor.byte("a page as differences") == 1 else {
          throw cursor.error("a page as differences", found: "another encoding", at: start)
        }
        let length = try cursor.number(UInt16.self, "the length of a page as differences")
        try cursor.skip(UInt64(length), "a page as differences")
      case Flag.compressed:
        try block(flags)
        let length = try cursor.number(UInt32.self, "the length of a compressed page")
        try cursor.skip(UInt64(length), "a compressed page")
      case Flag.flush: break
      case Flag.end: return
      default:
        throw cursor.error(
          "a record of guest memory",
          found: "one with the flags 0x\(hex(flags))",
          at: start
        )
      }
    }
  }

  /// Steps over the name of the block a page belongs to, unless it is that of the page before.
  private func block(_ flags: UInt64) throws(ImportError) {
    if flags & Flag.sameBlock == 0 { _ = try name("the name of a block of guest memory") }
  }

  /// Reads the list of blocks, and with `mapped-ram` steps over their pages.
  private mutating func blocks(total: UInt64) throws(ImportError) {
    var left = total
    while left > 0 {
      let start = cursor.offset
      let name = try name("the name of a block of guest memory")
      let size = try cursor.number(UInt64.self, "the size of \(name)")
      guard size <= left, stream.ramBlocks.count < Self.blockLimit else {
        throw cursor.error(
          "a block of at most the \(left) bytes that are left of the total",
          found: "\(size) bytes of \(name)",
          at: start
        )
      }
      left -= size
      stream.ramBlocks.append((name, size))
      if stream.capabilities.contains("x-ignore-shared") {
        try cursor.skip(8, "the address of \(name)")
      }
      if stream.capabilities.contains("mapped-ram") { try mappedPages(name, size) }
    }
  }

  /// Steps over the pages of a block that lie at a fixed place of the file.
  private func mappedPages(_ name: String, _ size: UInt64) throws(ImportError) {
    let start = cursor.offset
    let version = try cursor.number(UInt32.self, "the version of the place of \(name)")
    guard version == 1 else {
      throw cursor.error("version 1 of the place of \(name)", found: "\(version)", at: start)
    }
    try cursor.skip(16, "the page size and the bitmap of \(name)")
    let place = try cursor.number(UInt64.self, "the place of the pages of \(name)")
    let (end, overflows) = place.addingReportingOverflow(size)
    guard !overflows, end >= UInt64(cursor.offset) else {
      throw cursor.error("the pages of \(name) behind their header", found: "\(place)", at: start)
    }
    try cursor.skip(end - UInt64(cursor.offset), "the pages of \(name)")
  }
}
