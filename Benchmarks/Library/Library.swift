import ArmArchitecture
import Benchmark
import KVMEnforcement
import MigrationCheck
import MigrationState

/// What the library costs, one closure a figure: `benchmark.scaledIterations` runs are timed as one
/// sample, everything before them is not.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal],
    scalingFactor: .kilo,
    maxDuration: .seconds(2)
  )
  let once = Benchmark.Configuration(metrics: [.wallClock, .cpuTotal], scalingFactor: .one)

  Benchmark("admission: all ID registers of one VM on one host") { benchmark in
    let (plan, values) = admission()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for (register, value) in values { blackHole(plan.decide(register, value)) }
    }
  }

  Benchmark("plan: masks and FGU words of one configuration") { benchmark in
    let (model, configuration) = configuration()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(try? model.plan(for: configuration)) }
  }

  Benchmark("plan: the same configuration, the tables walked bit by bit") { benchmark in
    let (model, configuration) = configuration()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(naive(model.kernel, configuration)) }
  }

  Benchmark("move: everything of one that its vCPUs do not decide") { benchmark in
    let (guest, host, _) = move()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(MovePlan(guest, source: host, target: host)) }
  }

  Benchmark("verdict: one vCPU by a prepared move, allowed") { benchmark in
    let (guest, host, registers) = move()
    let plan = MovePlan(guest, source: host, target: host)
    let found = plan.findings(CheckedVCPU(registers, isCaptured: true))
    precondition(!found.contains { $0.severity == .refuse })
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(plan.findings(CheckedVCPU(registers, isCaptured: true)))
    }
  }

  Benchmark("tables: first use of every table", configuration: once) { benchmark in
    // The tables are parsed once a process: only the first sample tells, so ask for the maximum.
    benchmark.startMeasurement()
    blackHole(FeatureHidings.standard.rows.count)
    blackHole(CoarseControls.standard.controls.count)
    blackHole(HostTraps.standard.traps.count)
    blackHole(TrapHandlers.standard.handlers.count)
    for kernel in BitRules.kernels { blackHole(BitRules.standard.registers(on: kernel)?.count) }
  }

  Benchmark("canonical form: encode one vCPU's snapshot") { benchmark in
    let snapshot = Samples.snapshot("max-linux-7.3.4.all")
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(snapshot.canonicalBytes()) }
  }

  Benchmark("canonical form: decode one vCPU's snapshot") { benchmark in
    let bytes = Samples.snapshot("max-linux-7.3.4.all").canonicalBytes()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(try? SnapshotDocument(canonical: bytes)) }
  }

  Benchmark("JSON: read one host document") { benchmark in
    let bytes = Samples.bytes("hosts/max-linux-7.3.4")
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var unknownKeys: [JSONPath] = []
      blackHole(
        try? Document(JSONDocument(parsing: bytes).cursor, unknownKeys: &unknownKeys)
      )
    }
  }
}

/// Admission on the same CPU under an older kernel, for every ID register of a captured VM.
private func admission() -> (AdmissionPlan, [(Encoding, UInt64)]) {
  let host = Samples.host("max-linux-6.12.107")
  let snapshot = Samples.snapshot("max-linux-7.3.4.all")
  guard let guest = Guest(definition: nil, snapshot: snapshot),
    case .found(let profile, _, _) = host.profile(
      features: guest.features,
      gic: guest.gic,
      mte: guest.mte
    )
  else { preconditionFailure("the samples do not fit") }
  let registers = snapshot.vcpus[0].registers.compactMap { id, value in
    id.encoding.flatMap { encoding in
      AdmissionPlan.covers(encoding) ? value.word.map { (encoding, $0) } : nil
    }
  }
  return (AdmissionPlan(profile: profile, kernel: host.kernel, facts: host.facts), registers)
}

/// A VM that stays on its host, with the registers of a vCPU.
private func move() -> (GuestClass, HostView, RegisterState) {
  let snapshot = Samples.snapshot("max-linux-7.3.4.all")
  guard let guest = Guest(definition: nil, snapshot: snapshot) else {
    preconditionFailure("the snapshot tells its vCPU features")
  }
  return (GuestClass(guest), Samples.host("max-linux-7.3.4"), snapshot.vcpus[0].registers)
}

/// The invalid bits of every register, with the rule of each bit evaluated by itself.
private func naive(_ kernel: KernelVersion, _ configuration: VMConfiguration) -> UInt64 {
  var invalid: UInt64 = 0
  for register in BitRules.standard.registers(on: kernel) ?? [] {
    for rule in register.rules {
      for bit in rule.bits.lsb...rule.bits.msb {
        guard case .when(let condition) = rule.validity,
          !FeatureTable.standard.holds(condition, in: configuration.idRegisters)
        else { continue }
        invalid ^= 1 << UInt64(bit)
      }
    }
  }
  return invalid
}

/// The configuration of a VM with EL2, and the newest kernel.
private func configuration() -> (KernelModel, VMConfiguration) {
  let snapshot = Samples.snapshot("max-linux-7.3.4.el2_all")
  guard let newest = BitRules.kernels.last, let model = try? KernelModel(newest),
    let guest = Guest(definition: nil, snapshot: snapshot)
  else { preconditionFailure("the newest kernel has a model") }
  let configuration = VMConfiguration(
    idRegisters: snapshot.vcpus[0].registers.idRegisters,
    vcpuFeatures: guest.features,
    gic: guest.gic ?? .v3
  )
  return (model, configuration)
}
