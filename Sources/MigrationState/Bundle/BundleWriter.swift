/// Writes a bundle: documents of any kind, one after the other, to be imported elsewhere.
///
/// Holds one document's form at a time. A bundle is complete only after ``finish()``.
public struct BundleWriter {
  private let write: ([UInt8]) throws -> Void
  private var seal = BundleSeal()

  /// Begins a bundle.
  ///
  /// - Parameter write: Takes the next bytes of the bundle.
  /// - Throws: What `write` throws.
  public init(to write: @escaping ([UInt8]) throws -> Void) throws {
    self.write = write
    try write(BundleSeal.start)
  }

  /// Adds a document.
  ///
  /// - Throws: What writing throws.
  public mutating func append(_ item: BundleItem) throws {
    try append(canonical: item.canonicalBytes())
  }

  /// Adds a document whose canonical form is at hand, such as a store keeps.
  ///
  /// - Throws: `CanonicalError` if the bytes are not one whole item of a kind and version that is
  ///   known, with its digest; what writing throws.
  public mutating func append(canonical bytes: [UInt8]) throws {
    let item = try CanonicalItem(only: bytes, supported: BundleItem.supported)
    seal.add(item.digest)
    try write(bytes)
  }

  /// Ends the bundle; nothing can be added afterwards.
  ///
  /// - Throws: What writing throws.
  public consuming func finish() throws {
    try write(seal.end)
  }
}
