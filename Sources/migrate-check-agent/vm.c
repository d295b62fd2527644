// Scratch VMs; every call to KVM is noted in the trace.
#include <stdarg.h>
#include <sys/mman.h>

#include "agent.h"
#include "ckvm_guest.h"

enum { cap_ipa_size = 165, cap_mte = 205, default_ipa_bits = 40, run_milliseconds = 1000 };

FILE *trace;

uint64_t system_id(uint16_t encoding) { return 0x6030000000130000 | encoding; }

/// Notes a call and its result: `CALL = RESULT`. Handles are numbers in the order of creation.
int noted(int result, const char *format, ...) {
  if (!trace) return result;
  va_list list;
  va_start(list, format);
  vfprintf(trace, format, list);
  va_end(list);
  fprintf(trace, " = %d\n", result);
  return result;
}

static int vm_count;

static int create_vm(int kvm, int ipa, struct vm *vm) {
  *vm = (struct vm){.number = ++vm_count, .kvm = kvm, .vcpu = -1, .vgic = -1};
  vm->fd = ckvm_create_vm(kvm, (unsigned)ipa);
  return noted(vm->fd < 0 ? vm->fd : 0, "vm %d ipa %d", vm->number, ipa);
}

/// Leaves a VM to the kernel; one with EL2 takes long to end, and the process ends soon.
void leave(struct vm *vm) {
  if (vm->run) ckvm_unmap_run_page(vm->kvm, vm->run);
  if (vm->memory) munmap(vm->memory, ckvm_guest_size);
  if (vm->vgic >= 0) ckvm_close(vm->vgic);
  if (vm->vcpu >= 0) ckvm_close(vm->vcpu);
  if (vm->fd >= 0) ckvm_close(vm->fd);
}

int get_register(struct vm *vm, uint64_t id, uint8_t *bytes) {
  int result = ckvm_get_register(vm->vcpu, id, bytes);
  if (trace) {
    fprintf(trace, "get %d 0x%llx = ", vm->number, (unsigned long long)id);
    if (result < 0) fprintf(trace, "%d", result);
    else hex_bytes(trace, bytes, ckvm_register_size(id));
    fprintf(trace, "\n");
  }
  return result;
}

int set_word(struct vm *vm, uint64_t id, uint64_t value) {
  return noted(ckvm_set_register(vm->vcpu, id, &value), "set %d 0x%llx 0x%llx", vm->number,
               (unsigned long long)id, (unsigned long long)value);
}

int get_word(struct vm *vm, uint64_t id, uint64_t *value) {
  uint8_t bytes[most_bytes] = {0};
  int result = get_register(vm, id, bytes);
  memcpy(value, bytes, sizeof *value);
  return result;
}

