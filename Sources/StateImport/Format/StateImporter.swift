import MigrationState

/// Reads a foreign file as a document of ours.
public struct StateImporter {
  /// The longest text or JSON file that is read; streams have no limit.
  public static let textLimit = 128 << 20

  private let context: ImportContext

  /// Prepares reading.
  public init(_ context: ImportContext) {
    self.context = context
  }

  /// The document that a file tells.
  ///
  /// What the file lacks is left out, never made zero.
  ///
  /// - Parameters:
  ///   - format: the format, told by ``ForeignFormat/recognised(in:)`` or by the user.
  ///   - cursor: the file, from its first byte.
  /// - Returns: a host, a VM or a snapshot.
  /// - Throws: ``ImportError`` naming the byte or the line, what was expected there and what stands
  ///   there instead.
  public func document(
    _ format: ForeignFormat,
    from cursor: ByteCursor
  ) throws(ImportError) -> Document {
    switch format {
    case .qemu:
      var context = context
      if try cursor.peek(7) == Array("Libvirt".utf8) {
        let name = try LibvirtSaveHeader(cursor).name
        if let name, DocumentName.refusal(name) == nil { context.name = name }
      }
      return .snapshot(try QEMUStreamReader.read(cursor).snapshot(context))
    case .kvmRegisters:
      let text = try TextLines(try cursor.rest(limit: Self.textLimit))
      return .snapshot(try KVMRegisterDump(text).snapshot(context))
    }
  }
}
