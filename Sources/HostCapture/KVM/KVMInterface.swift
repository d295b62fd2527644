import ArmArchitecture
import KVMEnforcement

/// What a capture asks of KVM; the live one talks to `/dev/kvm`, a recorded one answers from a trace.
public protocol KVMInterface {
  /// The value of a capability, 0 when KVM does not have it.
  ///
  /// - Throws: `KVMFailure` when KVM refuses to answer for `/dev/kvm` as a whole.
  func capability(_ number: Int) throws(KVMFailure) -> Int

  /// Makes a VM without memory or vCPU.
  ///
  /// - Parameter ipaBits: the width of guest-physical addresses; 0 is KVM's default of 40.
  /// - Returns: the VM, to be ended with ``ScratchVM/close()``.
  /// - Throws: `KVMFailure`.
  func createVM(ipaBits: Int) throws(KVMFailure) -> any ScratchVM
}

/// A VM of one vCPU that lives as long as a measurement takes.
public protocol ScratchVM {
  /// Enables a capability of the VM.
  ///
  /// - Throws: `KVMFailure`.
  func enable(capability: Int) throws(KVMFailure)
  /// Gives the VM the vGIC that the host offers: a vGICv3, else a vGICv2.
  ///
  /// - Returns: which it is.
  /// - Throws: `KVMFailure` when the host offers neither.
  func createVGIC() throws(KVMFailure) -> GICModel
  /// Gives the VM its vCPU.
  ///
  /// - Throws: `KVMFailure`.
  func createVCPU() throws(KVMFailure)
  /// Initialises the vCPU.
  ///
  /// - Throws: `KVMFailure`: EINVAL for features that the host does not offer, ENOENT for those
  ///   that the kernel does not know.
  func initialize(_ features: VCPUFeatures) throws(KVMFailure)
  /// Fixes the vector lengths of a vCPU with SVE.
  ///
  /// - Throws: `KVMFailure`.
  func finalizeSVE() throws(KVMFailure)
  /// Initialises what the vCPU needs before it runs: the vGIC with its addresses, and the PMU.
  ///
  /// - Throws: `KVMFailure`.
  func startDevices() throws(KVMFailure)
  /// The ids of the vCPU's registers, in KVM's order.
  ///
  /// - Throws: `KVMFailure`.
  func registerList() throws(KVMFailure) -> [UInt64]
  /// The bytes of a register, the least significant first.
  ///
  /// - Throws: `KVMFailure`.
  func register(_ id: UInt64) throws(KVMFailure) -> [UInt8]
  /// Writes a register of 64 bits.
  ///
  /// - Throws: `KVMFailure`.
  func setRegister(_ id: UInt64, to value: UInt64) throws(KVMFailure)
  /// KVM's masks of writable ID registers, 192 of them, by `op1' << 6 | CRm << 3 | op2` with
  /// `op1'` 2 for op1 3.
  ///
  /// - Throws: `KVMFailure`.
  func writableMasks() throws(KVMFailure) -> [UInt64]
  /// A register of the vGIC's CPU interface.
  ///
  /// - Throws: `KVMFailure`.
  func vgicRegister(_ encoding: Encoding) throws(KVMFailure) -> UInt64
  /// Runs instructions at the vCPU's highest exception level, one after the other.
  ///
  /// - Returns: for each instruction 0xff when it executed, else the class of the exception it
  ///   raised; 0 is UNDEFINED.
  /// - Throws: `KVMFailure`; EINTR when the guest did not come to its end in time.
  func run(_ instructions: [UInt32]) throws(KVMFailure) -> [UInt8]
  /// Ends the VM.
  func close()
}
