import ArmArchitecture
import KVMEnforcement
import MigrationState

/// A vCPU with the baseline's settings on each kind of host: what still tells the hosts apart.
struct PoolVCPUs {
  private let members: [PoolMember]
  private let client: RestoreClient
  private let fresh: [VCPUModel]
  /// The vCPUs after the settings.
  let set: [VCPUModel]
  /// Settings that a host refuses, by the place of the host.
  let refusals: [(member: Int, register: RegisterID)]

  init(_ members: [PoolMember], _ request: BaselineRequest, _ settings: [BaselineReport.Setting]) {
    self.members = members
    client = request.client
    fresh = members.map { member in
      VCPUModel(
        RestorePlan(
          profile: member.profile,
          kernel: member.host.kernel,
          facts: member.host.facts,
          writableImplementationIDs: request.writesImplementationIDs
        )
      )
    }
    var set = fresh
    var refusals: [(Int, RegisterID)] = []
    for setting in settings {
      for place in set.indices {
        // What a host throws away it never refuses; every other setting has to go in.
        if set[place].write(setting.register, setting.value.words) != .accepted {
          refusals.append((place, setting.register))
        }
      }
    }
    self.set = set
    self.refusals = refusals
  }

  /// What is still different, and lets a VM move one way only or not with this client.
  var conflicts: [BaselineReport.Conflict] { levels + presence + hiddenFromClient }

  /// The levels of the firmware's workarounds, which a VM reads from the host it runs on.
  private var levels: [BaselineReport.Conflict] {
    BaselineRegisters.workarounds.compactMap { id in
      let values = set.map { $0.read(id)?.first }
      guard Set(values).count > 1 else { return nil }
      return conflict(id, "a VM can only move towards the higher level", isOneWay: true) { place in
        values[place].map(EnvironmentBaseline.hex)
      }
    }
  }

  /// Registers that exist on some hosts only.
  private var presence: [BaselineReport.Conflict] {
    let all = Set(members.flatMap(\.profile.registers.ids)).sorted()
    return all.compactMap { id in
      let exists = set.map { $0.read(id) != nil }
      guard Set(exists).count > 1,
        !(client == .qemu11 && RestorePlan.isTolerated(id, 0))
      else { return nil }
      return conflict(
        id,
        "a VM can only move to hosts that have the register",
        isOneWay: true
      ) { exists[$0] ? "present" : "absent" }
    }
  }

  /// Registers that QEMU writes although the settings hide them.
  private var hiddenFromClient: [BaselineReport.Conflict] {
    guard client.writesItsOwnList else { return [] }
    let all = Set(members.flatMap(\.profile.registers.ids)).sorted()
    return all.compactMap { id in
      let isHidden = set.indices.map { fresh[$0].read(id) != nil && set[$0].read(id) == nil }
      guard isHidden.contains(true) else { return nil }
      return conflict(id, "QEMU writes the register although the baseline hides it") {
        isHidden[$0] ? "hidden" : "not hidden"
      }
    }
  }

  private func conflict(
    _ id: RegisterID,
    _ reason: String,
    isOneWay: Bool = false,
    _ value: (Int) -> String?
  ) -> BaselineReport.Conflict {
    BaselineReport.Conflict(
      subject: id.label,
      reason: reason,
      sides: members.enumerated().map { place, member in
        BaselineReport.Side(hosts: member.names, limit: value(place), accepts: nil)
      },
      isOneWay: isOneWay
    )
  }
}
