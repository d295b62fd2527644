import ArgumentParser
import KVMEnforcement
import MigrationCheck
import MigrationState

/// The options that say for which pool and what kind of VM.
struct BaselineOptions: ParsableArguments {
  @OptionGroup var selection: HostSelection

  @Option(help: "The vCPU features and interrupt controller of this profile of the hosts.")
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "The vCPU features besides psci-0.2, separated by commas.",
      valueName: "feature,…"
    )
  )
  var features: String?

  @Option(help: "The interrupt controller: none, v2, v3 or v5.")
  var gic: GICModel?

  @Flag(help: "The VM has memory tagging.")
  var mte = false

  @Option(
    help: "Who restores the VM: kvm, firecracker, cloud-hypervisor, qemu-10 or qemu-11."
  )
  var vmm: RestoreClient = .plain

  @Flag(help: "The VMM enables writable MIDR, REVIDR and AIDR (KVM capability 239).")
  var writableIds = false

  func validate() throws {
    if profile != nil, features != nil || gic != nil || mte {
      throw ValidationError("--profile says what --features, --gic and --mte would")
    }
    _ = try vcpuFeatures()
  }

  /// The question, for the features asked for or those of another VM.
  func request(_ records: RecordResolver, like guest: Guest? = nil) throws -> BaselineRequest {
    let hosts = try selection.resolve(records)
    var request = BaselineRequest(hosts: hosts, features: [.psci])
    request.client = vmm
    request.writesImplementationIDs = writableIds
    if let profile {
      let found = hosts.lazy.compactMap { host in
        host.document.vcpuProfiles.first { $0.name == profile }
      }.first
      guard let found else {
        throw CommandError(.missing, "no host of the pool has a profile named \(profile)")
      }
      (request.features, request.gic, request.mte) = (found.vcpuFeatures, found.gic, found.mte)
    } else if let guest, features == nil {
      (request.features, request.gic, request.mte) = (guest.features, guest.gic ?? .v3, guest.mte)
    } else {
      request.features = try vcpuFeatures()
      request.mte = mte
    }
    if let gic { request.gic = gic }
    return request
  }

  private func vcpuFeatures() throws -> VCPUFeatures {
    var result: VCPUFeatures = [.psci]
    for word in (features ?? "").split(separator: ",") {
      guard let feature = VCPUFeature(rawValue: String(word)) else {
        let names = VCPUFeature.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--features: \(word) is none of \(names)")
      }
      result.insert(feature)
    }
    return result
  }
}

extension GICModel: WordArgument {}

extension RestoreClient: WordArgument {}
