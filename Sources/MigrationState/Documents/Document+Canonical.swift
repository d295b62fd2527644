extension Document {
  /// The kind of document.
  public var kind: DocumentKind {
    switch self {
    case .host: .host
    case .vm: .vm
    case .snapshot: .snapshot
    }
  }

  /// The canonical form.
  public func canonicalBytes() -> [UInt8] {
    switch self {
    case .host(let host): host.canonicalBytes()
    case .vm(let vm): vm.canonicalBytes()
    case .snapshot(let snapshot): snapshot.canonicalBytes()
    }
  }

  /// SHA-256 of the content of the canonical form.
  public var digest: Digest {
    switch self {
    case .host(let host): host.digest
    case .vm(let vm): vm.digest
    case .snapshot(let snapshot): snapshot.digest
    }
  }

  /// Decodes the canonical form of a host, a VM or a snapshot.
  ///
  /// - Throws: `CanonicalError` with the byte offset if the bytes are not the one form of any.
  public init(canonical bytes: [UInt8]) throws(CanonicalError) {
    let kinds: [DocumentKind] = [.host, .vm, .snapshot]
    let item = try CanonicalItem(only: bytes, supported: kinds.map { ($0.rawValue, $0.version) })
    switch item.kind {
    case DocumentKind.host.rawValue:
      self = .host(try HostDocument.decode(content: item.content, of: bytes))
    case DocumentKind.vm.rawValue:
      self = .vm(try VMDocument.decode(content: item.content, of: bytes))
    default:
      self = .snapshot(try SnapshotDocument.decode(content: item.content, of: bytes))
    }
  }
}
