/// A document of a bundle together with its canonical form, which was checked.
public struct BundleRecord: Sendable {
  /// The document.
  public let item: PackedItem
  /// The digest of its content.
  public let digest: Digest
  /// Its canonical form.
  public let bytes: [UInt8]
}
