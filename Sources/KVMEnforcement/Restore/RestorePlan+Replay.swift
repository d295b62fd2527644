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
      let firmware = firmware(of: captured)
      for index in firmware { write(captured, index, places[index], &replay) }
      for index in captured.ids.indices where !firmware.contains(index) {
        write(captured, index, places[index], &replay)
      }
    }
    replay.refusals.sort { $0.register < $1.register }
    replay.differences.sort { $0.register < $1.register }
    replay.targetOnly = targetOnly(captured, replay.vcpu)
    return replay
  }

  /// The set of SVE vector lengths, `KVM_REG_ARM64_SVE_VLS`.
  static let vectorLengths: UInt64 = 0x6060_0000_0015_ffff

  /// Where the firmware registers and bitmaps stand among captured registers.
  ///
  /// KVM lists core, SVE, firmware, demux and system registers in this order. What comes of a write
  /// depends on other registers in two cases only: SMCCC_ARCH_WORKAROUND_2 on ID_AA64PFR1_EL1, and
  /// system registers on lower system registers. So firmware first, the rest ascending, is as good
  /// as the whole order.
  private func firmware(of captured: RegisterFile) -> Range<Int> {
    let first = captured.lowerBound(0x6030_0000_0014_0000)
    return first..<captured.lowerBound(0x6030_0000_0017_0000)
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
    if replay.vcpu.keepWords(at: place, captured, index) { return }
    let offset = captured.offsets[index]
    let isWord = captured.offsets[index + 1] - offset == 1
    let answer =
      isWord
      ? replay.vcpu.writeWord(at: place, captured.words[offset])
      : replay.vcpu.write(at: place, captured.words(at: index))
    note(answer, id, place, captured, index, &replay)
  }

  /// Notes what became of one written register.
  func note(
    _ answer: RegisterWrite,
    _ id: RegisterID,
    _ place: Int,
    _ captured: RegisterFile,
    _ index: Int,
    _ replay: inout Replay
  ) {
    switch answer {
    case .accepted:
      let offset = captured.offsets[index]
      if captured.offsets[index + 1] - offset == 1 {
        let differing = replay.vcpu.readWord(at: place) ^ captured.words[offset]
        if differing == 0 || differing & ~replay.vcpu.runningBits(at: place) == 0 { return }
      } else if replay.vcpu.read(at: place).elementsEqual(captured.words(at: index)) {
        return
      }
      replay.differences.append(
        .init(
          register: id,
          written: Array(captured.words(at: index)),
          kept: Array(replay.vcpu.read(at: place))
        )
      )
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
