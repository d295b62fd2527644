/// A recorded acceptance of one finding: its code, for one subject, within a scope, until it expires.
public struct WaiverRecord: Hashable, Sendable {
  /// The moves a waiver holds for.
  public struct Scope: Hashable, Sendable {
    /// What the name names.
    public enum Kind: String, Sendable, CaseIterable {
      /// Moves of one VM.
      case vm
      /// Moves to the hosts of a pool.
      case pool
      /// Moves to hosts of one class, CPU and kernel build.
      case hostClass = "host-class"
    }

    /// What the name names.
    public let kind: Kind
    /// The name of the VM or pool, or the host class.
    public let name: String

    /// Makes a scope.
    public init(_ kind: Kind, _ name: String) {
      self.kind = kind
      self.name = name
    }
  }

  /// The code of the findings.
  public let code: String
  /// Their subject: `REG.FIELD`, `REG[bits]`, `FEAT_X`, or the name of a record.
  public let subject: String
  /// The moves it holds for.
  public let scope: Scope
  /// Why it was granted.
  public let reason: String
  /// From this moment on it no longer holds.
  public let expiresAt: Timestamp

  /// Makes a waiver.
  public init(code: String, subject: String, scope: Scope, reason: String, expiresAt: Timestamp) {
    self.code = code
    self.subject = subject
    self.scope = scope
    self.reason = reason
    self.expiresAt = expiresAt
  }

  /// The id that verdicts name it by: `w` and the first 12 digits of a SHA-256 over its content.
  ///
  /// - Parameter occurrence: how often the same waiver was granted before, and revoked.
  /// - Returns: the id, the same in every store.
  public func id(occurrence: Int = 0) -> String {
    let parts = [
      code, subject, scope.kind.rawValue, scope.name, reason, expiresAt.description,
      "\(occurrence)",
    ]
    let content = parts.joined(separator: "\0")
    return "w" + Digest(of: Array(content.utf8)).description.prefix(12)
  }
}
