/// What a bundle carries.
public enum BundleItem: Hashable, Sendable {
  /// A host.
  case host(HostDocument)
  /// A VM's definition.
  case vm(VMDocument)
  /// Captured state.
  case snapshot(SnapshotDocument)
  /// A recorded verdict.
  case verdict(VerdictDocument)

  /// The canonical form.
  public func canonicalBytes() -> [UInt8] {
    switch self {
    case .host(let host): host.canonicalBytes()
    case .vm(let vm): vm.canonicalBytes()
    case .snapshot(let snapshot): snapshot.canonicalBytes()
    case .verdict(let verdict): verdict.canonicalBytes()
    }
  }

  /// Decodes a canonical form of any kind.
  ///
  /// - Throws: `CanonicalError` with the byte offset if the bytes are not the one form of any.
  public init(canonical bytes: [UInt8]) throws(CanonicalError) {
    let item = try CanonicalItem(only: bytes, supported: Self.supported)
    self = try Self(PackedItem(item, of: bytes, KnownRegisterLists()))
  }

  /// Unpacks what a bundle carried.
  ///
  /// - Throws: `CanonicalError` when values are not those of their list.
  public init(_ packed: PackedItem) throws(CanonicalError) {
    switch packed {
    case .host(let host): self = .host(host)
    case .vm(let vm): self = .vm(vm)
    case .snapshot(let snapshot): self = .snapshot(try SnapshotDocument(snapshot))
    case .verdict(let verdict): self = .verdict(verdict)
    }
  }

  /// Every kind of document, with the newest version that is read.
  static let supported = DocumentKind.allCases.map { (kind: $0.rawValue, version: $0.version) }
}
