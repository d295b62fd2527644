import ArmArchitecture

/// The ids of a vCPU's registers: what many vCPUs have in common, kept apart from their values.
///
/// Its canonical form is an array of unsigned integers: the first is the first id, each other one
/// is the difference to the id before it. Neighbours mostly differ by less than 24, one byte.
public struct RegisterList: Hashable, Sendable {
  /// The ids, strictly ascending.
  public let ids: [RegisterID]

  /// The ids of a state.
  public init(_ registers: RegisterState) {
    ids = registers.ids
  }

  /// Takes ids in any order; one given twice counts once.
  public init(_ ids: some Sequence<RegisterID>) {
    self.ids = Set(ids).sorted()
  }

  /// The number of registers.
  public var count: Int { ids.count }

  /// The canonical form.
  public func canonicalBytes() -> [UInt8] {
    var encoder = CBOREncoder()
    encoder.writeArrayHeader(ids.count)
    var previous: UInt64 = 0
    for id in ids {
      encoder.writeUInt(id.rawValue - previous)
      previous = id.rawValue
    }
    return encoder.bytes
  }

  /// SHA-256 of the canonical form.
  public var digest: Digest { Digest(of: canonicalBytes()) }

  /// Decodes the canonical form.
  ///
  /// - Throws: `CanonicalError` if the bytes are anything else than the one encoding of a list, or
  ///   a number is not the id of a register.
  public init(canonical bytes: [UInt8]) throws(CanonicalError) {
    self = try CanonicalError.wrap { () throws(CBORError) in
      var decoder = CBORDecoder(bytes)
      let list = try RegisterList(from: &decoder)
      try decoder.finish()
      return list
    }
  }

  init(from decoder: inout CBORDecoder) throws(CBORError) {
    var previous: UInt64 = 0
    var ids: [RegisterID] = []
    let count = try decoder.readArrayHeader()
    ids.reserveCapacity(count)
    for _ in 0..<count {
      let offset = decoder.offset
      let step = try decoder.readUInt()
      let (raw, overflow) = previous.addingReportingOverflow(step)
      guard step > 0, !overflow, let id = RegisterID(rawValue: raw) else {
        throw CBORError(offset: offset, reason: .other("not the id of a register"))
      }
      previous = raw
      ids.append(id)
    }
    self.ids = ids
  }
}
