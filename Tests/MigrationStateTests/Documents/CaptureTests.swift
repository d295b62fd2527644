import Foundation
import MigrationState
import TestSupport
import Testing

@Suite struct CaptureTests {
  @Test(
    "shared captures decode without a warning and come back the same",
    .enabled(if: Fixtures.measured != nil)
  )
  func roundTrip() throws {
    let captures = try #require(Fixtures.measured).deletingLastPathComponent().appending(
      path: "captures"
    )
    for folder in ["hosts", "snapshots"] {
      for file in try FileManager.default.contentsOfDirectory(
        at: captures.appending(path: folder),
        includingPropertiesForKeys: nil
      ) {
        let bytes = try Array(Fixtures.data(file))
        var unknown: [JSONPath] = []
        let document = try Document(JSONDocument(parsing: bytes).cursor, unknownKeys: &unknown)
        #expect(unknown.isEmpty, "\(file.lastPathComponent) \(unknown)")
        let again = JSONWriter().string(document.json)
        let same = try Document(
          JSONDocument(parsing: Array(again.utf8)).cursor,
          unknownKeys: &unknown
        )
        #expect(same == document)
        let old = try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary
        let new = try JSONSerialization.jsonObject(with: Data(again.utf8)) as? NSDictionary
        #expect(old == new, "\(file.lastPathComponent)")
      }
    }
  }
}
