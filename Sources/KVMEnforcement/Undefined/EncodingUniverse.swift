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
    var all = EncodingBits(BitRules.fineGrained.trappedEncodings)
    for control in CoarseControls.standard.controls { control.encodings.forEach { all.insert($0) } }
    for trap in HostTraps.standard.traps { trap.encodings.forEach { all.insert($0) } }
    for handler in TrapHandlers.standard.handlers { handler.encodings.forEach { all.insert($0) } }
    for row in FeatureHidings.standard.rows { row.furtherEncodings.forEach { all.insert($0) } }
    encodings = all.ascending
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
