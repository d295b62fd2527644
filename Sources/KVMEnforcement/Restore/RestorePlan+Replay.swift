import ArmArchitecture

extension RestorePlan {
  /// Restores a captured vCPU, register by register, as a client does.
  ///
  /// A refused register leaves the target's value, and the rest still goes in: every refusal is
  /// told, not the first.
  ///
  /// - Parameters:
  ///   - captured: the registers of one vCPU. A register that is not captured stays fresh.
  ///   - client: who writes them.
  /// - Returns: everything that was refused or kept differently.
  /// - Complexity: O(*n*) in the registers of both sides.
  public func replay(_ captured: RegisterFile, client: RestoreClient = .plain) -> Replay {
    var replay = Replay(vcpu: VCPUModel(self))
    if client.writesItsOwnList {
      replayOwnList(captured, client, &replay)
    } else {
      let places = places(of: captured)
      for passage in Self.listOrder {
        for index in captured.ids.indices where passage.contains(captured.ids[index]) {
          write(captured, index, places[index], &replay)
        }
      }
    }
    replay.refusals.sort { $0.register < $1.register }
    replay.differences.sort { $0.register < $1.register }
    replay.targetOnly = targetOnly(captured, replay.vcpu)
    return replay
  }

  /// The order of KVM's register list, by class; SVE_VLS goes first because finalising fixes it.
  private static let listOrder: [Passage] = [
    .vectorLengths, .group(.core), .group(.sve), .group(.firmware), .group(.firmwareBitmap),
    .group(.demux), .group(.system),
  ]

  /// The set of SVE vector lengths, `KVM_REG_ARM64_SVE_VLS`.
  static let vectorLengths: UInt64 = 0x6060_0000_0015_ffff

  private enum Passage {
    case vectorLengths
    case group(RegisterClass)

    func contains(_ id: RegisterID) -> Bool {
      let isLengths = id.rawValue == RestorePlan.vectorLengths
      return switch self {
      case .vectorLengths: isLengths
      case .group(let group): !isLengths && id.registerClass == group
      }
    }
  }

  /// The place of each captured register in the profile's list, −1 for none.
  private func places(of captured: RegisterFile) -> [Int] {
    let ids = profile.registers.ids
    var place = 0
    return captured.ids.map { id in
      while place < ids.count, ids[place] < id { place += 1 }
      return place < ids.count && ids[place] == id ? place : -1
    }
  }

  /// Writes one captured register and reads it back.
  private func write(
    _ captured: RegisterFile,
    _ index: Int,
    _ place: Int,
    _ replay: inout Replay
  ) {
    let id = captured.ids[index]
    guard place >= 0 else {
      replay.refusals.append(.init(register: id, errno: 2, reason: .absent))
      return
    }
    let value = captured.words(at: index)
    switch replay.vcpu.write(at: place, value) {
    case .accepted:
      let running = replay.vcpu.runningBits(at: place)
      let kept = replay.vcpu.read(at: place)
      guard zip(kept, value).contains(where: { ($0 ^ $1) & ~running != 0 }) else { return }
      replay.differences.append(.init(register: id, written: Array(value), kept: Array(kept)))
    case .refused(let errno, let reason):
      replay.refusals.append(.init(register: id, errno: errno, reason: reason))
    case .undecided(let reason):
      replay.refusals.append(.init(register: id, errno: nil, reason: reason))
    }
  }

  /// The target's visible registers that were not captured.
  private func targetOnly(_ captured: RegisterFile, _ vcpu: VCPUModel) -> [RegisterID] {
    var only: [RegisterID] = []
    var place = 0
    for (index, id) in profile.registers.ids.enumerated() {
      while place < captured.ids.count, captured.ids[place] < id { place += 1 }
      if place < captured.ids.count, captured.ids[place] == id { continue }
      if vcpu.visibility(at: index) == nil { only.append(id) }
    }
    return only
  }
}
