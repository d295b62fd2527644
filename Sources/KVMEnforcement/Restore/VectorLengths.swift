import ArmArchitecture

/// A set of SVE vector lengths, as KVM_REG_ARM64_SVE_VLS holds it: bit *n* for (*n* + 1) × 128 bits.
///
/// - Source: kernel `arch/arm64/kvm/guest.c` (`set_sve_vls`), 7.3.
public struct VectorLengths: Hashable, Sendable {
  /// Eight 64-bit words, least significant first.
  public let words: [UInt64]

  /// Takes the words of the register.
  public init(words: some Collection<UInt64>) {
    self.words = Array(words)
  }

  /// Takes lengths in bits; nil unless each is a multiple of 128 up to 65,536.
  public init?(bits: [Int]) {
    var words = [UInt64](repeating: 0, count: 8)
    for length in bits {
      guard length > 0, length % 128 == 0, length / 128 <= 512 else { return nil }
      let quadwords = length / 128 - 1
      words[quadwords / 64] |= 1 << UInt64(quadwords % 64)
    }
    self.words = words
  }

  /// The set that a vCPU's registers hold; nil when they do not.
  public init?(of registers: RegisterFile) {
    guard let id = RegisterID(rawValue: RestorePlan.vectorLengths), let words = registers[id] else {
      return nil
    }
    self.init(words: words)
  }

  /// The lengths in bits, ascending.
  public var bits: [Int] {
    (0..<words.count * 64).filter { number in
      words[number / 64] >> UInt64(number % 64) & 1 == 1
    }
    .map { ($0 + 1) * 128 }
  }

  /// True when a host with these lengths can run a VM with those of `vm`: the set is not empty, and
  /// the two agree up to the VM's longest.
  public func canRun(_ vm: VectorLengths) -> Bool {
    guard vm.words.count == words.count, let top = vm.words.lastIndex(where: { $0 != 0 }) else {
      return false
    }
    let below = UInt64.max >> UInt64(vm.words[top].leadingZeroBitCount)
    return (0...top).allSatisfy { index in
      (vm.words[index] ^ words[index]) & (index == top ? below : .max) == 0
    }
  }
}
