/// Reads a bundle, document by document, and holds one at a time.
///
///     var reader = BundleReader { try file.read(upToCount: $0) }
///     while let item = try reader.next() { … }
///
/// A document is handed out as soon as it was checked; that none is missing is known when
/// ``next()`` returns nil. Whoever imports keeps what was read only then.
public struct BundleReader {
  /// The largest item that is read by default, 256 MiB: 100,000 vCPUs and more.
  public static let defaultLimit = 1 << 28

  private enum State {
    case start
    case documents
    case end
  }

  private var buffer: BundleBuffer
  private var state = State.start
  private var seal = BundleSeal()
  private let lists = KnownRegisterLists()

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - limit: The largest item in bytes; memory stays below a few times as much.
  ///   - read: Returns the next bytes, at most as many as asked for; none at the end only.
  public init(limit: Int = defaultLimit, from read: @escaping (Int) throws -> [UInt8]) {
    buffer = BundleBuffer(limit: limit, read: read)
  }

  /// The next document; nil once the bundle ended as it should.
  ///
  /// - Throws: `BundleError` with the number of the item and the byte offset: for a bundle or an
  ///   item of a newer version, an item that is altered, cut off or no document, and a bundle that
  ///   lacks items or goes on after its end. What reading throws. After an error the reader must
  ///   not be used any further.
  public mutating func next() throws -> BundleItem? {
    guard let record = try nextRecord() else { return nil }
    return try located { () throws(CanonicalError) in try BundleItem(record.item) }
  }

  /// The next document with its canonical form, registers packed; nil once the bundle ended as it should.
  ///
  /// - Throws: as ``next()``.
  public mutating func nextRecord() throws -> BundleRecord? {
    guard let (item, bytes) = try nextItem() else { return nil }
    let document = try located { () throws(CanonicalError) in
      try PackedItem(item, of: bytes, lists)
    }
    return BundleRecord(item: document, digest: item.digest, bytes: bytes)
  }

  /// Cuts off the next document and adds it to the seal.
  private mutating func nextItem() throws -> (CanonicalItem, [UInt8])? {
    if state == .start {
      _ = try readItem([(BundleSeal.startKind, BundleSeal.version)])
      state = .documents
    }
    guard state == .documents else { return nil }
    let (item, bytes) = try readItem(
      BundleItem.supported + [(BundleSeal.endKind, BundleSeal.version)]
    )
    if item.kind == BundleSeal.endKind {
      try checkEnd(item, bytes)
      state = .end
      return nil
    }
    seal.add(item.digest)
    return (item, bytes)
  }

  /// Reads the next item and checks its digest.
  private mutating func readItem(
    _ supported: CanonicalItem.Supported
  ) throws -> (CanonicalItem, [UInt8]) {
    let bytes = try buffer.nextItem(supported)
    let item = try located { () throws(CanonicalError) in
      try CanonicalItem(only: bytes, supported: supported)
    }
    return (item, bytes)
  }

  /// Compares what the end says with what was read.
  private mutating func checkEnd(_ item: CanonicalItem, _ bytes: [UInt8]) throws {
    guard seal.end != bytes else { return try buffer.checkEnd() }
    let announced = try located { () throws(CanonicalError) in
      try CanonicalError.wrap { () throws(CBORError) in
        var decoder = CBORDecoder(bytes, in: item.content)
        var fields = try CanonicalFieldReader(&decoder)
        return try fields.required("count", &decoder, CanonicalRead.int(in: 0...Int.max))
      }
    }
    throw BundleError(
      item: buffer.item,
      offset: buffer.start,
      reason: .incomplete(announced: announced, found: seal.count)
    )
  }

  /// Runs a body about the item read last and adds its place to an error.
  private func located<Value>(
    _ body: () throws(CanonicalError) -> Value
  ) throws(BundleError) -> Value {
    do throws(CanonicalError) {
      return try body()
    } catch {
      throw buffer.error(error)
    }
  }
}
