/// The program that a scratch VM runs to find out which encodings are UNDEFINED.
///
/// The guest's memory holds the program, its results and one word for every instruction to try:
/// the program executes the words one after the other, and its exception handler notes why one did
/// not execute. It ends with a write to `ckvm_guest_end`.
#ifndef CKVM_GUEST_H
#define CKVM_GUEST_H

#include <stddef.h>
#include <stdint.h>

/// Guest-physical addresses and sizes.
enum {
  ckvm_guest_base = 0x40000000,
  ckvm_guest_size = 0x40000,
  ckvm_guest_results = 0x40004000,
  ckvm_guest_scratch = 0x40010000,
  ckvm_guest_words = 0x40020000,
  ckvm_guest_capacity = 0x1f000,
  ckvm_guest_end = 0x09000000,
};

/// What the results hold for a word that executed.
enum { ckvm_guest_executed = 0xff };
/// What they hold for one that was UNDEFINED: the exception class 0.
enum { ckvm_guest_undefined = 0 };

/// Writes the program and the words to the guest's memory, `ckvm_guest_size` bytes of it.
///
/// Returns 0, -E2BIG for too many words, or -ENOSYS where there is no arm64.
int ckvm_guest_load(void *memory, const uint32_t *words, size_t count);

/// Writes a program for a guest whose EL1 is AArch32: it writes to `ckvm_guest_end`, nothing else.
void ckvm_guest_load_aarch32(void *memory);

#endif
