import TestSupport
import Testing

@testable import ArmArchitecture

@Suite struct NameIndexTests {
  private static func add(
    _ name: String,
    _ encoding: Encoding,
    isPrinted: Bool,
    to index: inout NameIndex
  ) -> Bool {
    Array(name.utf8).withUnsafeBufferPointer { index.add($0, of: encoding, isPrinted: isPrinted) }
  }

  private static func find(_ name: String, in index: NameIndex) -> Encoding? {
    Array(name.utf8).withUnsafeBufferPointer { index.encoding(named: $0) }
  }

  @Test("an index answers as a dictionary does", arguments: (0..<20) as Range<UInt64>)
  func model(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let names = (0..<200).map { "NAME\($0)_EL\($0 & 3)" }.shuffled(using: &generator)
    // Few enough that names share encodings: the first of them is printed.
    let encodings = names.map { _ in Encoding(packed: .random(in: 0..<300, using: &generator)) }
    var index = NameIndex(capacity: names.count)
    var printed: [Encoding: String] = [:]
    for (name, encoding) in zip(names, encodings) {
      let isPrinted = printed[encoding] == nil
      if isPrinted { printed[encoding] = name }
      #expect(Self.add(name, encoding, isPrinted: isPrinted, to: &index))
      #expect(!Self.add(name, encoding, isPrinted: isPrinted, to: &index))
    }
    for (name, encoding) in zip(names, encodings) {
      #expect(Self.find(name, in: index) == encoding)
      #expect(Self.find(name + "2", in: index) == nil)
      #expect(Self.find(String(name.dropLast()), in: index) == nil)
    }
    for packed: UInt16 in 0..<400 {
      #expect(index.name(of: Encoding(packed: packed)) == printed[Encoding(packed: packed)])
    }
    #expect(index.encodings.sorted() == printed.keys.sorted())
  }
}
