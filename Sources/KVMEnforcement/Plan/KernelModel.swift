import ArmArchitecture
import Synchronization

/// What one kernel series makes of VM configurations.
///
/// Making a model is cheap after the first of its series: the compiled tables are shared.
public struct KernelModel: Sendable {
  /// The kernel series.
  public let kernel: KernelVersion

  /// The compiled tables.
  private final class Compiled: Sendable {
    let program: BitRuleProgram
    let firstRun: FirstRun
    /// A mask without bits of every register, in the order of the program's.
    let blank: [RegisterMask]

    init(_ registers: [RuledRegister], on kernel: KernelVersion) {
      firstRun = FirstRun(FirstRunRule.all, on: kernel)
      program = BitRuleProgram.builtIn(registers, conditions: firstRun.conditions)
      blank = registers.map {
        RegisterMask(encoding: $0.encoding, zero: 0, one: 0, isApplied: $0.isApplied)
      }
    }

    func masks(_ truth: [UInt8]) -> [RegisterMask] {
      let words = program.masks(truth)
      var masks = blank
      for index in masks.indices {
        masks[index].zero = words[2 * index]
        masks[index].one = words[2 * index + 1]
      }
      return masks
    }
  }

  private struct Key: Hashable {
    let kernel: KernelVersion
    let hasEL2: Bool
  }

  private static let cache = Mutex<[Key: Compiled]>([:])

  /// The compiled tables of VMs with or without EL2: those without have no masks, and do without
  /// their tables.
  private func compiled(hasEL2: Bool) -> Compiled {
    Self.cache.withLock { cache in
      let key = Key(kernel: kernel, hasEL2: hasEL2)
      if let compiled = cache[key] { return compiled }
      let rules = hasEL2 ? BitRules.standard : BitRules.fineGrained
      let compiled = Compiled(rules.registers(on: kernel) ?? [], on: kernel)
      cache[key] = compiled
      return compiled
    }
  }

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
    guard known.contains(kernel.series) else { throw .notMeasured(kernel, known: known) }
    self.kernel = kernel.series
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
    let compiled = compiled(hasEL2: hasEL2)
    let truth = compiled.program.evaluate(configuration.idRegisters)
    let features = FeatureTable.standard.features(ofSteps: truth)
    let corrected = compiled.firstRun.correct(configuration.idRegisters, configuration.gic) {
      truth[compiled.program.conditions[$0]] == 1
    }
    let final = corrected.map { compiled.program.evaluate($0) } ?? truth
    return ConfigurationPlan(
      kernel: kernel,
      configuration: configuration,
      features: features,
      finalIDRegisters: corrected ?? configuration.idRegisters,
      finalFeatures: corrected == nil ? features : FeatureTable.standard.features(ofSteps: final),
      masks: hasEL2 ? compiled.masks(truth) : [],
      undefinedWords: compiled.program.undefined(final)
    )
  }
}
