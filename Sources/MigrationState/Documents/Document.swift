/// Any document of ours that can be recorded or converted.
public enum Document: Hashable, Sendable {
  /// `migrate-check/host/v1`.
  case host(HostDocument)
  /// `migrate-check/vm/v1`.
  case vm(VMDocument)
  /// `migrate-check/snapshot/v1`.
  case snapshot(SnapshotDocument)

  /// Decodes a document by its key `schema`.
  ///
  /// - Parameters:
  ///   - cursor: The root of the JSON text.
  ///   - unknownKeys: Receives the paths of keys that the schema does not know.
  /// - Throws: `DocumentError` naming path, value and reason: a missing key, a wrong type, bad hex,
  ///   a value wider than its register, a register given twice, an unknown schema.
  public init(
    _ cursor: JSONCursor,
    unknownKeys: inout [JSONPath]
  ) throws(DocumentError) {
    var reader = try cursor.object()
    let schema = try reader.required("schema")
    var decoder = DocumentDecoder()
    switch try schema.string() {
    case HostDocument.schema: self = .host(try HostDocument(cursor, &decoder))
    case VMDocument.schema: self = .vm(try VMDocument(cursor, &decoder))
    case SnapshotDocument.schema: self = .snapshot(try SnapshotDocument(cursor, &decoder))
    default:
      throw schema.error(
        .other(
          "unknown schema, expected \(HostDocument.schema), \(VMDocument.schema) or "
            + SnapshotDocument.schema
        )
      )
    }
    unknownKeys += decoder.unknownKeys
  }

  /// The document as JSON, keys in the order of the design, registers ascending.
  public var json: JSONOutput {
    switch self {
    case .host(let host): host.json
    case .vm(let vm): vm.json
    case .snapshot(let snapshot): snapshot.json
    }
  }
}
