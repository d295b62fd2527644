import ArmArchitecture

extension ConfigurationPlan {
  /// What becomes of an access, in the kernel's order.
  ///
  /// Does it trap; is its Fine-Grained-UNDEF bit set; does the VM's hypervisor want it; what does
  /// its handler do.
  ///
  /// - Parameters:
  ///   - encoding: any encoding.
  ///   - host: what the host can do.
  ///   - context: where the access is made; nil for ``context``.
  /// - Returns: the outcome with its reasons.
  ///
  /// - Complexity: O(*n*) in the rows of the tables; for explanations.
  ///
  /// - Source: kernel `arch/arm64/kvm/emulate-nested.c` (`triage_sysreg_trap`), 7.3.
  public func triage(
    _ encoding: Encoding,
    on host: TrapCapabilities,
    at context: GuestContext? = nil
  ) -> Triage {
    let context = context ?? self.context
    let present = Access(encoding, self, host.assuming(unknown: true), context)
    let absent = Access(encoding, self, host.assuming(unknown: false), context)
    return Triage(
      encoding: encoding,
      context: context,
      outcome: present.outcome == absent.outcome
        ? present.outcome : .undecided(relevant(host.unknown, to: encoding, in: context, host)),
      traps: absent.traps,
      wordBit: absent.wordBit,
      forwardingControls: context == .virtualEL1 ? absent.forwardingControls : []
    )
  }

  /// The unknown capabilities of which one alone changes the outcome, all others present.
  private func relevant(
    _ unknown: [HostCapability],
    to encoding: Encoding,
    in context: GuestContext,
    _ host: TrapCapabilities
  ) -> [HostCapability] {
    let full = host.assuming(unknown: true)
    let outcome = Access(encoding, self, full, context).outcome
    let single = unknown.filter {
      var without = full
      without[$0] = false
      return Access(encoding, self, without, context).outcome != outcome
    }
    return single.isEmpty ? unknown : single
  }
}

/// One access, followed through the tables row by row.
private struct Access {
  let encoding: Encoding
  let plan: ConfigurationPlan
  let host: TrapCapabilities
  let context: GuestContext
  let wordBit: Triage.WordBit?
  /// The fine-grained trap bits that Fine-Grained UNDEF programs for the access.
  private let programmed: [String]
  /// The controls that trap it for another reason.
  private let controls: [String]
  private let entry: TriageIndex.Entry

  init(
    _ encoding: Encoding,
    _ plan: ConfigurationPlan,
    _ host: TrapCapabilities,
    _ context: GuestContext
  ) {
    self.encoding = encoding
    self.plan = plan
    self.host = host
    self.context = context
    let entry = TriageIndex.shared(plan.kernel)[encoding]
    self.entry = entry
    wordBit = entry.wordBit(in: plan)
    let isProgrammed = wordBit.map { $0.isSet && host[$0.group.capability] == true } ?? false
    programmed = isProgrammed ? wordBit?.traps ?? [] : []
    controls = entry.traps.filter { plan.meets($0.condition, host, context) }.map(\.control)
  }

  var traps: [String] { programmed + controls }

  var outcome: Triage.Outcome {
    let isUndefined = wordBit?.isSet ?? false
    if !programmed.isEmpty { return .undefinedByWord }
    if !controls.isEmpty {
      let checks =
        plan.kernel >= TrapModel.firstToCheckEveryTrap || host.fineGrainedTraps == true
      if isUndefined, checks { return .undefinedByWord }
      let handlers = entry.handlers.filter { plan.meets($0.condition, host, context) }
      if let handler = handlers.first(where: { $0.forwardingControl == nil }) {
        return .undefinedByHandler(handler.name)
      }
      if let control = handlers.compactMap(\.forwardingControl).first {
        return .forwarded(control)
      }
    }
    if context == .virtualEL2, entry.isMemoryBacked { return .memory }
    if !encoding.exists(at: context) { return .undefinedHere }
    return controls.isEmpty ? .executes : .handled
  }

  /// The controls by which a guest hypervisor can ask for the access.
  var forwardingControls: [String] {
    (wordBit?.traps ?? [])
      + CoarseControls.standard.controls(trapping: encoding).map(\.name)
  }
}

extension ConfigurationPlan {
  /// The bit of a Fine-Grained-UNDEF word that speaks of an encoding; nil when none does.
  ///
  /// - Complexity: O(1) after the first use.
  public func wordBit(of encoding: Encoding) -> Triage.WordBit? {
    TriageIndex.shared(kernel)[encoding].wordBit(in: self)
  }

  /// True when everything that a condition says holds; an unknown capability counts as absent, and
  /// EL0 as EL1.
  fileprivate func meets(
    _ condition: TrapCondition,
    _ host: TrapCapabilities,
    _ context: GuestContext
  ) -> Bool {
    condition.contexts.contains(context == .el0 ? .el1 : context)
      && condition.kernels.contains(kernel)
      && condition.capability.map { host[$0] == true } ?? true
      && condition.lack.map(configuration.lacks) ?? true
      && !(condition.hiddenFeature.map { finalFeatures.contains($0) } ?? false)
  }
}

extension Encoding {
  /// True when the encoding can be accessed from the exception level at which the hardware runs a
  /// context, by its `op1`: 3 from EL0 on, 4 and 5 from EL2 on, 6 at EL3.
  ///
  /// - Source: Arm ARM section D24.1.2 (op1 and the lowest exception level).
  func exists(at context: GuestContext) -> Bool {
    switch context {
    case .el0: op1 == 3
    case .el1, .virtualEL1: op1 <= 3
    case .virtualEL2: op1 != 6
    }
  }
}
