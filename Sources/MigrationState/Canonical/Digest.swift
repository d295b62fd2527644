import CLibCrypto

/// A SHA-256 digest: the name of a content.
///
/// - Source: FIPS 180-4; computed by the system's libcrypto.
public struct Digest: Hashable, Sendable {
  /// The number of bytes of a digest.
  public static let byteCount = 32

  /// The digest as four words, the first bytes in the high bits of the first.
  private let words: [4 of UInt64]

  /// The digest of some bytes.
  public init(of content: some Sequence<UInt8>) {
    let computed =
      content.withContiguousStorageIfAvailable { Self.sha256($0) }
      ?? Array(content).withUnsafeBufferPointer { Self.sha256($0) }
    self.init(computed)
  }

  /// Wraps the bytes of a digest; nil unless there are 32.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(Array(bytes))
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    for index in words.indices {
      for shift in stride(from: 56 as UInt64, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: words[index] >> shift))
      }
    }
    return bytes
  }

  /// Packs 32 bytes.
  private init(_ bytes: [UInt8]) {
    words = [4 of UInt64] { index in
      bytes[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// The bytes of the digest of a buffer.
  ///
  /// libcrypto fails only where the process cannot go on: without memory, or in a configuration
  /// that forbids SHA-256. Going on would give records names that are not theirs.
  private static func sha256(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: byteCount)
    let done = EVP_Digest(content.baseAddress, content.count, &digest, nil, EVP_sha256(), nil)
    precondition(done == 1, "libcrypto does not offer SHA-256")
    return digest
  }

  /// Equal when all 32 bytes are.
  public static func == (lhs: Digest, rhs: Digest) -> Bool {
    lhs.words.indices.allSatisfy { lhs.words[$0] == rhs.words[$0] }
  }

  /// Hashes the first 8 bytes, which are as random as all.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words[0])
  }
}
