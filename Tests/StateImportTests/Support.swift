import Foundation
import MigrationCheck
import MigrationState
import TestSupport

@testable import StateImport

/// Files under `Tests/Resources/StateImport`, unpacked once.
enum Resources {
  static let root = Fixtures.root.appending(path: "Tests/Resources/StateImport")

  static let streams: [String: [UInt8]] = {
    let folder = root.appending(path: "qemu")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var streams: [String: [UInt8]] = [:]
    for name in names where name.hasSuffix(".stream.xz") {
      streams[String(name.dropLast(10))] = (try? Fixtures.data(folder.appending(path: name)))
        .map { [UInt8]($0) }
    }
    return streams
  }()
}

extension StateImporter {
  /// The document in bytes whose format is told by their beginning.
  static func document(_ bytes: [UInt8], name: String = "web-1") throws -> Document {
    guard let format = ForeignFormat.recognised(in: Array(bytes.prefix(ForeignFormat.headSize)))
    else { throw ImportError.unusable("not recognised") }
    return try document(bytes, as: format, name: name)
  }

  static func document(
    _ bytes: [UInt8],
    as format: ForeignFormat,
    name: String = "web-1"
  ) throws -> Document {
    let context = ImportContext(name: name, capturedAt: Timestamp(seconds: 1_800_000_000))
    var importer = StateImporter(context)
    let content = try importer.content(format, from: ByteCursor(ArrayByteSource(bytes)))
    guard case .document(let document) = content else {
      throw ImportError.unusable("not a document")
    }
    return document
  }

  static func snapshot(_ bytes: [UInt8]) throws -> SnapshotDocument {
    guard case .snapshot(let snapshot) = try document(bytes) else {
      throw ImportError.unusable("not a snapshot")
    }
    return snapshot
  }
}

/// A captured host.
func capturedHost(_ file: URL) throws -> HostDocument {
  let json = try JSONDocument(parsing: [UInt8](Fixtures.data(file)))
  var unknown: [JSONPath] = []
  guard case .host(let host) = try Document(json.cursor, unknownKeys: &unknown) else {
    throw ImportError.unusable("not a host")
  }
  return host
}

/// The verdict on a captured VM.
func verdict(
  _ snapshot: SnapshotDocument,
  from source: HostDocument?,
  to target: HostDocument
) throws -> VerdictDocument {
  guard let guest = Guest(definition: nil, snapshot: snapshot) else {
    throw ImportError.unusable("no VM")
  }
  var check = Check(
    CheckRequest(
      guest: guest,
      source: source.map { HostView($0) },
      target: HostView(target),
      checkedAt: Timestamp(seconds: 1_800_000_000),
      toolVersion: "test"
    )
  )
  return check.verdict()
}

/// Builds what streams are made of.
struct StreamBuilder {
  private(set) var bytes: [UInt8] = []

  mutating func number(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
  }

  mutating func name(_ name: String) {
    bytes.append(UInt8(name.utf8.count))
    bytes += Array(name.utf8)
  }

  mutating func append(_ more: some Sequence<UInt8>) { bytes += Array(more) }

  /// The header of a stream of `virt-11.1` with target pages of 4,096 bytes.
  mutating func header(capabilities: [String] = []) {
    append("QEVM".utf8)
    number(UInt32(3))
    append([7])
    number(UInt32(9))
    append("virt-11.1".utf8)
    append([5])
    name("configuration/target-page-bits")
    number(UInt32(1))
    number(UInt32(12))
    if !capabilities.isEmpty {
      append([5])
      name("configuration/capabilities")
      number(UInt32(1))
      number(UInt32(capabilities.count))
      for capability in capabilities { name(capability) }
    }
  }

  /// A section of a device from its mark up to its body.
  mutating func section(_ mark: UInt8, _ id: UInt32, _ name: String, instance: Int, version: Int) {
    append([mark])
    number(id)
    self.name(name)
    number(UInt32(instance))
    number(UInt32(version))
  }

  mutating func footer(_ id: UInt32) {
    append([0x7e])
    number(id)
  }
}
