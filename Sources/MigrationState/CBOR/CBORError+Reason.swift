extension CBORError {
  /// The ways in which bytes can fail to be the CBOR that was expected.
  public enum Reason: Equatable, Sendable {
    /// The item needs more bytes than are left.
    case truncated(needed: UInt64, available: Int)
    /// The item is of another type.
    case unexpectedType(expected: CBORType, found: CBORType)
    /// A closure that reads one element or pair asked for an item after that.
    case noItemLeft
    /// The number or length could be written in fewer bytes.
    case notShortest
    /// A string, array or map of indefinite length, or the stop code of one.
    case indefiniteLength
    /// Additional information 28 to 30, which RFC 8949 reserves.
    case reserved
    /// A floating-point number, `undefined` or an unassigned simple value, by initial byte.
    case unsupported(UInt8)
    /// An array or map announces more elements than there are bytes left for them.
    case tooManyItems(count: UInt64)
    /// Arrays, maps and tags are nested more than `limit` deep.
    case nestedTooDeeply(limit: Int)
    /// A key stands after one that it must stand before.
    case unsortedKey
    /// A key stands twice in its map.
    case duplicateKey
    /// A text string is not valid UTF-8.
    case invalidUTF8
    /// The integer does not fit the type that was asked for.
    case integerOutOfRange
    /// This many items of an array or a map were not read.
    case unreadItems(Int)
    /// This many bytes follow the last item.
    case trailingBytes(Int)
    /// A rule of the document itself, in words.
    case other(String)
  }
}

extension CBORError.Reason: CustomStringConvertible {
  /// The reason in words, without the offset.
  public var description: String {
    switch self {
    case .truncated(let needed, let available): "\(needed) bytes needed, \(available) left"
    case .unexpectedType(let expected, let found): "expected \(expected), found \(found)"
    case .noItemLeft: "fewer items than expected"
    case .notShortest: "a number that is not in its shortest form"
    case .indefiniteLength: "an indefinite length"
    case .reserved: "reserved additional information"
    case .unsupported(let byte): "an unsupported item (initial byte \(byte))"
    case .tooManyItems(let count): "\(count) elements announced, more than bytes are left"
    case .nestedTooDeeply(let limit): "nested more than \(limit) levels deep"
    case .unsortedKey: "a map key out of order"
    case .duplicateKey: "a map key that stands twice"
    case .invalidUTF8: "a text string that is not valid UTF-8"
    case .integerOutOfRange: "an integer out of range"
    case .unreadItems(let count): "\(count) items more than expected"
    case .trailingBytes(let count): "\(count) bytes after the last item"
    case .other(let text): text
    }
  }
}
