// The restore mode: replays registers on a scratch VM and prints what KVM said of each.
#include "agent.h"

struct wanted {
  uint64_t id;
  uint8_t bytes[most_bytes];
};

/// KVM lists core registers first, then SVE, firmware, demultiplexed and system registers.
static int list_rank(uint64_t id) {
  switch (id >> 16 & 0xfff) {
    case 0x10: return 0;
    case 0x15: return 1;
    case 0x14: return 2;
    case 0x16: return 3;
    case 0x11: return 4;
    default: return 5;
  }
}

static int compare_wanted(const void *a, const void *b) {
  const struct wanted *x = a, *y = b;
  int difference = list_rank(x->id) - list_rank(y->id);
  return difference ? difference : x->id < y->id ? -1 : x->id > y->id;
}

/// Reads `0x…` into little-endian bytes; 0 when it is not a number of that size.
static int parse_bytes(const char *digits, size_t size, uint8_t *bytes) {
  if (strncmp(digits, "0x", 2)) return 0;
  size_t count = strlen(digits += 2);
  memset(bytes, 0, most_bytes);
  if (count == 0 || count > 2 * size || size > most_bytes) return 0;
  for (size_t i = 0; i < count; i++) {
    char c = digits[count - 1 - i];
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return 0;
    bytes[i / 2] |= (uint8_t)(digit << (i % 2 * 4));
  }
  return 1;
}

/// Reads lines `ID VALUE`, both hexadecimal; returns how many.
static int read_wanted(const char *path, struct wanted *wanted) {
  FILE *file = strcmp(path, "-") ? fopen(path, "r") : stdin;
  if (!file) fail(exit_io, "%s: %s", path, strerror(errno));
  char line[1024], value[640];
  int count = 0, number = 0;
  while (fgets(line, sizeof line, file)) {
    unsigned long long id;
    number++;
    if (sscanf(line, "0x%llx %639s", &id, value) != 2 || count == most_registers ||
        !parse_bytes(value, ckvm_register_size(id), wanted[count].bytes))
      fail(exit_malformed, "%s: line %d: expected a register's id and value in hexadecimal", path, number);
    wanted[count++].id = id;
  }
  if (file != stdin) fclose(file);
  qsort(wanted, (size_t)count, sizeof *wanted, compare_wanted);
  return count;
}

static int is_listed(const uint64_t *ids, int count, uint64_t id) {
  return bsearch(&id, ids, (size_t)count, sizeof id, compare_ids) != NULL;
}

/// Prints the registers that were written and read differently: what was written, what is read.
static void print_read_back(const char *name, struct vm *vm, const struct wanted *wanted,
                            const int *errors, int count) {
  key(name);
  begin('{');
  for (int i = 0; i < count; i++) {
    uint8_t bytes[most_bytes] = {0};
    size_t size = ckvm_register_size(wanted[i].id);
    if (errors[i] || get_register(vm, wanted[i].id, bytes) < 0) continue;
    if (!memcmp(bytes, wanted[i].bytes, size)) continue;
    key(register_key(wanted[i].id));
    printf("[\"");
    hex_bytes(stdout, wanted[i].bytes, size);
    printf("\",\"");
    hex_bytes(stdout, bytes, size);
    printf("\"]");
  }
  end('}');
}

static void print_target_only(struct vm *vm, const struct wanted *wanted, int count) {
  static uint64_t listed[most_registers], ids[most_registers];
  int listed_count = register_list(vm, listed);
  for (int i = 0; i < count; i++) ids[i] = wanted[i].id;
  qsort(ids, (size_t)count, sizeof *ids, compare_ids);
  key("targetOnly");
  begin('[');
  for (int i = 0; i < listed_count; i++)
    if (!is_listed(ids, count, listed[i])) separate(), text(register_key(listed[i]));
  end(']');
}

void restore(const char *profile_name, const char *path) {
  static struct wanted wanted[most_registers];
  static int errors[most_registers];
  const struct profile *profile = profile_named(profile_name);
  int count = read_wanted(path, wanted), lengths_error = 0;
  int kvm = open_kvm();
  struct vm vm;
  const struct wanted *lengths = NULL;
  for (int i = 0; i < count; i++)
    if (wanted[i].id == sve_lengths) lengths = &wanted[i];
  int result = create_profile(kvm, profile, lengths ? lengths->bytes : NULL, &lengths_error, &vm);
  begin('{');
  member_int("vcpuInit", -result);
  key("refused");
  begin('{');
  for (int i = 0; result == 0 && i < count; i++) {
    errors[i] = lengths == &wanted[i] ? lengths_error
                                      : -ckvm_set_register(vm.vcpu, wanted[i].id, wanted[i].bytes);
    if (errors[i]) member_int(register_key(wanted[i].id), errors[i]);
  }
  end('}');
  if (result == 0) {
    print_read_back("readBackDiffers", &vm, wanted, errors, count);
    print_target_only(&vm, wanted, count);
    // KVM sanitises the registers of a VM with EL2 at the first run. It runs one NOP of its own.
    member_int("run", -run_words(&vm, (const uint32_t[]){0xd503201f}, 1, NULL));
    print_read_back("readBackAfterRun", &vm, wanted, errors, count);
  }
  end('}');
  putchar('\n');
  leave(&vm);
}
