import KVMEnforcement

extension VCPUFeatures {
  /// Reads an array of vCPU features, each at most once.
  ///
  /// - Throws: `DocumentError` for anything else.
  public init(_ cursor: JSONCursor) throws(DocumentError) {
    self = try DocumentDecoder().vcpuFeatures(cursor)
  }
}

extension GICModel {
  /// Reads the name of an interrupt controller.
  ///
  /// - Throws: `DocumentError` for anything else.
  public init(_ cursor: JSONCursor) throws(DocumentError) {
    self = try DocumentDecoder().choice(cursor)
  }
}
