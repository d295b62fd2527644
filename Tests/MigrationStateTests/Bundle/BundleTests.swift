import MigrationState
import Testing

@Suite("Bundles")
struct BundleTests {
  static func items(_ count: Int, seed: UInt64 = 1) -> [BundleItem] {
    var random = RandomDocuments(seed: seed)
    return (0..<count).map { number in
      switch number % 4 {
      case 0: .verdict(random.verdict())
      case 1: .vm(random.vm())
      case 2: .snapshot(random.snapshot())
      default: .host(random.host())
      }
    }
  }

  /// The items of a bundle, each as its bytes: start, documents, end.
  static func bundle(_ items: [BundleItem]) throws -> [[UInt8]] {
    let sink = Sink()
    var writer = try BundleWriter { sink.items.append($0) }
    for item in items { try writer.append(item) }
    try writer.finish()
    return sink.items
  }

  final class Sink { var items: [[UInt8]] = [] }

  /// Reads a bundle that arrives in pieces of some length.
  static func read(_ bytes: [UInt8], piece: Int = .max, limit: Int = 1 << 20) throws -> [BundleItem]
  {
    var rest = bytes[...]
    var reader = BundleReader(limit: limit) { most in
      defer { rest = rest.dropFirst(min(most, piece)) }
      return Array(rest.prefix(min(most, piece)))
    }
    var items: [BundleItem] = []
    while let item = try reader.next() { items.append(item) }
    #expect(try reader.next() == nil)
    return items
  }

  @Test("come back, in whatever pieces they arrive", arguments: [1, 7, 1000, .max])
  func roundTrip(piece: Int) throws {
    for count in [0, 1, 9] {
      let items = Self.items(count)
      let bytes = try Self.bundle(items).flatMap(\.self)
      #expect(try Self.read(bytes, piece: piece) == items)
    }
  }

  @Test("records come with their canonical form")
  func records() throws {
    let items = Self.items(5)
    var rest = try Self.bundle(items).flatMap(\.self)[...]
    var reader = BundleReader { most in
      defer { rest = rest.dropFirst(most) }
      return Array(rest.prefix(most))
    }
    for item in items {
      let record = try #require(try reader.nextRecord())
      #expect(try BundleItem(record.item) == item)
      #expect(record.bytes == item.canonicalBytes())
      #expect(record.bytes.suffix(Digest.byteCount) == record.digest.bytes[...])
    }
    #expect(try reader.nextRecord() == nil)
  }

  @Test("a document can be added in its canonical form, if that is whole")
  func canonical() throws {
    let item = Self.items(1)[0]
    let sink = Sink()
    var writer = try BundleWriter { sink.items.append($0) }
    try writer.append(canonical: item.canonicalBytes())
    #expect(throws: CanonicalError.self) {
      try writer.append(canonical: item.canonicalBytes().dropLast())
    }
    try writer.finish()
    #expect(try Self.read(sink.items.flatMap(\.self)) == [item])
  }

  @Test("every truncation is refused, with item and offset")
  func truncation() throws {
    let parts = try Self.bundle(Self.items(2))
    let bytes = parts.flatMap(\.self)
    let ends = parts.indices.map { parts[...$0].map(\.count).reduce(0, +) }
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let error = #expect(throws: BundleError.self, "\(length) bytes") {
        try Self.read(Array(bytes[..<length]))
      }
      #expect(error?.item == ends.firstIndex { $0 > length }, "\(length) bytes")
      #expect(error?.reason == .truncated, "\(length) bytes")
      #expect(error?.offset == length, "\(length) bytes")
    }
  }

  @Test("every flipped bit is refused, in the item where it is")
  func flips() throws {
    let parts = try Self.bundle(Self.items(2))
    let bytes = parts.flatMap(\.self)
    let ends = parts.indices.map { parts[...$0].map(\.count).reduce(0, +) }
    for place in stride(from: 0, to: bytes.count, by: 3) {
      var changed = bytes
      changed[place] ^= 1 << UInt8(place % 8)
      let error = #expect(throws: BundleError.self, "byte \(place)") { try Self.read(changed) }
      #expect(error?.item == ends.firstIndex { $0 > place }, "byte \(place)")
    }
  }

  @Test("documents that are lost, doubled or moved are noticed")
  func sealing() throws {
    let parts = try Self.bundle(Self.items(3))
    func error(_ order: [Int]) -> BundleError? {
      #expect(throws: BundleError.self) { try Self.read(order.flatMap { parts[$0] }) }
    }
    #expect(error([0, 1, 3, 4])?.reason == .incomplete(announced: 3, found: 2))
    #expect(error([0, 1, 1, 2, 3, 4])?.reason == .incomplete(announced: 3, found: 4))
    #expect(error([0, 2, 1, 3, 4])?.reason == .incomplete(announced: 3, found: 3))
    #expect(error([0, 1, 2, 3])?.reason == .truncated)
    #expect(error([0, 1, 2, 3, 4, 4])?.reason == .trailingBytes)
    #expect(error([1, 2, 3, 4])?.item == 0)
  }

  @Test("a newer bundle and a newer document are refused as such")
  func newer() throws {
    var parts = try Self.bundle(Self.items(1))
    let original = parts
    // The version follows the kind: an array head, a text head and 20 or 21 bytes of text.
    parts[0][22] = 2
    var error = #expect(throws: BundleError.self) { try Self.read(parts.flatMap(\.self)) }
    #expect(
      error?.description
        == "item 0, offset 22: written by a newer version: migrate-check/bundle version 2, "
        + "this one reads up to 1"
    )
    parts = original
    parts[1][23] = 2
    error = #expect(throws: BundleError.self) { try Self.read(parts.flatMap(\.self)) }
    #expect(error?.item == 1)
    #expect(error?.description.contains("migrate-check/verdict version 2") == true)
  }

  @Test("an item larger than the limit is refused before it is read")
  func limit() throws {
    let bytes = try Self.bundle(Self.items(1)).flatMap(\.self)
    let error = #expect(throws: BundleError.self) { try Self.read(bytes, limit: 100) }
    #expect(error?.reason == .tooLarge(limit: 100))
  }
}
