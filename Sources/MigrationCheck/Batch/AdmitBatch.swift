import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Answers requests whether KVM on a host would accept a value of an ID register.
///
/// A request is `{"id","host","profile" or "vcpuFeatures"+"gic","register","value"}`; the answer is
/// `{"id","accepted","stored"?,"findings"}`.
public struct AdmitBatch {
  private struct Key: Hashable {
    let host: String
    let profile: String
  }

  private let host: (String) throws -> HostView
  /// Admission per host and profile, made once.
  private var checks: [Key: AdmissionCheck] = [:]
  /// More profiles than this and the oldest work is done again, so that memory stays bounded.
  private static let cacheLimit = 256

  /// Answers from records that `host` finds by name; it throws `BatchError` for an unknown one.
  public init(host: @escaping (String) throws -> HostView) {
    self.host = host
  }

  /// Answers one line.
  public mutating func answer(_ line: [UInt8]) -> BatchAnswer {
    BatchAnswer.answer(line) { reader in
      let name = try reader.required("host").string()
      let registerText = try reader.required("register").string()
      guard let encoding = RegisterID(registerText)?.encoding else {
        throw BatchError("`\(registerText)` is not a system register")
      }
      let value = try reader.required("value").hex()
      let check = try check(name, try selection(&reader))
      guard AdmissionPlan.covers(encoding) || !check.has(encoding) else {
        throw BatchError("\(encoding.name) is not an ID register")
      }
      return Self.answer(check, encoding, value)
    }
  }

  /// What a request says of the profile.
  private enum Selection {
    case name(String)
    case features(VCPUFeatures, GICModel)

    /// A text that is equal for equal selections.
    var key: String {
      switch self {
      case .name(let name): "name:" + name
      case .features(let features, let gic):
        "features:" + features.map(\.rawValue).sorted().joined(separator: ",") + ":" + gic.rawValue
      }
    }
  }

  private func selection(_ reader: inout JSONObjectReader) throws -> Selection {
    let profile = reader.optional("profile")
    let features = reader.optional("vcpuFeatures")
    let gic = reader.optional("gic")
    if let profile { return .name(try profile.string()) }
    guard let features else { throw BatchError("profile or vcpuFeatures is missing") }
    return .features(
      try VCPUFeatures(features),
      try gic.map { try GICModel($0) } ?? .v3
    )
  }

  private mutating func check(_ name: String, _ selection: Selection) throws -> AdmissionCheck {
    let key = Key(host: name, profile: selection.key)
    if let check = checks[key] { return check }
    let host = try host(name)
    let record: VCPUProfileRecord
    switch selection {
    case .name(let profile):
      guard let found = host.document.vcpuProfiles.first(where: { $0.name == profile }) else {
        throw BatchError("host \(name) has no profile `\(profile)`")
      }
      record = found
    case .features(let features, let gic):
      let same = host.document.vcpuProfiles.filter { $0.vcpuFeatures == features && !$0.mte }
      guard let found = same.first(where: { $0.gic == gic }) ?? same.first else {
        throw BatchError("host \(name) has no profile with these vCPU features")
      }
      record = found
    }
    if let error = record.error {
      throw BatchError("host \(name) cannot create profile `\(record.name)`: \(error)")
    }
    let withoutGIC = host.document.vcpuProfiles.first {
      $0.vcpuFeatures == record.vcpuFeatures && $0.mte == record.mte && $0.gic == .none
        && $0.error == nil
    }
    if checks.count >= Self.cacheLimit { checks.removeAll(keepingCapacity: true) }
    let check = AdmissionCheck(
      target: .init(profile: VCPUProfile(record, withoutGIC: withoutGIC), host: host)
    )
    checks[key] = check
    return check
  }

  private static func answer(
    _ check: AdmissionCheck,
    _ encoding: Encoding,
    _ value: UInt64
  ) -> [JSONOutput.Member] {
    let (stored, findings) = check.judge(encoding, value)
    var members = [JSONOutput.Member("accepted", .bool(stored != nil))]
    if let stored { members.append(.init("stored", .hex(stored))) }
    members.append(.init("findings", .array(findings.map(\.json))))
    return members
  }
}
