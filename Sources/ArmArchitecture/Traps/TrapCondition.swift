/// When KVM sets a trap, or when a handler refuses an access: everything said must hold.
public struct TrapCondition: Hashable, Sendable {
  /// Where the access is made; EL0 counts as EL1.
  public var contexts: Set<GuestContext> = [.el1, .virtualEL2, .virtualEL1]
  /// The kernels that do so.
  public var kernels = KernelRange.all
  /// What the host must be able to do; nil when nothing is asked.
  public var capability: HostCapability?
  /// What the vCPU must lack; nil when nothing is asked.
  public var lack: VCPULack?
  /// The feature that the VM must not advertise, in its ID registers as the kernel finalises them;
  /// nil when nothing is asked.
  public var hiddenFeature: String?

  /// Holds always.
  public init() {}
}

extension TrapCondition: CustomStringConvertible {
  /// The condition as its table spells it; `always` when nothing is asked.
  public var description: String {
    let everywhere = TrapCondition().contexts
    var words = GuestContext.allCases.filter { contexts != everywhere && contexts.contains($0) }
      .map(\.rawValue)
    if let capability { words.append("host:\(capability.rawValue)") }
    if let lack { words.append(lack.rawValue) }
    if let hiddenFeature { words.append("!\(hiddenFeature)") }
    if kernels != .all { words.append("@\(kernels)") }
    return words.isEmpty ? "always" : words.joined(separator: " ")
  }
}

extension TrapCondition {
  /// Reads the words of a condition.
  ///
  /// - `always`: nothing is asked;
  /// - `EL1`, `vEL2`, `vEL1`: only there; several words add up;
  /// - `@KERNELS`: only on these, see ``KernelRange/init(_:)``;
  /// - `host:CAPABILITY`: a ``HostCapability`` by its raw value;
  /// - `no-…`: a ``VCPULack``;
  /// - `!FEAT_X`: the VM does not advertise the feature.
  ///
  /// - Throws: ``TableError`` for any other word, and when two of a kind stand together.
  init(
    _ text: TableText,
    _ row: TableText.Row,
    _ words: some Collection<String>
  ) throws(TableError) {
    self.init()
    var contexts: Set<GuestContext> = []
    guard !words.isEmpty else { throw text.error(row, "a condition is expected") }
    for word in words {
      let isFirst: Bool
      if word == "always" {
        isFirst = words.count == 1
      } else if let context = GuestContext(rawValue: word), context != .el0 {
        isFirst = contexts.insert(context).inserted
      } else if let value = HostCapability(rawValue: String(word.dropFirst(5))),
        word.hasPrefix("host:")
      {
        isFirst = capability == nil
        capability = value
      } else if let value = VCPULack(rawValue: word) {
        isFirst = lack == nil
        lack = value
      } else if word.hasPrefix("!"), FeatureTable.standard.index(of: word.dropFirst()) != nil {
        isFirst = hiddenFeature == nil
        hiddenFeature = String(word.dropFirst())
      } else if word.hasPrefix("@"), let range = KernelRange(word.dropFirst()) {
        isFirst = kernels == .all
        kernels = range
      } else {
        throw text.error(row, "`\(word)` is not a condition")
      }
      guard isFirst else { throw text.error(row, "`\(word)` does not go with the words before") }
    }
    if !contexts.isEmpty { self.contexts = contexts }
  }
}
