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
    self = try Self.decode(item, of: bytes)
  }

  /// Every kind of document, with the newest version that is read.
  static let supported = DocumentKind.allCases.map { (kind: $0.rawValue, version: $0.version) }

  /// Decodes the content of an item whose kind is that of a document.
  static func decode(
    _ item: CanonicalItem,
    of bytes: [UInt8]
  ) throws(CanonicalError) -> BundleItem {
    switch DocumentKind(rawValue: item.kind) {
    case .host: .host(try HostDocument.decode(content: item.content, of: bytes))
    case .vm: .vm(try VMDocument.decode(content: item.content, of: bytes))
    case .snapshot: .snapshot(try SnapshotDocument.decode(content: item.content, of: bytes))
    case .verdict, nil: .verdict(try VerdictDocument.decode(content: item.content, of: bytes))
    }
  }
}
