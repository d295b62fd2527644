extension BitRules {
  /// The registers of all blocks as one kernel sees them, ascending by encoding.
  ///
  /// - Throws: ``TableError`` for a register that stands twice, for `as` a register that does not
  ///   stand, and for bits that are not covered exactly once.
  static func registers(
    of blocks: [BitRuleBlock],
    on kernel: KernelVersion
  ) throws(TableError) -> [RuledRegister] {
    var registers: [Encoding: RuledRegister] = [:]
    let present = blocks.filter { $0.kernels.contains(kernel) }
    for block in present {
      let original = block.original
      guard
        let source = original == nil
          ? block : present.first(where: { $0.names.contains(original ?? "") })
      else { throw block.error(block.line, "\(original ?? "") is not there on \(kernel)") }
      for name in block.names {
        let trap = TrapGroup.of(name)
        guard let encoding = RegisterNames.standard.encoding(named: name),
          registers[encoding] == nil
        else { throw block.error(block.line, "on \(kernel), \(name) stands twice") }
        registers[encoding] = RuledRegister(
          name: name,
          encoding: encoding,
          requirement: block.requirementKernels.contains(kernel) ? block.requirement : nil,
          sanitisedOnlyWith: block.sanitisedOnlyWith,
          isApplied: block.isApplied,
          rules: try source.rules(for: trap?.access, on: kernel),
          trapGroup: trap?.group,
          access: trap?.access
        )
      }
    }
    return registers.values.sorted { $0.encoding < $1.encoding }
  }
}
