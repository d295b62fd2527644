import Testing

@testable import HostCapture

@Suite("finding the kernel's build id")
struct BuildIDTests {
  private func note(_ owner: String, _ type: UInt8, _ content: [UInt8]) -> [UInt8] {
    func padded(_ bytes: [UInt8]) -> [UInt8] {
      bytes + Array(repeating: 0, count: (4 - bytes.count % 4) % 4)
    }
    let name = Array(owner.utf8) + [0]
    return [UInt8(name.count), 0, 0, 0, UInt8(content.count), 0, 0, 0, type, 0, 0, 0]
      + padded(name) + padded(content)
  }

  @Test("the note of type 3 whose owner is GNU, wherever it stands")
  func found() {
    let notes =
      note("Linux", 3, [1, 2, 3, 4, 5]) + note("GNU", 1, [9]) + note("GNU", 3, [0x0a, 0xbc, 0xff])
    #expect(BuildID.find(notes) == "0abcff")
  }

  @Test("no note, no id; a note cut short is no note")
  func absent() {
    #expect(BuildID.find([]) == nil)
    #expect(BuildID.find(Array(note("GNU", 3, [1, 2, 3, 4]).dropLast(2))) == nil)
  }
}
