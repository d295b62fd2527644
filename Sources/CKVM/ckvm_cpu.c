#define _GNU_SOURCE
#include "ckvm_cpu.h"

#include <errno.h>
#include <sched.h>

#ifdef __aarch64__
#include <sys/auxv.h>

enum { hwcap_cpuid = 1 << 11 };

#define PACK(op1, crn, crm, op2) (3 << 14 | (op1) << 11 | (crn) << 7 | (crm) << 3 | (op2))
#define READ(op1, crn, crm, op2)                                                                  \
  __asm__ volatile("mrs %0, S3_" #op1 "_C" #crn "_C" #crm "_" #op2 : "=r"(*value));               \
  *encoding = PACK(op1, crn, crm, op2);                                                           \
  return 0;
#define CASE(n, op1, crn, crm, op2)                                                               \
  case n: { READ(op1, crn, crm, op2) }
#define ROW(n, crm)                                                                               \
  CASE(n + 0, 0, 0, crm, 0) CASE(n + 1, 0, 0, crm, 1) CASE(n + 2, 0, 0, crm, 2)                   \
  CASE(n + 3, 0, 0, crm, 3) CASE(n + 4, 0, 0, crm, 4) CASE(n + 5, 0, 0, crm, 5)                   \
  CASE(n + 6, 0, 0, crm, 6) CASE(n + 7, 0, 0, crm, 7)
#endif

int ckvm_user_register(unsigned index, uint16_t *encoding, uint64_t *value) {
#ifdef __aarch64__
  // The counter frequency, CTR_EL0 and DCZID_EL0 are open to user space; the kernel answers for
  // the others where it says so (HWCAP_CPUID), and a read would be UNDEFINED elsewhere.
  if (index < 51 && !(getauxval(AT_HWCAP) & hwcap_cpuid)) return -ENOSYS;
  switch (index) {
    CASE(0, 0, 0, 0, 0)
    CASE(1, 0, 0, 0, 5)
    CASE(2, 0, 0, 0, 6)
    ROW(3, 2)
    ROW(11, 3)
    ROW(19, 4)
    ROW(27, 5)
    ROW(35, 6)
    ROW(43, 7)
    CASE(51, 3, 0, 0, 1)
    CASE(52, 3, 0, 0, 7)
    CASE(53, 3, 14, 0, 0)
  }
#else
  (void)index, (void)encoding, (void)value;
#endif
  return -ENOSYS;
}

int ckvm_pin(int cpu) {
  static __thread cpu_set_t allowed;
  static __thread int is_known;
  if (!is_known) {
    if (sched_getaffinity(0, sizeof allowed, &allowed) < 0) return -errno;
    is_known = 1;
  }
  cpu_set_t set = allowed;
  if (cpu >= 0) {
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
  }
  return sched_setaffinity(0, sizeof set, &set) < 0 ? -errno : 0;
}
