import TestSupport
import Testing

/// `host capture` where there is no KVM/arm64 to ask.
@Suite struct HostCaptureCommandTests {
  #if !arch(arm64)
  @Test("on another machine than an arm64 one it ends with 69 and one clear line")
  func elsewhere() throws {
    let result = try Tool.run(["host", "capture", "--probe"])
    #expect(result.status == 69)
    #expect(result.output.isEmpty)
    #expect(
      result.diagnostics
        == "migrate-check: KVM/arm64 is not available: this is not an arm64 machine\n"
    )
    let json = try Tool.run(["host", "capture", "--log-format", "json"])
    #expect(json.status == 69)
    #expect(json.diagnostics.hasPrefix(#"{"level":"error","message":"KVM/arm64 is not"#))
  }
  #endif

  @Test("a name that no document can have is refused before anything is asked")
  func name() throws {
    #expect(try Tool.run(["host", "capture", "--name", "a/b"]).status == 64)
  }
}
