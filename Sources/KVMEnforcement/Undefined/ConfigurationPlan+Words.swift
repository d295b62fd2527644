import ArmArchitecture

/// Encodings behind set bits of the Fine-Grained-UNDEF words, that exist under one condition.
public struct UndefinedByWord: Hashable, Sendable {
  /// The condition that the VM does not meet.
  public let condition: Predicate
  /// The encodings that do not exist in the VM, ascending.
  public let encodings: [Encoding]
}

extension ConfigurationPlan {
  /// The encodings behind the set bits of the Fine-Grained-UNDEF words, by condition, ascending by
  /// their first encoding; whether a host makes them UNDEFINED is another question.
  ///
  /// - Complexity: O(*n*) in the encodings that the tables speak of.
  public var undefinedByWords: [UndefinedByWord] {
    let index = TriageIndex.shared(kernel)
    var conditions: [Predicate] = []
    var encodings: [Predicate: [Encoding]] = [:]
    for encoding in EncodingSet.universe {
      guard let bit = index[encoding].wordBit(in: self), bit.isSet, let condition = bit.condition
      else { continue }
      if encodings[condition] == nil { conditions.append(condition) }
      encodings[condition, default: []].append(encoding)
    }
    return conditions.map { UndefinedByWord(condition: $0, encodings: encodings[$0] ?? []) }
  }
}
