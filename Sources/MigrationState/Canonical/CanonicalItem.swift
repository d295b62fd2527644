/// The outermost item of every canonical form: `[kind, version, content, digest]`.
///
/// The content is a byte string that holds CBOR in turn, so that its digest is that of bytes which
/// any CBOR library hands out. With the digest beside it no change of a byte goes unnoticed: one
/// in the content or the digest makes them differ, one in the kind, the version, a length or the
/// shape makes another item, which is refused.
struct CanonicalItem {
  /// The kinds an item may be of, and the newest version of each that is read.
  typealias Supported = [(kind: String, version: UInt64)]

  /// What the content is, `migrate-check/host` say.
  let kind: String
  /// The content's bytes, as indices of the buffer that was decoded.
  let content: Range<Int>
  /// SHA-256 of the content.
  let digest: Digest

  /// The bytes of an item.
  static func encode(kind: String, version: UInt64, content: [UInt8]) -> [UInt8] {
    var encoder = CBOREncoder()
    encoder.writeArrayHeader(4)
    encoder.writeText(kind)
    encoder.writeUInt(version)
    encoder.writeBytes(content)
    encoder.writeBytes(Digest(of: content).bytes)
    return encoder.bytes
  }

  /// Reads a buffer that holds one item and nothing else.
  init(only bytes: [UInt8], supported: Supported) throws(CanonicalError) {
    var decoder = CBORDecoder(bytes)
    try self.init(from: &decoder, supported: supported)
    try CanonicalError.wrap { () throws(CBORError) in try decoder.finish() }
  }

  /// Reads the item that a decoder stands at, and checks its digest.
  init(from decoder: inout CBORDecoder, supported: Supported) throws(CanonicalError) {
    kind = try Self.readKind(&decoder, supported)
    let (content, digestOffset, stored) = try CanonicalError.wrap { () throws(CBORError) in
      let content = try decoder.readBytes()
      let digestOffset = decoder.offset
      guard let stored = Digest(bytes: try decoder.readBytes()) else {
        throw CBORError(offset: digestOffset, reason: .other("a digest has 32 bytes"))
      }
      return (content, digestOffset, stored)
    }
    guard Digest(of: content) == stored else {
      throw CanonicalError(offset: digestOffset, reason: .digestMismatch)
    }
    self.content = content.indices
    digest = stored
  }

  /// Reads up to the content: the head of the array, the kind and the version.
  static func readKind(
    _ decoder: inout CBORDecoder,
    _ supported: Supported
  ) throws(CanonicalError) -> String {
    let start = decoder.offset
    var kindOffset = start
    var versionOffset = start
    let (count, kind, version) = try CanonicalError.wrap { () throws(CBORError) in
      let count = try decoder.readArrayHeader()
      kindOffset = decoder.offset
      let kind = try decoder.readText()
      versionOffset = decoder.offset
      return (count, kind, try decoder.readUInt())
    }
    guard let known = supported.first(where: { $0.kind == kind }) else {
      throw CanonicalError(
        offset: kindOffset,
        reason: .wrongKind(expected: supported.map(\.kind), found: kind)
      )
    }
    // Told from the version alone: what follows it may be shaped as only a newer program knows.
    guard version <= known.version else {
      throw CanonicalError(
        offset: versionOffset,
        reason: .newerVersion(kind: kind, found: version, supported: known.version)
      )
    }
    guard version > 0 else {
      throw CanonicalError(offset: versionOffset, reason: .malformed(.other("versions start at 1")))
    }
    guard count == 4 else {
      throw CanonicalError(
        offset: start,
        reason: .malformed(.other("an item has 4 parts, not \(count)"))
      )
    }
    return kind
  }
}
