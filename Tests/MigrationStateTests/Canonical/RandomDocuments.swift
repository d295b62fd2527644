import ArmArchitecture
import KVMEnforcement
import MigrationState
import TestSupport

/// Makes valid documents at random, from a seed.
struct RandomDocuments {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func host() -> HostDocument {
    var host = HostDocument(
      name: name(),
      capturedAt: timestamp(),
      kernelRelease: release(),
      pageSize: pick([4096, 16_384, 65_536]),
      cpus: some(1...3) {
        CPUIdentity(
          midr: $0.word(),
          revidr: $0.word(),
          aidr: $0.maybe { $0.word() },
          count: $0.maybe { $0.pick(1...65_536) }
        )
      },
      vcpuProfiles: []
    )
    host.buildId = maybe { $0.text() }
    host.bootId = maybe { $0.text() }
    host.kernelCpuFeatures = maybe { $0.some(0...4) { $0.text() } }
    host.kvmMessages = maybe { $0.some(0...4) { $0.text() } }
    host.vulnerabilities = maybe { random in
      Dictionary(random.some(0...4) { ($0.text(), $0.text()) }, uniquingKeysWith: { $1 })
    }
    host.hostRegisters = maybe { $0.registers(0...4) }
    host.acceptedProbe = maybe { $0.probe() }
    host.measured = maybe { $0.measurement() }
    for number in some(0...20, { $0.pick(0...300) }) {
      host.kvmCapabilities[number] = Int64(bitPattern: word())
    }
    host.userIdRegisters = registers(0...4)
    let cpuCount = host.cpus.count
    let shared = registers(0...20)
    host.vcpuProfiles = (0..<pick(0...4)).map { profile($0, cpuCount: cpuCount, shared) }
    return host
  }

  private mutating func profile(
    _ number: Int,
    cpuCount: Int,
    _ shared: RegisterState
  ) -> VCPUProfileRecord {
    var profile = VCPUProfileRecord(
      name: "\(number) \(text())",
      vcpuFeatures: features(),
      gic: pick(GICModel.allCases),
      mte: random.next() % 2 == 0,
      registers: random.next() % 2 == 0 ? shared : registers(0...20)
    )
    profile.cpu = maybe { $0.pick(0...cpuCount - 1) }
    profile.error = maybe { $0.text() }
    profile.writableMasks = maybe { random in
      Dictionary(
        random.registers(0...5).ids.map { ($0, random.word()) },
        uniquingKeysWith: { first, _ in first }
      )
    }
    return profile
  }

  private mutating func measurement() -> HostMeasurement {
    var measurement = HostMeasurement()
    for id in registers(0...5).ids {
      measurement.masks[id] = RecordedMask(res0: word(), res1: word())
    }
    measurement.undefined = some(0...5) { Encoding(packed: $0.pick(0...UInt16.max)) }.sorted()
    measurement.configurations = (0..<pick(0...3)).map { _ in
      MeasuredConfiguration(
        profile: text(),
        idRegisters: registers(0...2),
        undefined: some(0...5) { Encoding(packed: $0.pick(0...UInt16.max)) }.sorted()
      )
    }
    return measurement
  }

  private mutating func probe() -> [String: [UInt64]] {
    var probe: [String: [UInt64]] = [:]
    for field in ["ID_AA64PFR0_EL1.EL0", "ID_AA64MMFR0_EL1.PARANGE", "ID_AA64PFR0_EL1.SVE"] {
      if random.next() % 2 == 0 { probe[field] = some(0...4) { UInt64($0.pick(0...15)) } }
    }
    return probe
  }

  mutating func vm() -> VMDocument {
    let pool = registers(0...20)
    var vm = VMDocument(
      name: name(),
      vcpuCount: pick(1...65_536),
      vcpuFeatures: features(),
      gic: pick(GICModel.allCases),
      mte: random.next() % 2 == 0,
      idRegisters: RegisterState(pool.filter { $0.0.encoding != nil })
    )
    vm.uuid = maybe { $0.text() }
    vm.createdOn = maybe { $0.name() }
    vm.vmm = maybe { $0.pick(VMM.allCases) }
    vm.writableImplementationIds = maybe { $0.random.next() % 2 == 0 }
    vm.ipaSize = maybe { $0.pick(32...56) }
    vm.sveVectorLengths = maybe { random in (1...16).map { $0 * 128 }.filter { _ in random.coin() }
    }
    vm.firmware = maybe { $0.registers(0...5) }
    vm.cpuAffinity = maybe { random in (0...64).filter { _ in random.coin() } }
    vm.machine = maybe { random in
      let member = JSONOutput.Member(random.text(), .string(random.text()))
      return JSONWriter().string(.object([member, .init("\u{1}", [1, "x", [:]])]))
    }
    return vm
  }

  mutating func snapshot() -> SnapshotDocument {
    let shared = registers(0...40)
    var index = 0
    let vcpus = some(1...4) { random in
      index += random.pick(1...3)
      // Most vCPUs of a VM have the same registers.
      let registers =
        random.pick(0...3) == 0
        ? random.registers(0...40)
        : RegisterState(shared.ids.map { ($0, random.value(width: $0.width)) })
      return VCPUState(index: index - 1, registers: registers)
    }
    var snapshot = SnapshotDocument(
      vm: name(),
      capturedAt: timestamp(),
      source: CaptureSource(
        format: text(),
        digest: maybe { $0.text() },
        note: maybe { $0.text() }
      ),
      vcpus: vcpus
    )
    snapshot.host = maybe { $0.name() }
    snapshot.kernelRelease = maybe { $0.release() }
    snapshot.vcpuFeatures = maybe { $0.features() }
    snapshot.gic = maybe { $0.pick(GICModel.allCases) }
    snapshot.mte = maybe { $0.coin() }
    return snapshot
  }

  mutating func verdict() -> VerdictDocument {
    VerdictDocument(
      verdict: pick(VerdictDocument.Outcome.allCases),
      vm: name(),
      source: maybe { $0.name() },
      target: name(),
      policy: pick(VerdictDocument.Policy.allCases),
      checkedAt: timestamp(),
      toolVersion: text(),
      model: text(),
      inputs: VerdictDocument.Inputs(
        vm: maybe { $0.digest() },
        snapshot: maybe { $0.digest() },
        source: maybe { $0.digest() },
        target: digest(),
        waivers: some(0...2) { $0.text() }
      ),
      options: Dictionary(some(0...3) { ($0.text(), $0.text()) }) { first, _ in first },
      findings: some(0...5) { $0.finding() },
      exposures: some(0...3) {
        ExposureRecord(
          feature: $0.text(),
          encodings: $0.some(0...3) { $0.text() },
          onSource: $0.maybe { $0.coin() },
          onTarget: $0.maybe { $0.coin() }
        )
      }
    )
  }

  private mutating func finding() -> Finding {
    var finding = Finding(
      text(),
      pick(Finding.Severity.allCases),
      subject: text(),
      message: text()
    )
    finding.beyondKvm = coin()
    for field in [
      \Finding.waived, \.register, \.field, \.feature, \.source, \.target, \.bits, \.vcpus,
      \.remedy,
    ] { finding[keyPath: field] = maybe { $0.text() } }
    finding.msb = maybe { $0.pick(0...2047) }
    finding.lsb = maybe { $0.pick(0...2047) }
    return finding
  }
}
