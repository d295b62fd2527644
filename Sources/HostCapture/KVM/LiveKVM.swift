import CKVM

/// KVM of the machine the program runs on.
public final class LiveKVM: KVMInterface {
  private let descriptor: Int32

  /// Opens `/dev/kvm` for reading and writing; membership in the group kvm is enough.
  ///
  /// - Throws: `CaptureError.notArm64` on another architecture, `.noKVM` when it cannot be opened.
  public init() throws(CaptureError) {
    guard ckvm_is_supported() == 1 else { throw .notArm64 }
    descriptor = ckvm_open(nil)
    guard descriptor >= 0 else { throw .noKVM(errno: -descriptor) }
  }

  deinit {
    if descriptor >= 0 { ckvm_close(descriptor) }
  }

  /// The value of a capability.
  public func capability(_ number: Int) throws(KVMFailure) -> Int {
    Int(try checked(ckvm_check_extension(descriptor, Int32(number))))
  }

  /// Makes a VM.
  public func createVM(ipaBits: Int) throws(KVMFailure) -> any ScratchVM {
    LiveVM(kvm: descriptor, vm: try checked(ckvm_create_vm(descriptor, UInt32(ipaBits))))
  }
}

/// The result of a call, or the failure that a negative one stands for.
@discardableResult
func checked(_ result: Int32) throws(KVMFailure) -> Int32 {
  guard result >= 0 else { throw KVMFailure(errno: -result) }
  return result
}
