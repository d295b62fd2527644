import ArmArchitecture
import HostCapture
import KVMEnforcement

/// KVM as a recording answers.
final class RecordedKVM: KVMInterface {
  let trace: RecordedTrace
  private var count = 0
  /// The VMs that were made and not ended.
  private(set) var open = 0

  init(_ trace: RecordedTrace) {
    self.trace = trace
  }

  /// The answer to a call, failing for a negative one.
  func ask(_ call: String) throws(KVMFailure) -> String { try Self.checked(trace.answer(call)) }

  private static func checked(_ answer: String) throws(KVMFailure) -> String {
    if answer.hasPrefix("-"), let errno = Int32(answer) { throw KVMFailure(errno: -errno) }
    return answer
  }

  func capability(_ number: Int) throws(KVMFailure) -> Int {
    Int(RecordedTrace.number(try Self.checked(trace.capabilities[number] ?? "0")))
  }

  func createVM(ipaBits: Int) throws(KVMFailure) -> any ScratchVM {
    count += 1
    _ = try ask("vm \(count) ipa \(ipaBits)")
    open += 1
    return VM(kvm: self, number: count)
  }

  private final class VM: ScratchVM {
    let kvm: RecordedKVM
    let number: Int
    private var features: VCPUFeatures = []
    private var hasVGIC = false

    init(kvm: RecordedKVM, number: Int) {
      self.kvm = kvm
      self.number = number
    }

    func enable(capability: Int) throws(KVMFailure) {
      _ = try kvm.ask("enable \(number) \(capability)")
    }

    func createVGIC() throws(KVMFailure) -> GICModel {
      hasVGIC = true
      do throws(KVMFailure) {
        _ = try kvm.ask("vgic \(number)")
        return .v3
      } catch  where error.errno == 19 {
        _ = try kvm.ask("vgic-v2 \(number)")
        return .v2
      }
    }

    func createVCPU() throws(KVMFailure) { _ = try kvm.ask("vcpu \(number)") }

    func initialize(_ features: VCPUFeatures) throws(KVMFailure) {
      self.features = features
      let bits = features.reduce(0) { $0 | 1 << $1.bit }
      _ = try kvm.ask("init \(number) 0x" + String(bits, radix: 16))
    }

    func finalizeSVE() throws(KVMFailure) { _ = try kvm.ask("finalize \(number) 4") }

    func startDevices() throws(KVMFailure) {
      if hasVGIC { _ = try kvm.ask("start-vgic \(number)") }
      if features.contains(.pmuV3) { _ = try kvm.ask("start-pmu \(number)") }
    }

    func registerList() throws(KVMFailure) -> [UInt64] {
      try kvm.ask("list \(number)").split(separator: ",").map(RecordedTrace.number)
    }

    func register(_ id: UInt64) throws(KVMFailure) -> [UInt8] {
      let answer = try kvm.ask("get \(number) 0x" + String(id, radix: 16))
      return RecordedTrace.bytes(answer.dropFirst(2)).reversed()
    }

    func setRegister(_ id: UInt64, to value: UInt64) throws(KVMFailure) {
      let value = String(value, radix: 16)
      _ = try kvm.ask("set \(number) 0x" + String(id, radix: 16) + " 0x" + value)
    }

    func writableMasks() throws(KVMFailure) -> [UInt64] {
      try kvm.ask("masks \(number)").split(separator: ",").map(RecordedTrace.number)
    }

    func vgicRegister(_ encoding: Encoding) throws(KVMFailure) -> UInt64 {
      let attribute = String(encoding.packed, radix: 16)
      return RecordedTrace.number(try kvm.ask("vgic-register \(number) 0x\(attribute)"))
    }

    func run(_ instructions: [UInt32]) throws(KVMFailure) -> [UInt8] {
      try startDevices()
      return RecordedTrace.bytes(try kvm.ask("run \(number) \(instructions.count)"))
    }

    func close() { kvm.open -= 1 }
  }
}
