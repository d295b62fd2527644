import ArmArchitecture

extension RestorePlan {
  /// Restores as QEMU does.
  ///
  /// The stream lists every register but core and SVE ones. QEMU compares the list with its own
  /// (the target's), then writes **its own** list by ascending id, with the stream's value or, for
  /// a register that the stream lacks, the value of a fresh vCPU. A register that the VM's own ID
  /// registers hide by then cannot be written, and QEMU fails.
  func replayOwnList(_ captured: RegisterFile, _ client: RestoreClient, _ replay: inout Replay) {
    let own = profile.registers.ids.indices.filter { Self.isListed(profile.registers.ids[$0]) }
    let stream = captured.ids.indices.filter { Self.isListed(captured.ids[$0]) }
    if client == .qemu10, stream.count > own.count { replay.surplus = stream.count - own.count }

    // Registers that only the stream has.
    let last = own.last.map { profile.registers.ids[$0] }
    for index in stream {
      let id = captured.ids[index]
      guard profile.registers.index(of: id) == nil else { continue }
      let isDropped =
        switch client {
        case .qemu10: last.map { $0 < id } ?? true
        default: Self.isTolerated(id, captured.words(at: index).first ?? 0)
        }
      guard !isDropped else {
        replay.dropped.append(id)
        continue
      }
      replay.refusals.append(.init(register: id, errno: 2, reason: .absent))
    }
    for place in own {
      let id = profile.registers.ids[place]
      if let index = captured.index(of: id) {
        let answer = replay.vcpu.write(at: place, captured.words(at: index))
        note(answer, id, place, captured, index, &replay)
        continue
      }
      // A register of its own that the stream lacks: nothing is captured that could differ.
      switch replay.vcpu.write(at: place, profile.registers.words(at: place)) {
      case .accepted: break
      case .refused(let errno, _):
        replay.refusals.append(.init(register: id, errno: errno, reason: .client))
      case .undecided(let reason):
        replay.refusals.append(.init(register: id, errno: nil, reason: reason))
      }
    }
  }

  /// True for the registers of a QEMU stream.
  private static func isListed(_ id: RegisterID) -> Bool {
    switch id.registerClass {
    case .core, .sve: false
    case .demux, .system, .firmware, .firmwareBitmap: true
    }
  }

  /// True for what QEMU 11 lets go missing: TCR2_EL1, PIR_EL1 and PIRE0_EL1 with any value,
  /// VENDOR_HYP_BMAP_2 when it is 0.
  ///
  /// - Source: QEMU `target/arm/cpu64.c` and `target/arm/kvm.c` (register tolerances), 11.1.3;
  ///   measured.
  package static func isTolerated(_ id: RegisterID, _ value: UInt64) -> Bool {
    if id.rawValue == 0x6030_0000_0016_0003 { return value == 0 }
    return tolerated.contains(id)
  }

  private static let tolerated: Set<RegisterID> = Set(
    ["TCR2_EL1", "PIR_EL1", "PIRE0_EL1"].compactMap { RegisterID($0) }
  )
}
