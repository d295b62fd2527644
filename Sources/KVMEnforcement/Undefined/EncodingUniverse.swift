import ArmArchitecture

/// Every encoding about which the trap tables say something, ascending.
struct EncodingUniverse: Sendable {
  /// The encodings of fine-grained traps, coarse controls, KVM's traps and its handlers.
  static let standard = EncodingUniverse()

  /// The encodings, ascending.
  let encodings: [Encoding]
  /// By packed encoding, the place in ``encodings``; −1 for every other.
  private let places: [Int16]

  private init() {
    var all = Set(CoarseControls.standard.encodings)
    for kernel in BitRules.kernels {
      for register in BitRules.standard.registers(on: kernel) ?? [] {
        for rule in register.rules { all.formUnion(rule.trap?.encodings ?? []) }
      }
    }
    for trap in HostTraps.standard.traps { all.formUnion(trap.encodings) }
    for handler in TrapHandlers.standard.handlers { all.formUnion(handler.encodings) }
    for row in FeatureHidings.standard.rows { all.formUnion(row.furtherEncodings) }
    encodings = all.sorted()
    var places = [Int16](repeating: -1, count: 1 << 16)
    for (place, encoding) in encodings.enumerated() {
      places[Int(encoding.packed)] = Int16(place)
    }
    self.places = places
  }

  /// The place of an encoding; nil when the tables do not speak of it.
  ///
  /// - Complexity: O(1).
  func place(of encoding: Encoding) -> Int? {
    let place = Int(places[Int(encoding.packed)])
    return place < 0 ? nil : place
  }
}
