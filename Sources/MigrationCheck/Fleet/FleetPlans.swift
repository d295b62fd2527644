import ArmArchitecture
import KVMEnforcement
import MigrationState

/// The moves of the VMs of one configuration to every class of hosts, prepared for any captured
/// state.
///
/// VMs are of one configuration when definition, captures and hosts tell the same of them, and the
/// registers of ``identity(of:)`` hold the same: their moves then differ by judged state alone.
public struct FleetPlans: Sendable {
  private let moves: [Move]
  /// Registers of a first vCPU by which a VM is told rather than judged, with the bits that do.
  private let telling: [RegisterID: UInt64]

  /// The move to one class of hosts.
  private struct Move {
    let there: PreparedMove
    let waivers: [Waiver]
    /// The way back; nil when nobody asked, and when the source is unknown.
    let back: Back?
  }

  /// The way back from there.
  private struct Back {
    let way: WayBack
    let move: PreparedMove
    let waivers: [Waiver]
  }

  /// The waivers that hold.
  public struct Waivers: Sendable {
    /// For moves to each class of hosts.
    public var there: [[Waiver]]
    /// For the way back from each of them to the host that the VM runs on.
    public var back: [[Waiver]]

    /// Collects waivers.
    public init(there: [[Waiver]], back: [[Waiver]]) {
      self.there = there
      self.back = back
    }
  }

  /// Prepares the moves.
  ///
  /// - Parameters:
  ///   - request: what is asked about one of the VMs; its target and waivers are replaced.
  ///   - hosts: the classes of hosts.
  ///   - waivers: the waivers that hold.
  /// - Complexity: O(*n*) in the classes; a fraction of a millisecond each.
  public init(_ request: CheckRequest, to hosts: [HostKind], waivers: Waivers) {
    let guest = GuestClass(request.guest, createdOn: request.createdOn)
    moves = hosts.indices.map { place in
      let host = hosts[place]
      var request = request
      request.target = host.view(otherThan: request.source?.name)
      // There is no way back to a host that is not known.
      request.isBothDirections = request.isBothDirections && request.source != nil
      let way = request.isBothDirections ? WayBack(request) : nil
      return Move(
        there: PreparedMove(request, guest),
        waivers: waivers.there[place],
        back: way.map { way in
          let guest = GuestClass(way.request.guest, createdOn: way.request.createdOn)
          return Back(
            way: way,
            move: PreparedMove(way.request, guest),
            waivers: waivers.back[place]
          )
        }
      )
    }
    telling = request.guest.tellingRegisters
  }

  /// What of a list of registers the verdicts on any move depend on.
  public func projection(of ids: [RegisterID]) -> StateProjection {
    let prepared = moves.flatMap { [$0.there, $0.back?.move].compactMap { $0 } }
    return StateProjection(ids, for: prepared.flatMap { $0.kinds.map(\.plan) })
  }

  /// What of a vCPU's list of registers tells the configuration, besides its ID registers.
  ///
  /// - Parameters:
  ///   - ids: the list.
  ///   - isFirst: true for the VM's first vCPU, by which most is told.
  /// - Returns: the registers; VMs in which they hold the same are of one configuration.
  public func identity(of ids: [RegisterID], isFirst: Bool) -> StateProjection {
    let telling = isFirst ? telling : Guest.common
    return StateProjection(ids) { telling[$0] ?? 0 }
  }

  /// Judges VMs by the kinds of their vCPUs.
  ///
  /// - Parameters:
  ///   - classes: for each class of VMs, the places in `vcpus` of the vCPUs it has; empty for VMs
  ///     without captured state.
  ///   - vcpus: one vCPU of every kind.
  /// - Returns: for each class of VMs, one cell a class of hosts.
  /// - Complexity: O(*mn*) in kinds of vCPUs and classes of hosts.
  public func cells(of classes: [[Int]], vcpus: [RegisterState]) -> [[FleetCell]] {
    let columns = moves.map { Self.column($0, classes, vcpus) }
    return classes.indices.map { row in columns.map { $0[row] } }
  }

