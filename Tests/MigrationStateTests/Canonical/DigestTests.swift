import MigrationState
import Testing

@Suite("Digests")
struct DigestTests {
  @Test(
    "are SHA-256",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ]
  )
  func vectors(text: String, hex: String) throws {
    let digest = Digest(of: text.utf8)
    #expect(digest.description == hex)
    #expect(Digest(of: Array(text.utf8)) == digest)
    #expect(Digest(hex) == digest)
    #expect(Digest(hex.uppercased()) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
  }

  @Test(
    "are not read from anything else",
    arguments: ["", "00", String(repeating: "g", count: 64)]
  )
  func refuses(text: String) {
    #expect(Digest(text) == nil)
    #expect(Digest(bytes: Array(text.utf8)) == nil || text.utf8.count == 32)
  }
}
