#include "ckvm_guest.h"

#include <errno.h>
#include <string.h>

#ifdef __aarch64__
extern const char ckvm_guest_code[] __attribute__((visibility("hidden")));
extern const char ckvm_guest_code_end[] __attribute__((visibility("hidden")));

// Runs with the MMU off at EL1, or at EL2 of a VM whose E2H is 1, where the registers of EL1 name
// those of EL2. x19 holds the address of the words, x20 of the results,
// x22 the address that ends the run, x0 an address that may be read and written, x2 is 0, x3 is 1
// after an exception that says UNDEFINED.
__asm__(
    ".pushsection .rodata\n"
    ".balign 4\n"
    ".globl ckvm_guest_code, ckvm_guest_code_end\n"
    ".hidden ckvm_guest_code, ckvm_guest_code_end\n"
    "ckvm_guest_code:\n"
    "  ldr x19, =0x40020000\n"
    "  ldr x20, =0x40004000\n"
    "  ldr x22, =0x09000000\n"
    "  ldr x9, =0x40000800\n"
    "  msr vbar_el1, x9\n"
    "  mov x9, #0x330000\n"  // CPACR_EL1: FPEN and ZEN, no trap
    "  msr cpacr_el1, x9\n"
    "  isb\n"
    "  ldr x0, =0x40010000\n"
    "  mov x2, #0\n"
    "  br x19\n"
    "  .ltorg\n"
    ".org ckvm_guest_code + 0x800 + 0x200\n"  // synchronous, current EL with its own stack pointer
    "  mrs x9, esr_el1\n"
    "  lsr x9, x9, #26\n"
    "  mrs x10, elr_el1\n"
    "  sub x11, x10, x19\n"
    "  lsr x11, x11, #2\n"
    "  strb w9, [x20, x11]\n"
    "  cmp x9, #0\n"
    "  cset x3, eq\n"  // the program may try the access in the other direction
    "  add x10, x10, #4\n"
    "  msr elr_el1, x10\n"
    "  ldr x0, =0x40010000\n"
    "  mov x2, #0\n"
    "  eret\n"
    "  .ltorg\n"
    "ckvm_guest_code_end:\n"
    ".popsection\n");

enum { store_to_end = 0xb90002df };  // str wzr, [x22]
#endif

int ckvm_guest_load(void *memory, const uint32_t *words, size_t count) {
#ifdef __aarch64__
  char *bytes = memory;
  if (count >= ckvm_guest_capacity / sizeof *words) return -E2BIG;
  memset(bytes, 0, ckvm_guest_size);
  memcpy(bytes, ckvm_guest_code, (size_t)(ckvm_guest_code_end - ckvm_guest_code));
  memset(bytes + (ckvm_guest_results - ckvm_guest_base), ckvm_guest_executed, count);
  uint32_t *slots = (uint32_t *)(bytes + (ckvm_guest_words - ckvm_guest_base));
  memcpy(slots, words, count * sizeof *words);
  slots[count] = store_to_end;
  __builtin___clear_cache(bytes, bytes + ckvm_guest_size);
  return 0;
#else
  (void)memory, (void)words, (void)count;
  return -ENOSYS;
#endif
}

void ckvm_guest_load_aarch32(void *memory) {
  static const uint32_t words[] = {
      0xe3a00409,  // mov r0, #0x09000000
      0xe5800000,  // str r0, [r0]
  };
  memset(memory, 0, ckvm_guest_size);
  memcpy(memory, words, sizeof words);
  __builtin___clear_cache((char *)memory, (char *)memory + sizeof words);
}
