import ArmArchitecture

/// What a VM reaches on a host of the features it does not advertise.
public struct ExposureSet: Sendable {
  /// The features that the VM advertises on this host's kernel.
  public let advertised: FeatureSet
  /// What the host implements.
  public let host: HostFeatures
  /// Features that are neither advertised nor known to be absent, and that the host surely does not
  /// hide.
  public let open: FeatureSet
  /// As ``open``, but capabilities of the host that are not known decide.
  public let perhapsOpen: FeatureSet
  /// What the VM cannot reach, by context.
  private let closed: [Closed]
  private let model: ExposureModel
  private let capabilities: TrapCapabilities

  /// Encodings that a VM cannot reach in one context.
  private struct Closed: Sendable {
    /// Whatever the unknown capabilities are.
    let surely: EncodingSet
    /// If every unknown capability is there.
    let perhaps: EncodingSet
  }

  /// Features that the host implements and surely leaves open.
  public var exposed: FeatureSet { open.intersection(host.present) }

  /// Features that the host implements, the VM does not advertise, and a trap surely hides.
  public var hidden: FeatureSet {
    host.present.removing(advertised).removing(open).removing(perhapsOpen)
      .intersection(model.trapped)
  }

  /// Features that are bits of control registers and that the kernel's masks take from this VM, which
  /// has EL2.
  public var masked: FeatureSet { model.masked }

  /// True for a feature that is hidden, known to be absent, or advertised.
  func isClosed(_ place: Int) -> Bool { !open[place] && !perhapsOpen[place] }

  init(_ plan: ConfigurationPlan, _ capabilities: TrapCapabilities, _ host: HostFeatures) {
    let model = ExposureModel.shared(
      plan.kernel,
      hasEL2: plan.configuration.vcpuFeatures.contains(.el2)
    )
    self.model = model
    advertised = plan.finalFeatures
    self.host = host
    self.capabilities = capabilities
    let isKnown = capabilities.isKnown
    closed = model.contexts.map { context in
      let traps = TrapModel.shared(plan.kernel, context)
      let surely = traps.evaluate(plan, on: capabilities).unreachable
      let most = capabilities.assuming(unknown: true)
      return Closed(
        surely: surely,
        perhaps: isKnown ? surely : traps.evaluate(plan, on: most).unreachable
      )
    }
    let settled = advertised.union(host.absent)
    var open = model.neverHidden
    if !plan.configuration.lacks(.sve) { open = open.union(model.neverHiddenWithSVE) }
    open = open.removing(settled)
    var perhapsOpen = FeatureSet()
    for row in model.rows where !settled[row.place] {
      if row.isOpen(beyond: closed.map(\.perhaps), unless: { capabilities[$0] != false }) {
        open[row.place] = true
      } else if !isKnown,
        row.isOpen(beyond: closed.map(\.surely), unless: { capabilities[$0] == true })
      {
        perhapsOpen[row.place] = true
      }
    }
    self.open = open
    self.perhapsOpen = perhapsOpen
  }

  // MARK: Exposures

  /// The exposure of a feature; nil when the VM advertises it, the host lacks it, or the name is
  /// unknown.
  ///
  /// - Complexity: O(*n*) in the rows of the model; for reports.
  public subscript(feature: String) -> Exposure? {
    guard let place = FeatureTable.standard.index(of: feature), !advertised[place],
      !host.absent[place]
    else { return nil }
    return exposure(place)
  }

  /// Every feature that the VM meets or may meet, in the order of ``FeatureTable/features``: open
  /// or perhaps open, implemented or perhaps implemented.
  public var exposures: [Exposure] { open.union(perhapsOpen).places.map(exposure) }

  private func exposure(_ place: Int) -> Exposure {
    let hiding = FeatureHidings.standard.rows[place]
    let isHidden = isClosed(place)
    var encodings: Set<Encoding> = []
    var instructions: [String] = []
    if let row = model.rows.first(where: { $0.place == place }) {
      for (parts, closed) in zip(row.parts, closed) {
        encodings.formUnion(EncodingSet(parts).subtracting(closed.surely).encodings)
      }
      instructions = row.instructions.filter { $0.isOpen(unless: { capabilities[$0] == true }) }
        .map(\.name)
    }
    let grade: Exposure.Grade =
      switch hiding.means {
      case _ where isHidden: .hidden
      case .registerOnly: .registerOnly
      case .untrappable: .untrappable
      case .fineGrained, .coarse, .both, .outside: .reachable
      }
    let isKept = hiding.keeping == .stateless || hiding.keeping == .always
    return Exposure(
      feature: hiding.feature,
      grade: grade,
      encodings: encodings.sorted(),
      instructions: instructions,
      isImplemented: host.present[place] ? true : nil,
      isOffered: hiding.telling != .nothing,
      isDecided: !perhapsOpen[place],
      leaks: grade == .reachable && !isKept && encodings.contains { !$0.isInstruction }
    )
  }
}
