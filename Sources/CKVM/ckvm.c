#define _GNU_SOURCE
#include "ckvm.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// Layouts and numbers of KVM's user interface, as far as they are needed. They are the same for
// every architecture, so that this file compiles where the system's headers know no arm64.
struct vcpu_init { uint32_t target; uint32_t features[7]; };
struct one_reg { uint64_t id; uint64_t address; };
struct reg_list { uint64_t count; uint64_t ids[]; };
struct mask_range { uint64_t address; uint32_t range; uint32_t reserved[13]; };
struct enable_cap { uint32_t cap; uint32_t flags; uint64_t args[4]; uint8_t pad[64]; };
struct memory_region { uint32_t slot; uint32_t flags; uint64_t guest; uint64_t size; uint64_t host; };
struct create_device { uint32_t type; uint32_t fd; uint32_t flags; };
struct device_attr { uint32_t flags; uint32_t group; uint64_t attribute; uint64_t address; };
/// The beginning of the run page; `mmio` is one of the forms of what follows the reason.
struct run_page {
  uint8_t request_interrupt_window;
  volatile uint8_t immediate_exit;
  uint8_t padding[6];
  uint32_t reason;
  uint8_t more[20];
  struct { uint64_t address; uint8_t data[8]; uint32_t length; uint8_t is_write; } mmio;
};

#define KVM(n) _IO(0xae, n)
#define KVM_W(n, t) _IOW(0xae, n, t)
#define KVM_R(n, t) _IOR(0xae, n, t)
#define KVM_WR(n, t) _IOWR(0xae, n, t)

enum { create_vm_ipa_mask = 0xff, first_list = 1024 };

static int answer(int result) { return result < 0 ? -errno : result; }

int ckvm_is_supported(void) {
#ifdef __aarch64__
  return 1;
#else
  return 0;
#endif
}

int ckvm_open(const char *path) {
  if (!ckvm_is_supported()) return -ENOSYS;
  return answer(open(path ? path : "/dev/kvm", O_RDWR | O_CLOEXEC));
}

int ckvm_close(int fd) { return answer(close(fd)); }

int ckvm_check_extension(int fd, int capability) {
  return answer(ioctl(fd, KVM(0x03), (unsigned long)capability));
}

int ckvm_create_vm(int kvm, unsigned ipa_bits) {
  return answer(ioctl(kvm, KVM(0x01), (unsigned long)(ipa_bits & create_vm_ipa_mask)));
}

int ckvm_enable_capability(int vm, uint32_t capability, uint64_t argument) {
  struct enable_cap cap = {.cap = capability, .args = {argument}};
  return answer(ioctl(vm, KVM_W(0xa3, struct enable_cap), &cap));
}

int ckvm_create_vcpu(int vm, unsigned index) {
  return answer(ioctl(vm, KVM(0x41), (unsigned long)index));
}

int ckvm_init_vcpu(int vm, int vcpu, uint32_t features) {
  struct vcpu_init init = {0};
  if (ioctl(vm, KVM_R(0xaf, struct vcpu_init), &init) < 0) return -errno;
  memset(init.features, 0, sizeof init.features);
  init.features[0] = features;
  return answer(ioctl(vcpu, KVM_W(0xae, struct vcpu_init), &init));
}

int ckvm_finalize_vcpu(int vcpu, int feature) {
  return answer(ioctl(vcpu, KVM_W(0xc2, int), &feature));
}

int ckvm_create_device(int vm, uint32_t type) {
  struct create_device device = {.type = type};
  if (ioctl(vm, KVM_WR(0xe0, struct create_device), &device) < 0) return -errno;
  return (int)device.fd;
}

int ckvm_set_attribute(int device, uint32_t group, uint64_t attribute, const uint64_t *value) {
  struct device_attr attr = {
      .group = group, .attribute = attribute, .address = (uint64_t)(uintptr_t)value};
  return answer(ioctl(device, KVM_W(0xe1, struct device_attr), &attr));
}

