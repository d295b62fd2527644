// What KVM makes of many ID registers, as requests of the batch format with the answer under `expect`.
//
//   measure admission PROFILE            every nibble of every ID register, every value
//   measure masks PROFILE SEED COUNT     RES0 and RES1 under random configurations of an EL2 VM
//   measure undefined PROFILE SEED COUNT UNDEFINED encodings under random configurations
//
// The first configuration is the default one. A VM with EL2 takes long to end on some kernels, so its
// end is left to the machine's: a child does the work and stays until the power is off.
#include <sys/mman.h>
#include <unistd.h>

// The agent's programs and their runs.
#include "../../Sources/migrate-check-agent/probe.c"

void print_features(uint32_t features) { (void)features; }

enum { nibbles = 16 };

static int has_el2(const struct profile *profile) {
  return profile->features >> ckvm_feature_el2 & 1;
}

/// True for a register of op0 3, CRn 0 with these fields.
static int is_identification(uint64_t id, int op1, int first_crm, int last_crm) {
  uint16_t e = (uint16_t)id;
  int crm = e >> 3 & 15;
  return id >> 16 == system_id(0) >> 16 && e >> 14 == 3 && (e >> 11 & 7) == op1 &&
         (e >> 7 & 15) == 0 && crm >= first_crm && crm <= last_crm;
}

/// What a configuration consists of: the ID space, MIDR_EL1 and its like, caches, CTR_EL0.
static int is_configuration(uint64_t id) {
  return is_identification(id, 0, 0, 7) || is_identification(id, 1, 0, 0) ||
         is_identification(id, 3, 0, 0);
}

// MARK: one register at a time

static void print_attempt(const struct profile *profile, uint64_t id, uint64_t value, int is_accepted,
                          uint64_t stored) {
  static int number;
  printf("{\"id\":%d,\"profile\":\"%s\",\"register\":\"%s\",\"value\":\"0x%llx\",\"expect\":", ++number,
         profile->name, register_key(id), (unsigned long long)value);
  printf("{\"accepted\":%s", is_accepted ? "true" : "false");
  if (is_accepted && stored != value) printf(",\"readBack\":\"0x%llx\"", (unsigned long long)stored);
  printf("}}\n");
}

static void measure_admission(int kvm, const struct profile *profile) {
  struct vm vm;
  uint64_t ids[most_registers], fresh;
  int result = create_profile(kvm, profile, NULL, NULL, &vm);
  if (result < 0) fail(exit_unavailable, "KVM refused the profile %s: errno=%d", profile->name, -result);
  int count = register_list(&vm, ids);
  for (int i = 0; i < count; i++) {
    if (!is_configuration(ids[i]) || get_word(&vm, ids[i], &fresh) < 0) continue;
    for (int shift = 0; shift < 4 * nibbles; shift += 4) {
      for (uint64_t content = 0; content < 16; content++) {
        uint64_t value = (fresh & ~(UINT64_C(15) << shift)) | content << shift, stored = 0;
        int is_accepted = set_word(&vm, ids[i], value) >= 0;
        get_word(&vm, ids[i], &stored);
        print_attempt(profile, ids[i], value, is_accepted, stored);
        set_word(&vm, ids[i], fresh);
      }
    }
  }
}

// MARK: random configurations

static uint64_t random_state;

/// Xorshift: the same seed gives the same configurations on a host.
static uint64_t random_below(uint64_t limit) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state % limit;
}

/// Lowers some fields at random; what KVM refuses stays as it is.
static void lower(struct vm *vm) {
  uint64_t ids[most_registers], words[most_registers], value;
  int count = register_list(vm, ids), word_count = 0;
  for (int i = 0; i < count; i++)
    if (is_identification(ids[i], 0, 4, 7)) words[word_count++] = ids[i];
  uint64_t changes = random_below(4) ? 1 + random_below(6) : 1 + random_below(40);
  for (uint64_t tries = 0; changes > 0 && word_count > 0 && tries < 10000; tries++) {
    uint64_t id = words[random_below((uint64_t)word_count)], shift = 4 * random_below(nibbles);
    if (get_word(vm, id, &value) < 0) continue;
    uint64_t content = value >> shift & 15;
    // 15 stands for "none" in signed fields: any value is lower or higher there.
    uint64_t other = content == 15 ? random_below(16) : random_below(content + 1);
    if (other == content) continue;
    set_word(vm, id, (value & ~(UINT64_C(15) << shift)) | other << shift);
    changes--;
  }
}

