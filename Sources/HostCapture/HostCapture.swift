import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Asks KVM, and the machine around it, for everything a host document holds.
///
/// Needs to read and write `/dev/kvm`; what else cannot be read is left out. Every VM it makes is
/// ended again.
public struct HostCapture {
  private let kvm: any KVMInterface
  private let system: any HostSystem

  /// The numbers of capabilities that are asked for; KVM answers 0 for one it does not know.
  private static let capabilities = 0..<512
  /// ICH_VTR_EL2, as the vGIC of a VM with EL2 shows it.
  private static let vgicType = Encoding(packed: 0xe659)
  /// SMIDR_EL1.
  private static let smeIdentity = Encoding(packed: 0xc806)

  /// A capture through these two.
  public init(kvm: any KVMInterface, system: any HostSystem) {
    self.kvm = kvm
    self.system = system
  }

  /// Captures the host.
  ///
  /// - Parameters:
  ///   - name: the host's name; nil takes the machine's.
  ///   - moment: when the capture is taken.
  ///   - probing: whether scratch VMs measure what no register shows.
  /// - Returns: the host's document.
  /// - Throws: `CaptureError` when the kernel or the CPUs are not understood, or a type of CPU cannot
  ///   be reached.
  public func document(
    name: String? = nil,
    at moment: Timestamp,
    probing: Bool = false
  ) throws(CaptureError) -> HostDocument {
    guard KernelVersion(system.kernelRelease) != nil else {
      throw .unknownKernel(system.kernelRelease)
    }
    let types = CPUTypes(system)
    guard let firstCPU = types.firstCPUs.first else { throw .unknownCPU }
    var host = HostDocument(
      name: name ?? system.nodeName,
      capturedAt: moment,
      kernelRelease: system.kernelRelease,
      pageSize: system.pageSize,
      cpus: types.identities,
      vcpuProfiles: []
    )
    host.buildId = system.read("/sys/kernel/notes").flatMap(BuildID.find)
    host.bootId = system.line("/proc/sys/kernel/random/boot_id")
    let log = system.kernelLog().flatMap(KernelLog.init)
    host.kernelCpuFeatures = log?.cpuFeatures
    host.kvmMessages = log?.kvmMessages
    host.vulnerabilities = vulnerabilities
    host.hostRegisters = hostRegisters(firstCPU)
    host.kvmCapabilities = kvmCapabilities
    host.userIdRegisters = RegisterState(
      system.userRegisters().map { (RegisterID($0.encoding), .word($0.value)) }
    )
    host.vcpuProfiles = try profiles(types)
    if probing {
      host.acceptedProbe = ToleranceProbe(kvm).acceptedValues
      host.measured = GuestProbe(kvm).measurement
    }
    return host
  }

  /// The profiles; on a machine of several types of CPU, a set of them for each type.
  ///
  /// - Throws: `CaptureError` when a type cannot be reached: its profiles would be another's.
  private func profiles(_ types: CPUTypes) throws(CaptureError) -> [VCPUProfileRecord] {
    guard types.identities.count > 1 else { return ProfileRecipe.all.map(kvm.profile) }
    defer { system.pin(to: nil) }
    var profiles: [VCPUProfileRecord] = []
    for (type, cpu) in types.firstCPUs.enumerated() {
      guard system.pin(to: cpu) else { throw .cannotRun(onCPU: cpu) }
      profiles += ProfileRecipe.all.map { recipe in
        var profile = kvm.profile(recipe)
        profile.cpu = type
        if type > 0 { profile.name += "@cpu\(type)" }
        return profile
      }
    }
    return profiles
  }

  private var vulnerabilities: [String: String]? {
    let folder = "/sys/devices/system/cpu/vulnerabilities"
    let files = system.list(folder).compactMap { name in
      system.line("\(folder)/\(name)").map { (name, $0) }
    }
    return files.isEmpty ? nil : Dictionary(uniqueKeysWithValues: files)
  }

  /// Number to value of every capability that is not 0; −1 when KVM refuses to answer.
  private var kvmCapabilities: [Int: Int64] {
    var values: [Int: Int64] = [:]
    for number in Self.capabilities {
      let value = (try? kvm.capability(number)) ?? -1
      if value != 0 { values[number] = Int64(value) }
    }
    return values
  }

  private func hostRegisters(_ cpu: Int) -> RegisterState? {
    var registers = RegisterState()
    if let smidr = CPUTypes.register("smidr_el1", of: cpu, system) {
      registers.set(RegisterID(Self.smeIdentity), to: .word(smidr))
    }
    if let recipe = ProfileRecipe.named("el2"), let vm = try? kvm.create(recipe) {
      defer { vm.close() }
      if (try? vm.startDevices()) != nil, let type = try? vm.vgicRegister(Self.vgicType) {
        registers.set(RegisterID(Self.vgicType), to: .word(type))
      }
    }
    return registers.count == 0 ? nil : registers
  }
}
