import ArmArchitecture

/// The registers of one vCPU with their values: ascending ids, one flat array of words.
///
/// A register of at most 64 bits takes one word, a wider one `width / 64` words, the least
/// significant first. A register that is not in the file is unknown, never zero.
public struct RegisterFile: Hashable, Sendable {
  /// The ids, ascending, each once.
  public let ids: [RegisterID]
  /// The first word of each register; one entry more than ``ids``, the number of words.
  let offsets: [Int]
  /// The words of all registers.
  var words: [UInt64]

  /// Collects registers in any order.
  ///
  /// Nil when an id stands twice, or a value does not have exactly the words of its register's
  /// width.
  ///
  /// - Complexity: O(*n* log *n*); O(*n*) for ascending ids.
  public init?(_ registers: some Sequence<(id: RegisterID, words: [UInt64])>) {
    var registers = Array(registers)
    if zip(registers, registers.dropFirst()).contains(where: { $1.id < $0.id }) {
      registers.sort { $0.id < $1.id }
    }
    var ids: [RegisterID] = []
    var offsets = [0]
    var words: [UInt64] = []
    ids.reserveCapacity(registers.count)
    offsets.reserveCapacity(registers.count + 1)
    words.reserveCapacity(registers.count)
    for (id, value) in registers {
      guard ids.last != id, value.count == Self.wordCount(id) else { return nil }
      ids.append(id)
      words += value
      offsets.append(words.count)
    }
    self.ids = ids
    self.offsets = offsets
    self.words = words
  }

  /// Takes ids that ascend already, and the words of all registers, one after the other.
  ///
  /// Nil when the ids do not ascend strictly, or there are not exactly their words.
  ///
  /// - Complexity: O(*n*).
  public init?(ascending ids: [RegisterID], words: [UInt64]) {
    var offsets: [Int] = []
    offsets.reserveCapacity(ids.count + 1)
    var end = 0
    for (place, id) in ids.enumerated() {
      if place > 0, !(ids[place - 1] < id) { return nil }
      offsets.append(end)
      end += Self.wordCount(id)
    }
    offsets.append(end)
    guard end == words.count else { return nil }
    self.ids = ids
    self.offsets = offsets
    self.words = words
  }

  /// No registers.
  public init() {
    ids = []
    offsets = [0]
    words = []
  }

  /// The number of words of a register: 1 up to 64 bits, else `width / 64`.
  public static func wordCount(_ id: RegisterID) -> Int { max(1, id.width / 64) }

  /// The place of a register in ``ids``; nil when the file does not have it.
  ///
  /// - Complexity: O(log *n*).
  public func index(of id: RegisterID) -> Int? {
    let index = lowerBound(id.rawValue)
    return index < ids.count && ids[index] == id ? index : nil
  }

  /// The place of the first register whose id is at least a number; ``ids``' end when there is none.
  ///
  /// - Complexity: O(log *n*).
  func lowerBound(_ rawValue: UInt64) -> Int {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle].rawValue < rawValue { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The words of a register; nil when the file does not have it.
  ///
  /// - Complexity: O(log *n*).
  public subscript(id: RegisterID) -> ArraySlice<UInt64>? {
    index(of: id).map { words[offsets[$0]..<offsets[$0 + 1]] }
  }

  /// The value of a system register; nil when the file does not have it.
  ///
  /// - Complexity: O(log *n*).
  public subscript(encoding: Encoding) -> UInt64? { self[RegisterID(encoding)]?.first }

  /// Gives a system register that the file has another value; one that it lacks stays unknown.
  ///
  /// - Complexity: O(log *n*).
  public mutating func replace(_ encoding: Encoding, with value: UInt64) {
    guard let index = index(of: RegisterID(encoding)) else { return }
    words[offsets[index]] = value
  }

  /// The words of the register at a place in ``ids``.
  public func words(at index: Int) -> ArraySlice<UInt64> {
    words[offsets[index]..<offsets[index + 1]]
  }
}
