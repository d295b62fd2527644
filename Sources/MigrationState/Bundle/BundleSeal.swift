/// The items around a bundle's documents, and what the last one says about them.
///
/// A bundle is a CBOR sequence (RFC 8742): a start, any number of documents, an end. All have the
/// shape of ``CanonicalItem``. The start's content is an empty map: it is there to tell the
/// version before anything else. The end's content counts the documents and seals them, so that
/// one that is lost, doubled or moved is noticed although every item is whole.
struct BundleSeal: Equatable {
  /// The version of bundles that is written, and the newest that is read.
  static let version: UInt64 = 1
  /// The kind of the first item.
  static let startKind = "migrate-check/bundle"
  /// The kind of the last item.
  static let endKind = "migrate-check/bundle-end"

  /// The number of documents.
  private(set) var count = 0
  /// SHA-256 of the chain so far and the next document's digest; 32 zero bytes at first.
  private(set) var chain = [UInt8](repeating: 0, count: Digest.byteCount)

  /// Adds a document.
  mutating func add(_ digest: Digest) {
    count += 1
    chain = Digest(of: chain + digest.bytes).bytes
  }

  /// The first item of a bundle.
  static var start: [UInt8] {
    var encoder = CBOREncoder()
    encoder.writeFields([])
    return CanonicalItem.encode(kind: startKind, version: version, content: encoder.bytes)
  }

  /// The last item.
  var end: [UInt8] {
    var encoder = CBOREncoder()
    encoder.writeFields([
      CanonicalField("count", count),
      CanonicalField("digest") { $0.writeBytes(chain) },
    ])
    return CanonicalItem.encode(kind: Self.endKind, version: Self.version, content: encoder.bytes)
  }
}
