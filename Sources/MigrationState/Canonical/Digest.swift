import CLibCrypto

/// A SHA-256 digest: the name of a content.
///
/// - Source: FIPS 180-4; computed by the system's libcrypto.
public struct Digest: Hashable, Sendable {
  /// The number of bytes of a digest.
  public static let byteCount = 32

  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The digest of some bytes.
  public init(of content: some Sequence<UInt8>) {
    bytes =
      content.withContiguousStorageIfAvailable { Self.sha256($0) }
      ?? Array(content).withUnsafeBufferPointer { Self.sha256($0) }
  }

  /// Wraps the bytes of a digest; nil unless there are 32.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = Array(bytes)
  }

  /// The bytes of the digest of a buffer.
  ///
  /// The function itself, not the one that a provider of the system's configuration may offer: to load
  /// that configuration takes longer than all digests of a command.
  private static func sha256(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: byteCount)
    var state = SHA256_CTX()
    let done = [
      SHA256_Init(&state), SHA256_Update(&state, content.baseAddress, content.count),
      SHA256_Final(&digest, &state),
    ]
    // Going on would give records names that are not theirs.
    precondition(done == [1, 1, 1], "libcrypto does not compute SHA-256")
    return digest
  }
}
