import ArmArchitecture
import Synchronization

/// What one kernel series makes of VM configurations.
///
/// Making a model is cheap after the first of its series: the compiled tables are shared.
public struct KernelModel: Sendable {
  /// The kernel series.
  public let kernel: KernelVersion
  private let compiled: Compiled

  private struct Compiled: Sendable {
    let program: BitRuleProgram
    let firstRun: FirstRun
  }

  private static let cache = Mutex<[KernelVersion: Compiled]>([:])

  /// The first series with VMs with EL2, and so with masks.
  static let firstWithEL2 = KernelVersion(6, 16)

  /// The model of a kernel; a patch release belongs to its series.
  ///
  /// - Throws: ``KernelModelError`` unless the series is 6.12, 6.16, 6.18, 7.2 or 7.3.
  public init(_ kernel: KernelVersion) throws(KernelModelError) {
    let known = BitRules.kernels
    if let newest = known.last, kernel.series > newest {
      throw .newerThanModel(kernel, newest: newest)
    }
    if let oldest = known.first, kernel.series < oldest {
      throw .olderThanModel(kernel, oldest: oldest)
    }
    guard let registers = BitRules.standard.registers(on: kernel) else {
      throw .notMeasured(kernel, known: known)
    }
    self.kernel = kernel.series
    compiled = Self.cache.withLock { cache in
      if let compiled = cache[kernel.series] { return compiled }
      let firstRun = FirstRun(FirstRunRule.all, on: kernel)
      let compiled = Compiled(
        program: BitRuleProgram.builtIn(registers, conditions: firstRun.conditions),
        firstRun: firstRun
      )
      cache[kernel.series] = compiled
      return compiled
    }
  }

  /// Evaluates a configuration.
  ///
  /// - Throws: ``KernelModelError/noEL2(_:)`` for a VM with EL2 on 6.12.
  /// - Complexity: O(*n*) in the model's conditions, which are evaluated once; twice when the first
  ///   run changes an ID register.
  public func plan(
    for configuration: VMConfiguration
  ) throws(KernelModelError) -> ConfigurationPlan {
    let hasEL2 = configuration.vcpuFeatures.contains(.el2)
    if hasEL2, kernel < Self.firstWithEL2 { throw .noEL2(kernel) }
    let program = compiled.program
    let truth = program.evaluate(configuration.idRegisters)
    let features = FeatureTable.standard.features(ofSteps: truth)
    let corrected = compiled.firstRun.correct(configuration.idRegisters, configuration.gic) {
      truth[program.conditions[$0]] == 1
    }
    let final = corrected.map(program.evaluate) ?? truth
    return ConfigurationPlan(
      kernel: kernel,
      configuration: configuration,
      features: features,
      finalIDRegisters: corrected ?? configuration.idRegisters,
      finalFeatures: corrected == nil ? features : FeatureTable.standard.features(ofSteps: final),
      masks: hasEL2 ? masks(truth) : [],
      undefinedWords: program.undefined(final)
    )
  }

  private func masks(_ truth: [UInt8]) -> [RegisterMask] {
    let words = compiled.program.masks(truth)
    return compiled.program.registers.enumerated().map { index, register in
      RegisterMask(
        encoding: register.encoding,
        zero: words[2 * index],
        one: words[2 * index + 1],
        isApplied: register.isApplied
      )
    }
  }
}
