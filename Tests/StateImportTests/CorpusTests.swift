import Foundation
import MigrationState
import TestSupport
import Testing

@testable import StateImport

/// The seed corpus of the fuzzer, and every seed cut and with each byte flipped.
@Suite struct CorpusTests {
  private static let corpus = Resources.root.appending(path: "corpus")

  private static func seeds(_ format: ForeignFormat) throws -> [[UInt8]] {
    let folder = corpus.appending(path: format.rawValue)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      [UInt8](try Fixtures.data(folder.appending(path: $0)))
    }
  }

  private func read(_ bytes: [UInt8], _ format: ForeignFormat) throws(ImportError) {
    let context = ImportContext(name: "seed", capturedAt: Timestamp(seconds: 1_800_000_000))
    var importer = StateImporter(context)
    _ = try importer.content(format, from: ByteCursor(ArrayByteSource(bytes)))
  }

  @Test("each format has a seed, which is recognised", arguments: ForeignFormat.allCases)
  func seeds(_ format: ForeignFormat) throws {
    let seeds = try Self.seeds(format)
    #expect(!seeds.isEmpty)
    for seed in seeds {
      #expect(ForeignFormat.recognised(in: Array(seed.prefix(ForeignFormat.headSize))) == format)
      // The stream is a header without a vCPU.
      if format != .qemu { try read(seed, format) }
    }
  }

  @Test("a damaged seed is read or refused with a reason", arguments: ForeignFormat.allCases)
  func damaged(_ format: ForeignFormat) throws {
    for seed in try Self.seeds(format) {
      let step = max(1, seed.count / 200)
      for place in stride(from: 0, to: seed.count, by: step) {
        var flipped = seed
        flipped[place] ^= 0xff
        for bytes in [flipped, Array(seed[..<place])] {
          do throws(ImportError) {
            try read(bytes, format)
          } catch {
            #expect("\(error)".count > 10)
          }
        }
      }
    }
  }
}
