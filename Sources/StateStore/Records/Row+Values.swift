import Foundation
import GRDB
import KVMEnforcement
import MigrationState

extension Row {
  /// A digest.
  ///
  /// - Throws: ``StoreError/damaged(record:reason:)`` unless the column holds 32 bytes.
  func digest(_ column: String) throws -> Digest {
    let bytes: Data? = self[column]
    guard let bytes, let digest = Digest(bytes: bytes) else {
      throw StoreError.damaged(record: column, reason: "not a digest")
    }
    return digest
  }

  /// A moment; nil for NULL.
  func time(_ column: String) -> Timestamp? {
    let seconds: Int64? = self[column]
    return seconds.map { Timestamp(seconds: $0) }
  }

  /// One of the raw values of an enumeration; nil for NULL and for any other text.
  func choice<Choice: RawRepresentable>(_ column: String) -> Choice?
  where Choice.RawValue == String {
    let text: String? = self[column]
    return text.flatMap { Choice(rawValue: $0) }
  }

  /// A set of vCPU features; nil for NULL.
  func features(_ column: String) -> VCPUFeatures? {
    let text: String? = self[column]
    return text.map { text in
      VCPUFeatures(text.split(separator: ",").compactMap { VCPUFeature(rawValue: String($0)) })
    }
  }

  /// A 64-bit pattern.
  func word(_ column: String) -> UInt64 {
    let bits: Int64 = self[column]
    return UInt64(bitPattern: bits)
  }
}

extension Digest {
  /// The digest as a column's value.
  var data: Data { Data(bytes) }

  /// The digest that a canonical form ends with.
  init(ofCanonicalForm bytes: [UInt8]) {
    self = Digest(bytes: bytes.suffix(Self.byteCount)) ?? Digest(of: bytes)
  }
}

extension VCPUFeatures {
  /// The features in the kernel's order, separated by commas.
  var text: String {
    VCPUFeature.allCases.filter(contains).map(\.rawValue).joined(separator: ",")
  }
}
