import Foundation
import TestSupport
import Testing

/// The names of pools, in labels and in waivers for them.
@Suite struct WaiverPoolTests {
  private let folder: TemporaryFolder
  private let store: URL

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("store.sqlite")
    let host = ["host", "record", "samples/hosts/max-linux-7.3.4.json"]
    #expect(try Tool.run(host, store: store).status == 0)
  }

  private func waive(_ pool: String) throws -> Tool.Result {
    try Tool.run(
      [
        "waiver", "add", "--code", "leak-between-vms", "--subject", "FEAT_S1PIE", "--pool", pool,
        "--reason", "single tenant", "--expires", "2099-01-01T00:00:00Z",
      ],
      store: store
    )
  }

  private func label(_ label: String) throws -> Tool.Result {
    try Tool.run(["host", "label", "max-linux-7.3.4", label], store: store)
  }

  @Test(
    "one that cannot be a label's value is refused for both",
    arguments: [
      (" web", "white space around it"), ("web ", "white space around it"),
      ("w\u{1B}eb", "control characters"), ("w\neb", "control characters"),
      ("w\u{9B}eb", "control characters"), (" ", "white space around it"),
    ]
  )
  func refused(pool: String, words: String) throws {
    for result in [try waive(pool), try label("pool=\(pool)")] {
      #expect(result.status == 64 && result.output.isEmpty)
      #expect(result.diagnostics.contains(words), "\(result.diagnostics)")
    }
    let key = try label("\(pool)=web")
    #expect(key.status == 64)
    let list = try Tool.run(["waiver", "list", "--all", "--json"], store: store)
    #expect(list.output == "[]\n")
  }

  @Test("a pool without hosts is accepted with a warning, one with hosts without")
  func warning() throws {
    let unknown = try waive("web")
    #expect(unknown.status == 0 && unknown.output.hasPrefix("granted"))
    #expect(unknown.diagnosticLines.count == 1)
    #expect(unknown.diagnostics.contains("web: no host is in this pool"))
    #expect(try label("pool=web").status == 0)
    let known = try waive("web")
    #expect(known.status == 0 && known.diagnostics.isEmpty, "\(known.diagnostics)")
  }
}
