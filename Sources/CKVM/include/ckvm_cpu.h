/// What a program reads of the CPU it runs on, without KVM.
#ifndef CKVM_CPU_H
#define CKVM_CPU_H

#include <stdint.h>

/// The number of registers that `ckvm_user_register` knows.
enum { ckvm_user_register_count = 54 };

/// Reads one of the ID registers that user space may read (MRS); its packed encoding
/// (op0[15:14] op1[13:11] CRn[10:7] CRm[6:3] op2[2:0]) is written beside the value.
///
/// Returns 0, or -ENOSYS where the kernel or the architecture does not offer it.
int ckvm_user_register(unsigned index, uint16_t *encoding, uint64_t *value);

/// Runs the calling thread on one CPU only; with -1 on every CPU it was allowed at first.
int ckvm_pin(int cpu);

#endif