  /// What is found about one VM, as its verdicts list it.
  ///
  /// - Parameter vcpus: its captured state; empty for a VM without.
  /// - Returns: for each class of hosts, the cell, and the findings of the way there in order, those
  ///   that a waiver covers among them.
  /// - Complexity: O(*mn*) in vCPUs and classes of hosts.
  public func findings(of vcpus: [VCPUState]) -> [(cell: FleetCell, findings: [Finding])] {
    moves.map { move in
      let found = move.there.findings(vcpus.map(IndexedVCPU.init))
      let findings = Waiver.apply(move.waivers, to: found.sorted(vcpuCount: max(1, vcpus.count)))
      var cell = FleetCell(findings)
      if let back = move.back, cell.outcome == .allowed {
        cell.back =
          Self.column(
            back.move,
            back.waivers,
            [Array(vcpus.indices)],
            vcpus.map { CheckedVCPU(back.way.left($0.registers), isCaptured: true) }
          )[0].outcome
      }
      return (cell, findings)
    }
  }

  /// The cells of the moves there, with the ways back of those that are allowed.
  private static func column(
    _ move: Move,
    _ classes: [[Int]],
    _ vcpus: [RegisterState]
  ) -> [FleetCell] {
    var cells = column(
      move.there,
      move.waivers,
      classes,
      vcpus.map { CheckedVCPU($0, isCaptured: true) }
    )
    guard let back = move.back else { return cells }
    let gone = cells.indices.filter { cells[$0].outcome == .allowed }
    let used = Set(gone.flatMap { classes[$0] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
    let backs = column(
      back.move,
      back.waivers,
      gone.map { classes[$0].compactMap { places[$0] } },
      used.map { CheckedVCPU(back.way.left(vcpus[$0]), isCaptured: true) }
    )
    for (row, cell) in zip(gone, backs) { cells[row].back = cell.outcome }
    return cells
  }

  private static func column(
    _ move: PreparedMove,
    _ waivers: [Waiver],
    _ classes: [[Int]],
    _ vcpus: [CheckedVCPU]
  ) -> [FleetCell] {
    // Most kinds of vCPUs get the findings of another: the VMs that have them get one verdict.
    var alike: [[[Finding]]: Int] = [:]
    var found: [[[Finding]]] = []
    let places = vcpus.map { vcpu in
      let findings = move.kinds.map { $0.plan.findings(vcpu) }
      let place = alike[findings, default: found.count]
      if place == found.count {
        alike[findings] = place
        found.append(findings)
      }
      return place
    }
    var cells: [[Int]: FleetCell] = [:]
    return classes.map { vcpus in
      let kinds = Set(vcpus.map { places[$0] }).sorted()
      if let cell = cells[kinds] { return cell }
      let findings = move.findings { place in
        kinds.map { (index: $0, findings: found[$0][place]) }
      }
      let cell = FleetCell(Waiver.apply(waivers, to: findings.contents.map(\.finding)))
      cells[kinds] = cell
      return cell
    }
  }
}

extension Guest {
  /// Registers outside of the ID space whose contents in the first vCPU tell what VM it is.
  ///
  /// ``GuestClass`` takes what admission covers; vCPU features that the capture does not tell are drawn
  /// from three more; a definition can contradict any that it has. MPIDR_EL1, which tells a vCPU from
  /// the others of its VM, is not one of them.
  fileprivate var tellingRegisters: [RegisterID: UInt64] {
    var telling = Self.common
    let inferred: [(String, UInt64)] =
      snapshot?.vcpuFeatures != nil
      ? []
      : [
        ("PMCNTENSET_EL0", .max), ("0x6030000000140000", .max), ("0x6030000000100042", 0x1f),
      ]
    for (name, bits) in inferred + [("CLIDR_EL1", .max)] {
      if let id = RegisterID(name) { telling[id] = bits }
    }
    for id in definition?.idRegisters.ids ?? [] { telling[id] = .max }
    return telling
  }

  /// Those that every vCPU of a VM must hold the same in.
  fileprivate static let common: [RegisterID: UInt64] = Dictionary(
    uniqueKeysWithValues: ["CTR_EL0", "MIDR_EL1", "REVIDR_EL1", "AIDR_EL1"]
      .compactMap { RegisterID($0) }.map { ($0, .max) }
  )
}
