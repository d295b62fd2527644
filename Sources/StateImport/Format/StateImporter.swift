import MigrationState

/// Reads a foreign file as a document of ours.
public struct StateImporter {
  /// The longest text or JSON file that is read; streams have no limit.
  public static let textLimit = 128 << 20

  private let context: ImportContext
  /// What was left out, or taken for granted, in the order met.
  public private(set) var warnings: [String] = []

  /// Prepares reading.
  public init(_ context: ImportContext) {
    self.context = context
  }

  /// What a foreign file holds.
  public enum Content {
    /// A host, a VM or a snapshot.
    case document(Document)
    /// Why a migration failed.
    case messages(QEMUMessageLog)
  }

  /// Reads a file.
  ///
  /// What the file lacks is left out, never made zero.
  ///
  /// - Parameters:
  ///   - format: the format, told by ``ForeignFormat/recognised(in:)`` or by the user.
  ///   - cursor: the file, from its first byte.
  /// - Returns: a document, or messages.
  /// - Throws: ``ImportError`` naming the byte or the line, what was expected there and what stands
  ///   there instead.
  public mutating func content(
    _ format: ForeignFormat,
    from cursor: ByteCursor
  ) throws(ImportError) -> Content {
    switch format {
    case .qemu: return .document(.snapshot(try stream(cursor)))
    case .firecrackerFingerprint:
      let fingerprint = try json(cursor) { root throws(DocumentError) in
        try FirecrackerFingerprint(root)
      }
      return .document(.host(fingerprint.host(context, warnings: &warnings)))
    case .firecrackerTemplate:
      let template = try json(cursor) { root throws(DocumentError) in
        try FirecrackerTemplate(root)
      }
      return .document(.vm(template.definition(context, warnings: &warnings)))
    case .cloudHypervisor:
      let state = try json(cursor) { root throws(DocumentError) in
        try CloudHypervisorState(root)
      }
      return .document(.snapshot(state.snapshot(context)))
    case .idRegisters:
      return .document(.vm(definition(try IDRegisterListing(try text(cursor)))))
    case .qemuMessages: return .messages(try QEMUMessageLog(try text(cursor)))
    case .kvmRegisters:
      return .document(.snapshot(try KVMRegisterDump(try text(cursor)).snapshot(context)))
    }
  }

  /// Reads the ID registers that a running kernel shows for a VM.
  ///
  /// - Parameter bytes: the file `idregs` of the VM's folder in debugfs.
  /// - Returns: the definition.
  /// - Throws: ``ImportError`` with the line, what was expected there and what stands there.
  public mutating func definition(idRegisters bytes: [UInt8]) throws(ImportError) -> VMDocument {
    definition(try IDRegisterListing(try TextLines(bytes)))
  }

  private mutating func definition(_ listing: IDRegisterListing) -> VMDocument {
    listing.definition(context, warnings: &warnings)
  }

  private func stream(_ cursor: ByteCursor) throws(ImportError) -> SnapshotDocument {
    var context = context
    if try cursor.peek(7) == Array("Libvirt".utf8) {
      let name = try LibvirtSaveHeader(cursor).name
      if let name, DocumentName.refusal(name) == nil { context.name = name }
    }
    return try QEMUStreamReader.read(cursor).snapshot(context)
  }

  private func text(_ cursor: ByteCursor) throws(ImportError) -> TextLines {
    try TextLines(try cursor.rest(limit: Self.textLimit))
  }

  private func json<Value>(
    _ cursor: ByteCursor,
    _ decode: (JSONCursor) throws(DocumentError) -> Value
  ) throws(ImportError) -> Value {
    let bytes = try cursor.rest(limit: Self.textLimit)
    do {
      return try decode(try JSONDocument(parsing: bytes).cursor)
    } catch let error as JSONSyntaxError {
      throw .malformed(offset: error.offset, expected: "JSON", found: "\(error)")
    } catch {
      throw .unusable("\(error)")
    }
  }
}