int compare_ids(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

int register_list(struct vm *vm, uint64_t *ids) {
  int count = ckvm_register_list(vm->vcpu, ids, most_registers);
  if (count > most_registers) count = -E2BIG;
  if (count > 0) qsort(ids, (size_t)count, sizeof *ids, compare_ids);
  if (trace) {
    fprintf(trace, "list %d = ", vm->number);
    if (count < 0) fprintf(trace, "%d", count);
    for (int i = 0; i < count; i++)
      fprintf(trace, "%s0x%llx", i ? "," : "", (unsigned long long)ids[i]);
    fprintf(trace, "\n");
  }
  return count;
}

int open_kvm(void) {
  int kvm = ckvm_open(NULL);
  if (kvm == -ENOSYS) fail(exit_unavailable, "KVM/arm64 is not available: this is not an arm64 machine");
  if (kvm < 0) fail(exit_unavailable, "/dev/kvm cannot be opened: %s", strerror(-kvm));
  return kvm;
}

const struct profile *profile_named(const char *name) {
  for (int i = 0; i < (int)COUNT(profiles); i++)
    if (!strcmp(profiles[i].name, name)) return &profiles[i];
  fail(exit_usage, "no profile is named %s", name);
  return NULL;
}

/// Memory of VMs is given 40 bits of addresses, KVM's default, or what the host has if less.
static int ipa_bits(int kvm) {
  int limit = ckvm_check_extension(kvm, cap_ipa_size);
  return limit > 0 && limit < default_ipa_bits ? limit : 0;
}

/// Gives the VM the vGIC that the host offers: a vGICv3, else a vGICv2.
static int create_vgic(struct vm *vm) {
  vm->vgic = ckvm_create_device(vm->fd, ckvm_device_vgic_v3);
  int result = noted(vm->vgic < 0 ? vm->vgic : 0, "vgic %d", vm->number);
  if (result != -ENODEV) return result;
  vm->vgic = ckvm_create_device(vm->fd, ckvm_device_vgic_v2);
  if (vm->vgic >= 0) vm->gic = 2;
  return noted(vm->vgic < 0 ? vm->vgic : 0, "vgic-v2 %d", vm->number);
}

/// Makes a VM and a vCPU with the profile's features, finalised; returns 0 or why KVM refused.
int create_profile(int kvm, const struct profile *profile, const uint8_t *lengths,
                          int *lengths_error, struct vm *vm) {
  int result = create_vm(kvm, ipa_bits(kvm), vm);
  vm->gic = profile->gic ? 3 : 0;
  if (result < 0) return result;
  if (profile->mte &&
      (result = noted(ckvm_enable_capability(vm->fd, cap_mte, 0), "enable %d %d", vm->number, cap_mte)) < 0)
    return result;
  if (profile->gic && (result = create_vgic(vm)) < 0) return result;
  vm->features = profile->features;
  vm->vcpu = ckvm_create_vcpu(vm->fd, 0);
  if ((result = noted(vm->vcpu < 0 ? vm->vcpu : 0, "vcpu %d", vm->number)) < 0) return result;
  result = noted(ckvm_init_vcpu(vm->fd, vm->vcpu, profile->features), "init %d 0x%x", vm->number,
                 profile->features);
  if (result < 0) return result;
  if (profile->features & BIT(ckvm_feature_sve)) {
    if (lengths) *lengths_error = -ckvm_set_register(vm->vcpu, sve_lengths, lengths);
    result = noted(ckvm_finalize_vcpu(vm->vcpu, ckvm_feature_sve), "finalize %d %d", vm->number,
                   ckvm_feature_sve);
  }
  return result < 0 ? result : 0;
}

/// Initialises what a vCPU needs before it runs: the vGIC with its addresses, and the PMU.
int start_devices(struct vm *vm) {
  // The parts of a vGICv2 are its distributor and CPU interface, of a vGICv3 its distributor and
  // redistributors.
  const uint64_t distributor = 0x08000000, other = 0x080a0000, interrupt = 23;
  const int first = vm->gic == 2 ? 0 : 2;
  int result = 0;
  if (vm->vgic >= 0) {
    result = ckvm_set_attribute(vm->vgic, ckvm_vgic_group_addresses, first, &distributor);
    if (result >= 0) result = ckvm_set_attribute(vm->vgic, ckvm_vgic_group_addresses, first + 1, &other);
    if (result >= 0) result = ckvm_set_attribute(vm->vgic, ckvm_vgic_group_control, 0, NULL);
    if (noted(result, "start-vgic %d", vm->number) < 0) return result;
  }
  if (vm->features & BIT(ckvm_feature_pmu_v3)) {
    if (vm->vgic >= 0) result = ckvm_set_attribute(vm->vcpu, ckvm_vcpu_group_pmu, 0, &interrupt);
    if (result >= 0) result = ckvm_set_attribute(vm->vcpu, ckvm_vcpu_group_pmu, 1, NULL);
    noted(result, "start-pmu %d", vm->number);
  }
  return result;
}

/// Gives the VM memory with the program and runs it to its end: 0, or a negated errno.
int run_words(struct vm *vm, const uint32_t *words, size_t count, uint8_t *results) {
  void *memory = mmap(NULL, ckvm_guest_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return -errno;
  vm->memory = memory;
  int result = 0;
  if (vm->features & BIT(ckvm_feature_el1_32bit)) ckvm_guest_load_aarch32(memory);
  else result = ckvm_guest_load(memory, words, count);
  if (result >= 0) result = ckvm_set_memory(vm->fd, 0, ckvm_guest_base, memory, ckvm_guest_size);
  if (result >= 0) result = start_devices(vm);
  uint64_t start = ckvm_guest_base;
  if (result >= 0) result = ckvm_set_register(vm->vcpu, core_pc, &start);
  if (result < 0) return result;
  vm->run = ckvm_map_run_page(vm->kvm, vm->vcpu);
  if (!vm->run) return -EIO;
  struct ckvm_exit exit = {0};
  result = ckvm_run(vm->vcpu, vm->run, run_milliseconds, &exit);
  if (result >= 0 && (exit.reason != ckvm_exit_mmio || exit.address != ckvm_guest_end)) result = -EPROTO;
  const uint8_t *found = (uint8_t *)memory + (ckvm_guest_results - ckvm_guest_base);
  if (result >= 0 && results) memcpy(results, found, count);
  if (trace) {
    fprintf(trace, "run %d %zu = ", vm->number, count);
    if (result < 0) fprintf(trace, "%d", result);
    for (size_t i = 0; result >= 0 && i < count; i++) fprintf(trace, "%02x", found[i]);
    fprintf(trace, "\n");
  }
  return result;
}
