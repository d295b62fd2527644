/// The ioctls of KVM/arm64 that a capture needs, as functions with fixed parameters.
///
/// KVM's interface is variadic and its arm64 part exists only on arm64; these functions can be
/// called from Swift and compile anywhere. Where KVM/arm64 is not there, each answers -ENOSYS.
///
/// Every function returns a value >= 0, or a negated errno. Nothing here decides anything.
#ifndef CKVM_H
#define CKVM_H

#include <stddef.h>
#include <stdint.h>

/// Bits of a vCPU's features, as KVM_ARM_VCPU_INIT numbers them.
enum {
  ckvm_feature_el1_32bit = 1,
  ckvm_feature_psci_0_2 = 2,
  ckvm_feature_pmu_v3 = 3,
  ckvm_feature_sve = 4,
  ckvm_feature_ptrauth_address = 5,
  ckvm_feature_ptrauth_generic = 6,
  ckvm_feature_el2 = 7,
  ckvm_feature_el2_e2h0 = 8,
};

/// The number of writable masks that KVM answers: op1 0, 1 and 3, CRm 0 to 7, op2 0 to 7.
enum { ckvm_mask_count = 3 * 8 * 8 };

/// Types of in-kernel devices.
enum { ckvm_device_vgic_v2 = 5, ckvm_device_vgic_v3 = 7 };

/// Groups of attributes of the vGIC device.
enum { ckvm_vgic_group_addresses = 0, ckvm_vgic_group_control = 4, ckvm_vgic_group_registers = 6 };

/// Groups of attributes of a vCPU.
enum { ckvm_vcpu_group_pmu = 0 };

/// How a run of a vCPU ended, as KVM numbers it.
enum { ckvm_exit_mmio = 6, ckvm_exit_system_event = 24 };

/// One access of a guest to memory that is not there.
struct ckvm_exit {
  uint32_t reason;
  uint32_t length;
  uint64_t address;
  uint64_t data;
  uint8_t is_write;
};

/// 1 when this program was built for a system that can have KVM/arm64.
int ckvm_is_supported(void);

/// Opens /dev/kvm, or the path given.
int ckvm_open(const char *path);
/// Closes a descriptor that any of these functions gave.
int ckvm_close(int fd);

/// KVM_CHECK_EXTENSION on /dev/kvm or on a VM.
int ckvm_check_extension(int fd, int capability);
/// KVM_CREATE_VM; `ipa_bits` 0 takes KVM's default of 40 bits.
int ckvm_create_vm(int kvm, unsigned ipa_bits);
/// KVM_ENABLE_CAP on a VM.
int ckvm_enable_capability(int vm, uint32_t capability, uint64_t argument);
/// KVM_CREATE_VCPU.
int ckvm_create_vcpu(int vm, unsigned index);
/// KVM_ARM_PREFERRED_TARGET, then KVM_ARM_VCPU_INIT with bits of features.
int ckvm_init_vcpu(int vm, int vcpu, uint32_t features);
/// KVM_ARM_VCPU_FINALIZE of one feature.
int ckvm_finalize_vcpu(int vcpu, int feature);

/// KVM_CREATE_DEVICE.
int ckvm_create_device(int vm, uint32_t type);
/// KVM_SET_DEVICE_ATTR of a device or a vCPU.
int ckvm_set_attribute(int device, uint32_t group, uint64_t attribute, const uint64_t *value);
/// KVM_GET_DEVICE_ATTR of a device or a vCPU.
int ckvm_get_attribute(int device, uint32_t group, uint64_t attribute, uint64_t *value);

/// KVM_GET_REG_LIST; returns the number of registers, of which `capacity` at most are written.
int ckvm_register_list(int vcpu, uint64_t *ids, size_t capacity);
/// The number of bytes of a register, told by its id.
size_t ckvm_register_size(uint64_t id);
/// KVM_GET_ONE_REG; `value` has room for `ckvm_register_size(id)` bytes.
int ckvm_get_register(int vcpu, uint64_t id, void *value);
/// KVM_SET_ONE_REG.
int ckvm_set_register(int vcpu, uint64_t id, const void *value);
/// KVM_ARM_GET_REG_WRITABLE_MASKS; entry (op1' << 6 | CRm << 3 | op2) with op1' = 2 for op1 3.
int ckvm_writable_masks(int vm, uint64_t masks[ckvm_mask_count]);

/// KVM_SET_USER_MEMORY_REGION.
int ckvm_set_memory(int vm, uint32_t slot, uint64_t guest, void *host, uint64_t size);
/// Maps a vCPU's run page; NULL when it cannot be mapped.
void *ckvm_map_run_page(int kvm, int vcpu);
/// Unmaps a run page.
void ckvm_unmap_run_page(int kvm, void *page);
/// KVM_RUN, once, for `milliseconds` at most: -EINTR when the time is over.
int ckvm_run(int vcpu, void *page, unsigned milliseconds, struct ckvm_exit *exit);

#endif
