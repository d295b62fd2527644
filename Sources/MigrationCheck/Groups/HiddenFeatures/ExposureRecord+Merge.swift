import ArmArchitecture
import MigrationState

extension ExposureRecord {
  /// What a VM may meet on a host of several kinds of CPU: each feature once, in the order of the
  /// tables; those that no table names follow by name.
  ///
  /// A VM may run on any of the kinds, so what one leaves reachable is reachable.
  ///
  /// - Parameter kinds: what it meets on each kind.
  /// - Returns: the encodings of all kinds; of reachable, unknown and hidden the first that any has.
  static func merged(_ kinds: [[ExposureRecord]]) -> [ExposureRecord] {
    guard kinds.count > 1 else { return kinds.first ?? [] }
    var merged: [String: ExposureRecord] = [:]
    for record in kinds.joined() {
      merged[record.feature] = merged[record.feature].map { $0.joined(with: record) } ?? record
    }
    return merged.values.sorted { ($0.place, $0.feature) < ($1.place, $1.feature) }
  }

  private func joined(with other: ExposureRecord) -> ExposureRecord {
    func strongest(_ one: Bool?, _ other: Bool?) -> Bool? {
      if one == true || other == true { return true }
      return one == nil || other == nil ? nil : false
    }
    let more = other.encodings.filter { !encodings.contains($0) }
    return ExposureRecord(
      feature: feature,
      encodings: more.isEmpty ? encodings : (encodings + more).sorted(by: Self.precedes),
      onSource: strongest(onSource, other.onSource),
      onTarget: strongest(onTarget, other.onTarget)
    )
  }

  /// Encodings ascend by their operands, not by their spelling.
  private static func precedes(_ one: String, _ other: String) -> Bool {
    operands(one).lexicographicallyPrecedes(operands(other))
  }

  /// The numbers of a generic spelling: 3, 0, 10, 2 and 3 of `S3_0_C10_C2_3`.
  private static func operands(_ encoding: String) -> [Int] {
    encoding.split { !$0.isNumber }.compactMap { Int($0) }
  }

  private var place: Int { FeatureTable.standard.index(of: feature) ?? .max }
}
