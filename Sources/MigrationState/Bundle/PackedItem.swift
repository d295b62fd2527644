/// What a bundle carries, with the registers of snapshots packed.
public enum PackedItem: Sendable {
  /// A host.
  case host(HostDocument)
  /// A VM's definition.
  case vm(VMDocument)
  /// Captured state.
  case snapshot(PackedSnapshot)
  /// A recorded verdict.
  case verdict(VerdictDocument)

  /// Decodes the content of an item whose kind is that of a document.
  init(
    _ item: CanonicalItem,
    of bytes: [UInt8],
    _ known: KnownRegisterLists
  ) throws(CanonicalError) {
    switch DocumentKind(rawValue: item.kind) {
    case .host: self = .host(try HostDocument.decode(content: item.content, of: bytes))
    case .vm: self = .vm(try VMDocument.decode(content: item.content, of: bytes))
    case .snapshot: self = .snapshot(try PackedSnapshot(content: item.content, of: bytes, known))
    case .verdict, nil:
      self = .verdict(try VerdictDocument.decode(content: item.content, of: bytes))
    }
  }
}