int ckvm_get_attribute(int device, uint32_t group, uint64_t attribute, uint64_t *value) {
  struct device_attr attr = {
      .group = group, .attribute = attribute, .address = (uint64_t)(uintptr_t)value};
  return answer(ioctl(device, KVM_W(0xe2, struct device_attr), &attr));
}

int ckvm_register_list(int vcpu, uint64_t *ids, size_t capacity) {
  uint64_t buffer[first_list + 1];
  struct reg_list *list = (struct reg_list *)buffer;
  list->count = first_list;
  if (ioctl(vcpu, KVM_WR(0xb0, struct reg_list), list) < 0) return -errno;
  for (size_t i = 0; i < list->count && i < capacity; i++) ids[i] = list->ids[i];
  return (int)list->count;
}

size_t ckvm_register_size(uint64_t id) { return (size_t)1 << (id >> 52 & 0xf); }

static int one_register(int vcpu, unsigned long request, uint64_t id, const void *value) {
  struct one_reg reg = {.id = id, .address = (uint64_t)(uintptr_t)value};
  return answer(ioctl(vcpu, request, &reg));
}

int ckvm_get_register(int vcpu, uint64_t id, void *value) {
  return one_register(vcpu, KVM_W(0xab, struct one_reg), id, value);
}

int ckvm_set_register(int vcpu, uint64_t id, const void *value) {
  return one_register(vcpu, KVM_W(0xac, struct one_reg), id, value);
}

int ckvm_writable_masks(int vm, uint64_t masks[ckvm_mask_count]) {
  struct mask_range range = {.address = (uint64_t)(uintptr_t)masks};
  return answer(ioctl(vm, KVM_R(0xb6, struct mask_range), &range));
}

int ckvm_set_memory(int vm, uint32_t slot, uint64_t guest, void *host, uint64_t size) {
  struct memory_region region = {
      .slot = slot, .guest = guest, .size = size, .host = (uint64_t)(uintptr_t)host};
  return answer(ioctl(vm, KVM_W(0x46, struct memory_region), &region));
}

void *ckvm_map_run_page(int kvm, int vcpu) {
  int size = ioctl(kvm, KVM(0x04), 0UL);
  if (size < 0) return NULL;
  void *page = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu, 0);
  return page == MAP_FAILED ? NULL : page;
}

void ckvm_unmap_run_page(int kvm, void *page) {
  int size = ioctl(kvm, KVM(0x04), 0UL);
  if (page && size > 0) munmap(page, (size_t)size);
}

/// The run page of the vCPU that runs in this thread; the handler ends the run.
static __thread struct run_page *running;

static void time_is_over(int signal) {
  (void)signal;
  if (running) running->immediate_exit = 1;
}

int ckvm_run(int vcpu, void *page, unsigned milliseconds, struct ckvm_exit *exit) {
  struct run_page *run = page;
  struct sigaction action = {.sa_handler = time_is_over}, before;
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGALRM};
  struct itimerspec time = {
      .it_value = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000},
      .it_interval = {0, 10000000}};
  timer_t timer;
#ifdef sigev_notify_thread_id
  event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
#else
  event._sigev_un._tid = (pid_t)syscall(SYS_gettid);
#endif
  run->immediate_exit = 0;
  running = run;
  if (sigaction(SIGALRM, &action, &before) < 0) return -errno;
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) < 0) return -errno;
  timer_settime(timer, 0, &time, NULL);
  int result = answer(ioctl(vcpu, KVM(0x80), 0UL));
  timer_delete(timer);
  running = NULL;
  sigaction(SIGALRM, &before, NULL);
  if (result < 0) return result;
  memset(exit, 0, sizeof *exit);
  exit->reason = run->reason;
  if (run->reason == ckvm_exit_mmio) {
    exit->address = run->mmio.address;
    exit->length = run->mmio.length;
    exit->is_write = run->mmio.is_write;
    memcpy(&exit->data, run->mmio.data, sizeof exit->data);
  }
  return 0;
}
