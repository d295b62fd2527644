// What the parts of migrate-check-agent share.
#ifndef AGENT_H
#define AGENT_H

#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent_tables.h"
#include "ckvm.h"

enum { exit_usage = 64, exit_malformed = 65, exit_unavailable = 69, exit_io = 74 };
enum { most_registers = 1024, most_bytes = 256 };

#define BIT(n) (1u << (n))
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const uint64_t sve_lengths = 0x606000000015ffff;
static const uint64_t core_pc = 0x6030000000100040;

// json.c: output, one member a call.

/// Begins an element of the array or object that is open.
void separate(void);
void text(const char *value);
void key(const char *name);
void begin(char bracket);
void end(char bracket);
void member(const char *name, const char *value);
void member_int(const char *name, long long value);
void member_bool(const char *name, int value);
void member_hex(const char *name, uint64_t value);
void hex_bytes(FILE *file, const uint8_t *bytes, size_t count);
/// A system register's name, else the generic spelling; the id of any other register.
const char *register_key(uint64_t id);
void generic_name(uint16_t encoding);
/// Says why on standard error and ends the program.
void fail(int code, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));

// vm.c: scratch VMs, every call noted in the trace.

/// A scratch VM with one vCPU.
struct vm {
  int number, kvm, fd, vcpu, vgic;
  /// 3 or 2, the version of the vGIC; 0 without one.
  int gic;
  uint32_t features;
  void *run, *memory;
};

/// Where calls are noted; NULL: nowhere.
extern FILE *trace;

/// Notes a call and its result, and returns the result.
int noted(int result, const char *format, ...) __attribute__((format(printf, 2, 3)));
uint64_t system_id(uint16_t encoding);
int open_kvm(void);
const struct profile *profile_named(const char *name);
/// Makes a VM with a finalised vCPU; 0, or why KVM refused. `lengths` are written before the vCPU
/// is finalised, and what KVM said of them is the error.
int create_profile(int kvm, const struct profile *profile, const uint8_t *lengths,
                   int *lengths_error, struct vm *vm);
/// Initialises what a vCPU needs before it runs: the vGIC with its addresses, and the PMU.
int start_devices(struct vm *vm);
/// Runs instructions, and takes for each the class of its exception, 0xff for none; a vCPU whose
/// EL1 is AArch32 runs none of them, and comes to its end.
int run_words(struct vm *vm, const uint32_t *words, size_t count, uint8_t *results);
/// Ends a VM.
void leave(struct vm *vm);
int get_register(struct vm *vm, uint64_t id, uint8_t *bytes);
int set_word(struct vm *vm, uint64_t id, uint64_t value);
int get_word(struct vm *vm, uint64_t id, uint64_t *value);
/// The ids of the vCPU's registers, ascending.
int register_list(struct vm *vm, uint64_t *ids);
int compare_ids(const void *a, const void *b);

// system.c: what the machine tells besides KVM.

/// A type of CPU, and the first online CPU that is one.
struct cpu_type {
  uint64_t midr, revidr, aidr;
  int has_aidr, count, first;
};

enum { most_types = 32 };

/// The first line of a file; 0 when there is none.
int read_line(const char *path, char *buffer, size_t size);
uint64_t cpu_register(int cpu, const char *name, int *is_there);
int cpu_types(struct cpu_type *types);
void print_build_id(void);
/// Prints the lines of the kernel's log that begin so, without what stands up to `after`.
void print_log(const char *name, const char *beginning, const char *after);
void print_vulnerabilities(void);

// The modes.

void print_features(uint32_t features);
void print_gic(const struct vm *vm);
void print_registers(struct vm *vm);
void print_now(void);
void capture(const char *name, int is_probing);
void print_probe(int kvm);
void snapshot(const char *profile_name, const char *name, const char *host, const char *debugfs);
void restore(const char *profile_name, const char *path);

#endif
