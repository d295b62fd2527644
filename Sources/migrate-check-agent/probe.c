// Probing: what no register shows, measured on scratch VMs.
#include "agent.h"

static const uint32_t nop = 0xd503201f;

/// Prints `REG.FIELD` to the values that a scratch VM accepts.
static void print_tolerances(int kvm) {
  struct vm vm;
  key("acceptedProbe");
  begin('{');
  if (create_profile(kvm, profile_named("plain"), NULL, NULL, &vm) == 0) {
    for (size_t i = 0; i < COUNT(tolerances); i++) {
      const struct id_field *field = &tolerances[i];
      uint64_t id = system_id(field->encoding), fresh, mask = (UINT64_C(1) << field->width) - 1;
      if (get_word(&vm, id, &fresh) < 0) continue;
      key(field->path);
      begin('[');
      for (uint64_t value = 0; value <= mask; value++)
        if (set_word(&vm, id, (fresh & ~(mask << field->lsb)) | value << field->lsb) >= 0)
          separate(), printf("%llu", (unsigned long long)value);
      end(']');
      set_word(&vm, id, fresh);
    }
  }
  end('}');
  leave(&vm);
}

enum { most_words = 4 * COUNT(probed_encodings) };

/// The instructions that try encodings, and where each encoding's result stands.
struct program {
  size_t count, word_count;
  uint16_t encodings[COUNT(probed_encodings)];
  uint32_t words[most_words];
  int first[COUNT(probed_encodings)], second[COUNT(probed_encodings)];
};

/// MSR, MRS or SYS of an encoding with a general register.
static uint32_t access_word(uint16_t encoding, int is_read, int reg) {
  return 0xd5000000 | (uint32_t)is_read << 21 | (uint32_t)encoding << 5 | (uint32_t)reg;
}

static int takes_address(uint16_t e) {
  int op1 = e >> 11 & 7, crn = e >> 7 & 15, crm = e >> 3 & 15;
  return crn == 7 && (op1 == 3 || !(crm == 1 || crm == 5 || crm == 8 || crm == 9));
}

static int is_dangerous(uint16_t encoding) {
  for (size_t i = 0; i < COUNT(dangerous_encodings); i++)
    if (dangerous_encodings[i] == encoding) return 1;
  return 0;
}

/// Instructions are executed once; registers are read, and when that is UNDEFINED written with 0.
static void write_program(struct program *program, int is_hypervisor) {
  program->count = program->word_count = 0;
  for (size_t i = 0; i < COUNT(probed_encodings); i++) {
    uint16_t encoding = probed_encodings[i];
    if (is_hypervisor && is_dangerous(encoding)) continue;
    size_t at = program->count++, word = program->word_count;
    program->encodings[at] = encoding;
    if (encoding >> 14 == 1) {
      program->words[word] = access_word(encoding, 0, takes_address(encoding) ? 0 : 31);
      program->first[at] = program->second[at] = (int)word;
      program->word_count += 1;
    } else {
      program->words[word] = 0xd2800003;      // MOV X3, #0
      program->words[word + 1] = access_word(encoding, 1, 1);
      program->words[word + 2] = 0xb4000043;  // CBZ X3 over the next
      program->words[word + 3] = access_word(encoding, 0, 2);
      program->first[at] = (int)word + 1;
      program->second[at] = (int)word + 3;
      program->word_count += 4;
    }
  }
}

/// What one run found: for each encoding of the program whether it was UNDEFINED.
typedef uint8_t found[COUNT(probed_encodings)];

/// Runs the program with one register set before; 0, or a negated errno.
static int run_program(struct vm *vm, const struct program *program, found undefined) {
  static uint8_t results[most_words];
  int result = run_words(vm, program->words, program->word_count, results);
  for (size_t i = 0; result >= 0 && i < program->count; i++)
    undefined[i] = results[program->first[i]] == 0 && results[program->second[i]] == 0;
  return result;
}

static void print_undefined(const struct program *program, const found undefined, const found base) {
  key("undefined");
  begin('[');
  for (size_t i = 0; i < program->count; i++)
    if (undefined[i] && !(base && base[i])) generic_name(program->encodings[i]);
  end(']');
}

static void begin_configuration(const struct profile *profile) {
  separate();
  begin('{');
  member("profile", profile->name);
}

static void print_lowering(int kvm, const struct profile *profile, const struct lowering *lowering,
                           const struct program *program, const found base) {
  static found undefined;
  const struct id_field *field = &lowering->field;
  uint64_t id = system_id(field->encoding), fresh, mask = (UINT64_C(1) << field->width) - 1;
  struct vm vm;
  int result = create_profile(kvm, profile, NULL, NULL, &vm);
  if (result >= 0) result = get_word(&vm, id, &fresh);
  if (result >= 0 && (fresh >> field->lsb & mask) <= lowering->value) result = -ERANGE;
  uint64_t lowered = (fresh & ~(mask << field->lsb)) | lowering->value << field->lsb;
  if (result >= 0) result = set_word(&vm, id, lowered);
  if (result >= 0) result = run_program(&vm, program, undefined);
  if (result >= 0) {
    begin_configuration(profile);
    key("idRegisters");
    begin('{');
    member_hex(register_key(id), lowered);
    end('}');
    print_undefined(program, undefined, base);
    end('}');
  }
  leave(&vm);
}

static void print_masks_read_back(int kvm, const struct profile *profile) {
  struct vm vm;
  int result = create_profile(kvm, profile, NULL, NULL, &vm);
  if (result >= 0) result = run_words(&vm, &nop, 1, NULL);
  key("masks");
  begin('{');
  for (size_t i = 0; result >= 0 && i < COUNT(masked_registers); i++) {
    uint64_t id = system_id(masked_registers[i]), ones, zeros;
    if (set_word(&vm, id, UINT64_MAX) < 0 || get_word(&vm, id, &ones) < 0 ||
        set_word(&vm, id, 0) < 0 || get_word(&vm, id, &zeros) < 0)
      continue;
    key(register_key(id));
    begin('{');
    member_hex("res0", ~ones & ~zeros);
    member_hex("res1", ones & zeros);
    end('}');
  }
  end('}');
  leave(&vm);
}

/// Runs a profile's guest in its default configuration; 1 when it ran.
static int run_default(int kvm, const struct profile *profile, const struct program *program,
                       found undefined) {
  struct vm vm;
  int result = create_profile(kvm, profile, NULL, NULL, &vm);
  if (result >= 0) result = run_program(&vm, program, undefined);
  leave(&vm);
  return result >= 0;
}

void print_probe(int kvm) {
  static struct program program;
  static found base;
  print_tolerances(kvm);
  key("measured");
  begin('{');
  const struct profile *profile = profile_named(probed_profiles[0]);
  write_program(&program, 0);
  int has_run = run_default(kvm, profile, &program, base);
  if (has_run) print_undefined(&program, base, NULL);
  key("configurations");
  begin('[');
  for (size_t i = 0; has_run && i < COUNT(lowerings); i++)
    print_lowering(kvm, profile, &lowerings[i], &program, base);
  profile = profile_named(probed_profiles[1]);
  write_program(&program, 1);
  has_run = run_default(kvm, profile, &program, base);
  if (has_run) {
    begin_configuration(profile);
    print_undefined(&program, base, NULL);
    end('}');
  }
  for (size_t i = 0; has_run && i < COUNT(lowerings); i++)
    print_lowering(kvm, profile, &lowerings[i], &program, base);
  end(']');
  if (has_run) print_masks_read_back(kvm, profile);
  end('}');
}
