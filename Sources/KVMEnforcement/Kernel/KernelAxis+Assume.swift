import ArmArchitecture

extension KernelAxis {
  /// The kernel series that a host can be assumed to run, ascending.
  public static let series = [
    KernelVersion(6, 9), KernelVersion(6, 12), KernelVersion(6, 16), KernelVersion(6, 18),
    KernelVersion(7, 2), KernelVersion(7, 3),
  ]

  /// The profile that the same host would show on another kernel.
  ///
  /// Going to an older kernel loses nothing: what it hides is hidden. Going to a newer one, the
  /// fields and registers that the captured kernel hid stay as captured and are told as unknown.
  ///
  /// - Parameters:
  ///   - captured: what the host showed.
  ///   - from: the kernel it was captured on.
  ///   - to: the kernel to assume, of one of the ``series``.
  ///   - facts: what no vCPU of the host shows.
  /// - Returns: the profile, with ``VCPUProfile/unknown`` set.
  /// - Complexity: O(*n*) in the registers and rows.
  public func profile(
    _ captured: VCPUProfile,
    from: KernelVersion,
    to: KernelVersion,
    facts: HostFacts
  ) -> VCPUProfile {
    guard from.series != to.series else { return captured }
    var unknown = captured.unknown
    let fields = applyLimits(captured, from, to, facts, &unknown)
    let registers = applyRegisters(captured, fields, from, to, &unknown)
    var writable: [Encoding: UInt64] = [:]
    for row in masks where row.kernels.contains(to) {
      if registers[row.register] != nil { writable[row.register] = row.mask }
    }
    return VCPUProfile(
      features: captured.features,
      gic: captured.gic,
      mte: captured.mte,
      registers: registers,
      writableMasks: writable,
      limits: captured.limits,
      unknown: unknown
    )
  }

  /// The ID registers that read differently, with their values on the assumed kernel.
  private func applyLimits(
    _ captured: VCPUProfile,
    _ from: KernelVersion,
    _ to: KernelVersion,
    _ facts: HostFacts,
    _ unknown: inout VCPUProfile.Unknown
  ) -> [Encoding: UInt64] {
    var values: [Encoding: UInt64] = [:]
    for row in limits where row.scope.contains(captured.features) {
      let place = row.place
      guard let value = values[place.encoding] ?? captured.registers[place.encoding] else {
        continue
      }
      let shown = place.bits.extract(value)
      let (was, becomes) = (row.kernels.contains(from), row.kernels.contains(to))
      switch row.rule {
      case .atMost(let most):
        if becomes {
          values[place.encoding] = place.bits.insert(min(shown, most), into: value)
        } else if was, shown >= most {
          unknown.fields.insert(.init(encoding: place.encoding, bits: place.bits))
        }
      case .hostNV:
        guard was != becomes else { continue }
        values[place.encoding] = place.bits.insert(becomes ? facts.nv ?? 0 : 0, into: value)
        if becomes, facts.nv == nil {
          unknown.fields.insert(.init(encoding: place.encoding, bits: place.bits))
        }
      }
    }
    return values
  }

  /// The register list of the assumed kernel.
  private func applyRegisters(
    _ captured: VCPUProfile,
    _ fields: [Encoding: UInt64],
    _ from: KernelVersion,
    _ to: KernelVersion,
    _ unknown: inout VCPUProfile.Unknown
  ) -> RegisterFile {
    let rows = registers.filter { $0.scope.contains(captured.features) }
    let governed = Set(registers.map(\.register))
    let listed = Dictionary(
      rows.filter { $0.kernels.contains(to) }.map { ($0.register, $0.fresh) },
      uniquingKeysWith: { first, _ in first }
    )
    /// Whether the assumed kernel shows the register under the fresh ID registers.
    func isVisible(_ id: RegisterID) -> Bool? {
      let rows = VisibilityRules.standard.rows.filter {
        $0.register == id && $0.kernels.contains(to)
      }
      var isKnown = true
      for row in rows {
        guard let field = IDRegisters.standard.field(row.field),
          let value = fields[field.encoding] ?? captured.registers[field.encoding]
        else { continue }
        if field.bits.extract(value) >= row.least { continue }
        if !unknown.fields.contains(.init(encoding: field.encoding, bits: field.bits)) {
          return false
        }
        isKnown = false
      }
      return isKnown ? true : nil
    }
    var result: [(id: RegisterID, words: [UInt64])] = []
    for (index, id) in captured.registers.ids.enumerated() {
      if governed.contains(id), listed[id] == nil || isVisible(id) == false { continue }
      var words = Array(captured.registers.words(at: index))
      if let encoding = id.encoding, let value = fields[encoding] { words[0] = value }
      if case .always(let value)? = listed[id] { words[0] = value }
      result.append((id, words))
    }
    for (id, fresh) in listed where captured.registers.index(of: id) == nil {
      let wasListed = rows.contains { $0.register == id && $0.kernels.contains(from) }
      switch (isVisible(id), fresh) {
      // Where a listed register was not captured, this host's vCPUs do not have it.
      case (false, _): break
      case (true, _) where wasListed && !Self.isHidden(id, on: from): break
      case (true, .new(let value)), (true, .always(let value)): result.append((id, [value]))
      case (true, .host), (nil, _): unknown.registers.insert(id)
      }
    }
    return RegisterFile(result) ?? captured.registers
  }

  /// True when a kernel hides the register from vCPUs without its feature.
  private static func isHidden(_ id: RegisterID, on kernel: KernelVersion) -> Bool {
    VisibilityRules.standard.rows.contains {
      $0.register == id && $0.kernels.contains(kernel)
    }
  }
}
