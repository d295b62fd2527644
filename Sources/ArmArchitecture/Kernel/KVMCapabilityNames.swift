/// The kernel's names of the capabilities that KVM answers for on arm64.
public struct KVMCapabilityNames: Sendable {
  private let names: [Int: String]

  /// The built-in table.
  public static let standard = builtIn { () throws(TableError) in try KVMCapabilityNames(rows) }

  /// `NUMBER NAME` per entry; `KVM_CAP_` is left out.
  ///
  /// - Source: kernel `include/uapi/linux/kvm.h` (`KVM_CAP_*`) and `arch/arm64/kvm/arm.c`
  ///   (`kvm_vm_ioctl_check_extension`), 7.3.
  private static let rows: StaticString = """
    0    IRQCHIP
    3    USER_MEMORY
    9    NR_VCPUS
    10   NR_MEMSLOTS
    14   MP_STATE
    15   COALESCED_MMIO
    16   SYNC_MMU
    21   DESTROY_MEMORY_REGION_WORKS
    23   SET_GUEST_DEBUG
    25   IRQ_ROUTING
    30   JOIN_MEMORY_REGIONS_WORKS
    32   IRQFD
    36   IOEVENTFD
    40   INTERNAL_ERROR_DATA
    41   VCPU_EVENTS
    66   MAX_VCPUS
    70   ONE_REG
    77   SIGNAL_MSI
    81   READONLY_MEM
    82   IRQFD_RESAMPLE
    87   ARM_PSCI
    88   ARM_SET_DEVICE_ADDR
    89   DEVICE_CTRL
    93   ARM_EL1_32BIT
    98   ENABLE_CAP_VM
    102  ARM_PSCI_0_2
    105  CHECK_EXTENSION_VM
    119  GUEST_DEBUG_HW_BPS
    120  GUEST_DEBUG_HW_WPS
    122  IOEVENTFD_ANY_LENGTH
    126  ARM_PMU_V3
    127  VCPU_ATTRIBUTES
    128  MAX_VCPU_ID
    131  MSI_DEVID
    136  IMMEDIATE_EXIT
    144  ARM_USER_IRQ
    158  ARM_INJECT_SERROR_ESR
    162  COALESCED_PIO
    165  ARM_VM_IPA_SIZE
    168  MANUAL_DIRTY_LOG_PROTECT2
    170  ARM_SVE
    171  ARM_PTRAUTH_ADDRESS
    172  ARM_PTRAUTH_GENERIC
    174  ARM_IRQ_LINE_LAYOUT_2
    177  ARM_NISV_TO_USER
    178  ARM_INJECT_EXT_DABT
    182  HALT_POLL
    187  STEAL_TIME
    195  SET_GUEST_DEBUG2
    198  PTP_KVM
    203  BINARY_STATS_FD
    205  ARM_MTE
    215  SYSTEM_EVENT_DATA
    216  ARM_SYSTEM_SUSPEND
    223  DIRTY_LOG_RING_ACQ_REL
    225  DIRTY_LOG_RING_WITH_BITMAP
    227  COUNTER_OFFSET
    228  ARM_EAGER_SPLIT_CHUNK_SIZE
    229  ARM_SUPPORTED_BLOCK_SIZES
    230  ARM_SUPPORTED_REG_MASK_RANGES
    231  USER_MEMORY2
    232  MEMORY_FAULT_INFO
    233  MEMORY_ATTRIBUTES
    234  GUEST_MEMFD
    236  PRE_FAULT_MEMORY
    239  ARM_WRITABLE_IMP_ID_REGS
    240  ARM_EL2
    241  ARM_EL2_E2H0
    243  ARM_CACHEABLE_PFNMAP_SUPPORTED
    244  GUEST_MEMFD_FLAGS
    245  ARM_SEA_TO_USER
    """

  init(_ text: StaticString) throws(TableError) {
    var names: [Int: String] = [:]
    let text = TableText("kvmCapabilityNames", text)
    for row in text.rows {
      guard row.words.count == 2, let number = Int(row.words[0]) else {
        throw text.error(row, "a number and a name are expected")
      }
      guard names.updateValue("KVM_CAP_" + row.words[1], forKey: number) == nil else {
        throw text.error(row, "\(number) stands twice")
      }
    }
    self.names = names
  }

  /// The name of a capability, `KVM_CAP_ARM_SVE`; nil for a number that is not in the table.
  public func name(of number: Int) -> String? { names[number] }
}
