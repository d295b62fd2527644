import Foundation
import MigrationState
import TestFixtures

// fleet-generator HOSTS VMS SEED CAPTURES OUT [VARIANTS [VCPUS]]: writes a bundle of a made-up fleet.
// CAPTURES has hosts/*.json and snapshots/*.json, or .json.xz.

let arguments = CommandLine.arguments
guard 6...8 ~= arguments.count, let hostCount = Int(arguments[1]), let vmCount = Int(arguments[2]),
  let seed = UInt64(arguments[3])
else {
  FileHandle.standardError.write(
    Data("usage: fleet-generator HOSTS VMS SEED CAPTURES OUT [VARIANTS [VCPUS]]\n".utf8)
  )
  exit(64)
}

func documents(_ folder: String) throws -> [Document] {
  let root = URL(filePath: arguments[4]).appending(path: folder)
  return try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
    .filter { $0.hasSuffix(".json") || $0.hasSuffix(".json.xz") }
    .map { file in
      var unknownKeys: [JSONPath] = []
      let bytes = Array(try Fixtures.data(root.appending(path: file)))
      return try Document(JSONDocument(parsing: bytes).cursor, unknownKeys: &unknownKeys)
    }
}

var fleet = Fleet(
  hosts: try documents("hosts").compactMap { if case .host(let host) = $0 { host } else { nil } },
  snapshots: try documents("snapshots").compactMap {
    if case .snapshot(let snapshot) = $0 { snapshot } else { nil }
  },
  variants: arguments.count > 6 ? Int(arguments[6]) ?? 8 : 8,
  vcpus: arguments.count > 7 ? Int(arguments[7]) ?? 4 : 4,
  random: SeededGenerator(seed: seed)
)

try Data().write(to: URL(filePath: arguments[5]))
guard let file = FileHandle(forWritingAtPath: arguments[5]) else { exit(73) }
var buffer = Data()
var bundle = try BundleWriter { bytes in
  buffer.append(contentsOf: bytes)
  if buffer.count > 1 << 20 {
    try file.write(contentsOf: buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
var placed: [(name: String, kind: String)] = []
let kinds = Dictionary(
  fleet.hosts.map { host in
    var kind = host
    (kind.name, kind.capturedAt) = ("-", Timestamp(seconds: 0))
    return (kind.digest, host.name)
  }
) { first, _ in first }
for number in 0..<hostCount {
  let host = fleet.host(number)
  var kind = host
  (kind.name, kind.capturedAt) = ("-", Timestamp(seconds: 0))
  placed.append((host.name, kinds[kind.digest] ?? ""))
  try bundle.append(.host(host))
}
for number in 0..<vmCount {
  let vm = fleet.vm(number, on: placed)
  if let definition = vm.definition { try bundle.append(.vm(definition)) }
  if let snapshot = vm.snapshot { try bundle.append(.snapshot(snapshot)) }
}
try bundle.finish()
try file.write(contentsOf: buffer)
