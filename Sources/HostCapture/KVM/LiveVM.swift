import ArmArchitecture
import CKVM
import KVMEnforcement

/// A scratch VM of the machine the program runs on.
final class LiveVM: ScratchVM {
  private let kvm: Int32
  private let vm: Int32
  private var vcpu: Int32 = -1
  private var vgic: Int32 = -1
  /// The attributes that are the addresses of the vGIC's two parts.
  private var vgicParts: [UInt64] = []
  private var hasPMU = false
  private var memory: UnsafeMutableRawPointer?
  private var runPage: UnsafeMutableRawPointer?

  /// How long a guest may run, in milliseconds.
  private static let runLimit: UInt32 = 1000

  init(kvm: Int32, vm: Int32) {
    self.kvm = kvm
    self.vm = vm
  }

  func enable(capability: Int) throws(KVMFailure) {
    try checked(ckvm_enable_capability(vm, UInt32(capability), 0))
  }

  func createVGIC() throws(KVMFailure) -> GICModel {
    do throws(KVMFailure) {
      vgic = try checked(ckvm_create_device(vm, UInt32(ckvm_device_vgic_v3)))
      vgicParts = [2, 3]
      return .v3
    } catch  where error == .noDevice {
      vgic = try checked(ckvm_create_device(vm, UInt32(ckvm_device_vgic_v2)))
      vgicParts = [0, 1]
      return .v2
    }
  }

  func createVCPU() throws(KVMFailure) {
    vcpu = try checked(ckvm_create_vcpu(vm, 0))
  }

  func initialize(_ features: VCPUFeatures) throws(KVMFailure) {
    hasPMU = features.contains(.pmuV3)
    let bits = features.reduce(UInt32(0)) { $0 | 1 << UInt32($1.bit) }
    try checked(ckvm_init_vcpu(vm, vcpu, bits))
  }

  func finalizeSVE() throws(KVMFailure) {
    try checked(ckvm_finalize_vcpu(vcpu, Int32(ckvm_feature_sve)))
  }

  func startDevices() throws(KVMFailure) {
    if vgic >= 0 {
      let addresses = UInt32(ckvm_vgic_group_addresses)
      for (part, address) in zip(vgicParts, [0x0800_0000, 0x080a_0000] as [UInt64]) {
        var address = address
        try checked(ckvm_set_attribute(vgic, addresses, part, &address))
      }
      try checked(ckvm_set_attribute(vgic, UInt32(ckvm_vgic_group_control), 0, nil))
    }
    if hasPMU {
      let group = UInt32(ckvm_vcpu_group_pmu)
      var interrupt: UInt64 = 23
      if vgic >= 0 { try checked(ckvm_set_attribute(vcpu, group, 0, &interrupt)) }
      try checked(ckvm_set_attribute(vcpu, group, 1, nil))
    }
  }

  func registerList() throws(KVMFailure) -> [UInt64] {
    var ids = [UInt64](repeating: 0, count: 1024)
    let count = Int(try checked(ckvm_register_list(vcpu, &ids, ids.count)))
    return Array(ids.prefix(count))
  }

  func register(_ id: UInt64) throws(KVMFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: ckvm_register_size(id))
    try checked(ckvm_get_register(vcpu, id, &bytes))
    return bytes
  }

  func setRegister(_ id: UInt64, to value: UInt64) throws(KVMFailure) {
    var value = value
    try checked(ckvm_set_register(vcpu, id, &value))
  }

  func writableMasks() throws(KVMFailure) -> [UInt64] {
    var masks = [UInt64](repeating: 0, count: Int(ckvm_mask_count))
    try checked(ckvm_writable_masks(vm, &masks))
    return masks
  }

  func vgicRegister(_ encoding: Encoding) throws(KVMFailure) -> UInt64 {
    var value: UInt64 = 0
    let group = UInt32(ckvm_vgic_group_registers)
    try checked(ckvm_get_attribute(vgic, group, UInt64(encoding.packed), &value))
    return value
  }

  func run(_ instructions: [UInt32]) throws(KVMFailure) -> [UInt8] {
    let size = Int(ckvm_guest_size)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 65_536)
    self.memory = memory
    try checked(ckvm_guest_load(memory, instructions, instructions.count))
    try checked(ckvm_set_memory(vm, 0, UInt64(ckvm_guest_base), memory, UInt64(size)))
    try startDevices()
    try setRegister(0x6030_0000_0010_0040, to: UInt64(ckvm_guest_base))
    guard let page = ckvm_map_run_page(kvm, vcpu) else { throw KVMFailure(errno: 5) }
    runPage = page
    var exit = ckvm_exit()
    try checked(ckvm_run(vcpu, page, Self.runLimit, &exit))
    guard exit.reason == UInt32(ckvm_exit_mmio), exit.address == UInt64(ckvm_guest_end)
    else { throw KVMFailure(errno: 71) }
    let results = memory + Int(ckvm_guest_results) - Int(ckvm_guest_base)
    return (0..<instructions.count).map {
      results.load(fromByteOffset: $0, as: UInt8.self)
    }
  }

  func close() {
    if let runPage { ckvm_unmap_run_page(kvm, runPage) }
    for descriptor in [vgic, vcpu, vm] where descriptor >= 0 { ckvm_close(descriptor) }
    memory?.deallocate()
    (runPage, memory, vgic, vcpu) = (nil, nil, -1, -1)
  }
}
