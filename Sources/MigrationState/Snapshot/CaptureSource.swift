/// Where captured state comes from.
public struct CaptureSource: Hashable, Sendable {
  /// The format of the capture, `kvm-one-reg` say.
  public var format: String
  /// A digest of the original file; nil when there is none.
  public var digest: String?
  /// A remark; nil when there is none.
  public var note: String?

  /// Makes a source from its parts.
  public init(format: String, digest: String? = nil, note: String? = nil) {
    self.format = format
    self.digest = digest
    self.note = note
  }
}
