import ArmArchitecture
import KVMEnforcement
import MigrationState

/// A host's record, prepared for checks.
public struct HostView: Sendable {
  /// The record.
  public private(set) var document: HostDocument
  /// The kernel the host is judged by: its own, or the one assumed.
  public let kernel: KernelVersion
  /// What no vCPU's registers show.
  public private(set) var facts: HostFacts
  /// What decides which accesses of a guest trap.
  public let traps: TrapCapabilities
  /// What the host's CPUs implement, as far as the record tells.
  public let implemented: HostFeatures
  /// The registers of the host itself that decide masks.
  let maskRegisters: IDRegisterValues

  /// What is worked out about the host once.
  private(set) var plans = HostPlans()

  /// The kernel that the record was captured on.
  public let capturedKernel: KernelVersion

  /// The digest of the record where it was at hand.
  private var recordedDigest: Digest?

  /// The digest of the record.
  var digest: Digest { recordedDigest ?? document.digest }

  /// Prepares a record.
  ///
  /// - Parameters:
  ///   - document: the record; its kernel release begins with `major.minor`, as every decoded
  ///     record's does.
  ///   - digest: the record's digest, where it was read with the record; nil computes it when it is
  ///     asked for.
  ///   - assumed: the kernel to judge the host by; nil for its own.
  public init(
    _ document: HostDocument,
    digest: Digest? = nil,
    assuming assumed: KernelVersion? = nil
  ) {
    self.document = document
    recordedDigest = digest
    capturedKernel = KernelVersion(document.kernelRelease) ?? KernelVersion(0, 0)
    kernel = assumed ?? capturedKernel
    facts = HostFacts(
      profiles: document.vcpuProfiles.filter { $0.error == nil }.map { VCPUProfile($0) },
      kernel: capturedKernel,
      featureLines: document.kernelCpuFeatures,
      capabilities: document.kvmCapabilities.mapValues { Int($0) },
      acceptedProbe: document.acceptedProbe ?? [:]
    )
    traps = TrapCapabilities(document)
    implemented = HostFeatures(document, kernel: capturedKernel, traps: traps)
    maskRegisters = document.maskRegisters
  }

  /// The same record judged by a kernel that is assumed; nil for its own.
  public func assuming(_ kernel: KernelVersion?) -> HostView {
    self.kernel == kernel ?? capturedKernel
      ? self : HostView(document, digest: recordedDigest, assuming: kernel)
  }

  /// The host's name.
  public var name: String { document.name }

  /// The same host under another name.
  ///
  /// - Complexity: O(1).
  public func named(_ name: String) -> HostView {
    guard name != self.name else { return self }
    var view = self
    view.document.name = name
    view.recordedDigest = nil
    // Findings name the host.
    view.plans = HostPlans()
    return view
  }

  /// The same view, without what was worked out: for what is itself kept there.
  var detached: HostView {
    var view = self
    view.plans = HostPlans()
    return view
  }

  /// The same host with other facts.
  func with(_ facts: HostFacts) -> HostView {
    guard facts != self.facts else { return self }
    return plans.informed.value(for: facts) {
      var view = self
      view.facts = facts
      view.plans = HostPlans()
      return view
    }
  }

  /// True when both are one record, judged by one kernel.
  func isSame(as other: HostView) -> Bool {
    kernel == other.kernel && document == other.document
  }

  /// True when the host is judged by a kernel that was assumed.
  public var isAssumed: Bool { kernel != capturedKernel }

  /// The release it is judged by, as the record or the assumption spells it.
  public var kernelName: String { isAssumed ? kernel.description : document.kernelRelease }
}
