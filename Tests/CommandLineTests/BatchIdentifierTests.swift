import Foundation
import TestSupport
import Testing

/// The id of a batch's request, handed back.
@Suite struct BatchIdentifierTests {
  @Test(
    "comes back as it was spelt, numbers of any size too",
    arguments: ["7", "-1", "184467440737095516160", "1.50", "1e3", #""a""#, #"[1,{"b":2.0}]"#]
  )
  func spelling(id: String) throws {
    let rest = #""kernel":"7.3","vcpuFeatures":[],"idRegisters":{},"want":["masks"]"#
    let result = try Tool.run(
      ["effective", "--batch", "-"],
      input: Data(#"{"id":\#(id),\#(rest)}"#.utf8)
    )
    #expect(result.status == 0)
    #expect(result.output.hasPrefix(#"{"id":\#(id),"masks":"#), "\(result.output)")
  }

  @Test("comes back from a line that is no JSON behind it, if it stands first")
  func malformed() throws {
    let lines = [
      #"{"id":12,"kernel":7.3.4}"#, #"{"id":12 }}"#, #"{"id":12.50 ,"#,
      #"{"kernel":7.3.4,"id":12}"#, #"{"id":"#, "x", #"{"id":12"#, #"{"id":12 "#, #"{"id":12]"#,
      #"{"id":"a","kernel":"#,
    ]
    // Bytes that are not UTF-8: behind the id they are the line's fault, within it there is no id.
    let behind = Data(#"{"id":12,""#.utf8) + [0xFF]
    let within = Data(#"{"id":""#.utf8) + [0xFF] + Data(#"","kernel":"7.3"}"#.utf8)
    let input = Data(lines.joined(separator: "\n").utf8) + [0x0A] + behind + [0x0A] + within
    let result = try Tool.run(["effective", "--batch", "-"], input: input)
    #expect(result.status == 65)
    let ids = result.output.split(separator: "\n").map { $0.prefix { $0 != "," }.dropFirst(6) }
    #expect(
      ids == [
        "12", "12", "12.50", "null", "null", "null", "null", "null", "null", #""a""#, "12", "null",
      ]
    )
  }

  @Test("a byte order mark is named as what is wrong")
  func byteOrderMark() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("host.json")
    try (Data([0xEF, 0xBB, 0xBF]) + Fixtures.data("samples/hosts/max-linux-7.3.4.json"))
      .write(to: file)
    let result = try Tool.run(["host", "record", file.path], store: folder.file("store.sqlite"))
    #expect(result.status == 65)
    #expect(result.diagnostics.contains("byte order mark (EF BB BF)"), "\(result.diagnostics)")
    let batch = try Tool.run(
      ["effective", "--batch", "-"],
      input: Data("\u{FEFF}{\"id\":1}".utf8)
    )
    #expect(batch.output.contains("byte order mark (EF BB BF)"), "\(batch.output)")
  }
}