static void print_configuration(struct vm *vm, const struct profile *profile, int number) {
  uint64_t ids[most_registers], value;
  int count = register_list(vm, ids);
  const char *comma = "";
  printf("{\"id\":%d,\"profile\":\"%s\",\"idRegisters\":{", number, profile->name);
  for (int i = 0; i < count; i++) {
    if (!is_configuration(ids[i]) || get_word(vm, ids[i], &value) < 0) continue;
    printf("%s\"%s\":\"0x%llx\"", comma, register_key(ids[i]), (unsigned long long)value);
    comma = ",";
  }
  printf("},\"expect\":");
}

/// The bits that read 0, or 1, whatever is written.
static void print_masks_of(struct vm *vm) {
  const char *comma = "";
  printf("{\"masks\":{");
  for (size_t i = 0; i < COUNT(masked_registers); i++) {
    uint64_t id = system_id(masked_registers[i]), ones, zeros;
    if (set_word(vm, id, UINT64_MAX) < 0 || get_word(vm, id, &ones) < 0 || set_word(vm, id, 0) < 0 ||
        get_word(vm, id, &zeros) < 0)
      continue;
    printf("%s\"%s\":{\"res0\":\"0x%llx\",\"res1\":\"0x%llx\"}", comma, register_key(id),
           (unsigned long long)(~ones & ~zeros), (unsigned long long)(ones & zeros));
    comma = ",";
  }
  printf("}}}\n");
}

static void print_encodings(const struct program *program, const found undefined, int wanted) {
  const char *comma = "";
  for (size_t i = 0; i < program->count; i++) {
    uint16_t e = program->encodings[i];
    if (undefined[i] != wanted) continue;
    printf("%s\"S%d_%d_C%d_C%d_%d\"", comma, e >> 14, e >> 11 & 7, e >> 7 & 15, e >> 3 & 15, e & 7);
    comma = ",";
  }
}

static void measure_configurations(int kvm, const struct profile *profile, int count, int are_masks) {
  static struct program program;
  static found undefined;
  write_program(&program, has_el2(profile));
  for (int number = 0; number < count; number++) {
    struct vm vm;
    int result = create_profile(kvm, profile, NULL, NULL, &vm);
    if (result < 0) fail(exit_unavailable, "KVM refused the profile %s: errno=%d", profile->name, -result);
    if (number > 0) lower(&vm);
    // Before the run, which changes some of them.
    print_configuration(&vm, profile, number);
    result = are_masks ? run_words(&vm, &nop, 1, NULL) : run_program(&vm, &program, undefined);
    if (result < 0) fail(exit_unavailable, "the scratch VM did not run: errno=%d", -result);
    if (are_masks) {
      print_masks_of(&vm);
    } else {
      printf("{\"undefined\":[");
      print_encodings(&program, undefined, 1);
      printf("],\"executable\":[");
      print_encodings(&program, undefined, 0);
      printf("]}}\n");
    }
    if (!has_el2(profile)) leave(&vm);
  }
}

static void measure(int argc, char **argv) {
  int kvm = open_kvm(), count = argc > 4 ? atoi(argv[4]) : 0;
  const struct profile *profile = profile_named(argv[2]);
  random_state = UINT64_C(0x9e3779b97f4a7c15) * (1 + strtoull(argc > 3 ? argv[3] : "0", NULL, 10));
  if (!strcmp(argv[1], "admission")) measure_admission(kvm, profile);
  else if (!strcmp(argv[1], "masks")) measure_configurations(kvm, profile, count, 1);
  else if (!strcmp(argv[1], "undefined")) measure_configurations(kvm, profile, count, 0);
  else fail(exit_usage, "unknown mode %s", argv[1]);
  fflush(stdout);
}

int main(int argc, char **argv) {
  int done[2];
  char end;
  if (argc < 3 || pipe(done) < 0) return exit_usage;
  if (fork() == 0) {
    close(done[0]);
    measure(argc, argv);
    if (write(done[1], "", 1) != 1) return exit_io;
    for (;;) pause();
  }
  close(done[1]);
  return read(done[0], &end, 1) == 1 ? 0 : exit_unavailable;
}
