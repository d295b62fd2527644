/// A snapshot whose registers stay packed: all that a store needs of one.
///
/// It holds what its canonical form said, checked by every rule for one, and no value was decoded.
public struct PackedSnapshot: Sendable {
  /// The registers of one vCPU.
  public struct VCPU: Sendable {
    /// The vCPU's index, from 0.
    public let index: Int
    /// Its registers.
    public let list: RegisterList
    /// Their values, as many.
    public let values: PackedRegisterValues
  }

  /// The document without its vCPUs.
  public let head: SnapshotDocument
  /// The vCPUs, by ascending index.
  public let vcpus: [VCPU]

  /// Packs the registers of a document.
  public init(_ document: SnapshotDocument) {
    var head = document
    head.vcpus = []
    self.head = head
    vcpus = document.vcpus.map {
      VCPU(
        index: $0.index,
        list: RegisterList($0.registers),
        values: PackedRegisterValues($0.registers)
      )
    }
  }

  /// Decodes the content of a canonical form, whose item was checked.
  ///
  /// - Parameters:
  ///   - content: the bytes of the content.
  ///   - bytes: the bytes of the item.
  ///   - known: lists met before, which are then not decoded again.
  /// - Throws: `CanonicalError` when they are not the one form of a snapshot.
  init(
    content: Range<Int>,
    of bytes: [UInt8],
    _ known: KnownRegisterLists
  ) throws(CanonicalError) {
    self = try CanonicalRead.content(content, of: bytes, known) {
      decoder,
      lists throws(CBORError) in
      let (head, vcpus) = try SnapshotDocument.read(&decoder) { decoder throws(CBORError) in
        try lists.packed(&decoder)
      }
      return PackedSnapshot(
        head: head,
        vcpus: vcpus.map {
          VCPU(index: $0.index, list: $0.registers.list, values: $0.registers.values)
        }
      )
    }
  }

  private init(head: SnapshotDocument, vcpus: [VCPU]) {
    self.head = head
    self.vcpus = vcpus
  }
}

extension SnapshotDocument {
  /// Unpacks the registers of a snapshot.
  ///
  /// - Throws: `CanonicalError` when values are not those of their list.
  public init(_ packed: PackedSnapshot) throws(CanonicalError) {
    self = packed.head
    vcpus.reserveCapacity(packed.vcpus.count)
    for vcpu in packed.vcpus {
      vcpus.append(
        VCPUState(index: vcpu.index, registers: try vcpu.values.registers(in: vcpu.list))
      )
    }
  }
}
