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
