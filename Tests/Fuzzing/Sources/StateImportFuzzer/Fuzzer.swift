import Foundation
import MigrationState
import StateImport

/// The reader that `MIGRATE_CHECK_FUZZ` names by its `--format`.
private let format: ForeignFormat = {
  let name = ProcessInfo.processInfo.environment["MIGRATE_CHECK_FUZZ"] ?? ""
  guard let format = ForeignFormat(rawValue: name) else {
    print("MIGRATE_CHECK_FUZZ must be one of \(ForeignFormat.allCases.map(\.rawValue))")
    exit(64)
  }
  return format
}()

/// Reads one input: a document or an error, never anything else.
private func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  _ = ForeignFormat.recognised(in: Array(input.prefix(ForeignFormat.headSize)))
  let context = ImportContext(name: "fuzz", capturedAt: Timestamp(seconds: 0))
  var importer = StateImporter(context)
  _ = try? importer.content(format, from: ByteCursor(ArrayByteSource(input)))
  return 0
}

/// libFuzzer's loop.
@_silgen_name("LLVMFuzzerRunDriver")
private func run(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The program's beginning, under the name that the package manager gives an executable's.
@_cdecl("StateImportFuzzer_main")
public func begin(
  _ count: CInt,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  _ = format
  var count = count
  var arguments = arguments
  return run(&count, &arguments, fuzz)
}
