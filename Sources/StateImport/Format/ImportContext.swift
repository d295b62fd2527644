import KVMEnforcement
import MigrationState

/// What a foreign file does not say and the caller knows.
public struct ImportContext: Sendable {
  /// The name of the host or the VM; a name the file itself has goes before it.
  public var name: String
  /// When the file was written.
  public var capturedAt: Timestamp
  /// The number of vCPUs; nil when unknown.
  public var vcpuCount: Int?
  /// Whether the VM has EL2; nil when unknown.
  public var hasEL2: Bool?
  /// The interrupt controller; nil when ID registers have to tell it.
  public var gic: GICModel?

  /// Makes a context from its parts.
  public init(name: String, capturedAt: Timestamp) {
    self.name = name
    self.capturedAt = capturedAt
  }
}
