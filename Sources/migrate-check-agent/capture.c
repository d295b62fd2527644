// The capture mode: a host document.
#include "agent.h"

#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "ckvm_cpu.h"

enum { capability_count = 512 };

void print_features(uint32_t features) {
  key("vcpuFeatures");
  begin('[');
  for (size_t i = 0; i < COUNT(feature_names); i++)
    if (features & BIT(feature_names[i].bit)) separate(), text(feature_names[i].name);
  end(']');
}

void print_gic(const struct vm *vm) {
  member("gic", vm->gic == 3 ? "v3" : vm->gic == 2 ? "v2" : "none");
}

void print_registers(struct vm *vm) {
  static uint64_t ids[most_registers];
  int count = register_list(vm, ids);
  key("registers");
  begin('{');
  for (int i = 0; i < count; i++) {
    uint8_t bytes[most_bytes] = {0};
    if (get_register(vm, ids[i], bytes) < 0) continue;
    key(register_key(ids[i]));
    putchar('"');
    hex_bytes(stdout, bytes, ckvm_register_size(ids[i]));
    putchar('"');
  }
  end('}');
}

static void print_masks(struct vm *vm) {
  static uint64_t masks[ckvm_mask_count];
  int result = ckvm_writable_masks(vm->fd, masks);
  if (trace) {
    fprintf(trace, "masks %d = ", vm->number);
    if (result < 0) fprintf(trace, "%d", result);
    for (int i = 0; result >= 0 && i < ckvm_mask_count; i++)
      fprintf(trace, "%s0x%llx", i ? "," : "", (unsigned long long)masks[i]);
    fprintf(trace, "\n");
  }
  if (result < 0) return;
  key("writableMasks");
  begin('{');
  for (int i = 0; i < ckvm_mask_count; i++) {
    int op1 = i >> 6 == 2 ? 3 : i >> 6;
    uint16_t encoding = (uint16_t)(3 << 14 | op1 << 11 | (i & 0x3f));
    if (masks[i]) member_hex(register_key(system_id(encoding)), masks[i]);
  }
  end('}');
}

static void print_profile(int kvm, const struct profile *profile, int cpu, const char *suffix) {
  struct vm vm;
  char name[64];
  snprintf(name, sizeof name, "%s%s", profile->name, suffix);
  separate();
  begin('{');
  member("name", name);
  if (cpu >= 0) member_int("cpu", cpu);
  print_features(profile->features);
  int result = create_profile(kvm, profile, NULL, NULL, &vm);
  print_gic(&vm);
  member_bool("mte", profile->mte);
  if (result < 0) {
    snprintf(name, sizeof name, "KVM refused this vcpu feature set: errno=%d", -result);
    member("error", name);
  } else {
    print_registers(&vm);
    print_masks(&vm);
  }
  end('}');
  leave(&vm);
}

static void print_capabilities(int kvm) {
  key("kvmCapabilities");
  begin('{');
  for (int i = 0; i < capability_count; i++) {
    char number[16];
    int value = noted(ckvm_check_extension(kvm, i), "capability %d", i);
    snprintf(number, sizeof number, "%d", i);
    if (value) member_int(number, value < 0 ? -1 : value);
  }
  end('}');
}

static void print_user_registers(void) {
  key("userIdRegisters");
  begin('{');
  for (unsigned i = 0; i < ckvm_user_register_count; i++) {
    uint16_t encoding;
    uint64_t value;
    if (ckvm_user_register(i, &encoding, &value) < 0) continue;
    member_hex(register_key(system_id(encoding)), value);
    if (trace) fprintf(trace, "user 0x%x = 0x%llx\n", encoding, (unsigned long long)value);
  }
  end('}');
}

/// ICH_VTR_EL2 as the vGIC of a VM with EL2 shows it, and SMIDR_EL1.
static void print_host_registers(int kvm, int cpu) {
  const uint64_t ich_vtr = 3 << 14 | 4 << 11 | 12 << 7 | 11 << 3 | 1;
  struct vm vm;
  uint64_t value = 0;
  int known;
  uint64_t smidr = cpu_register(cpu, "smidr_el1", &known);
  int result = create_profile(kvm, profile_named("el2"), NULL, NULL, &vm);
  if (result >= 0) result = start_devices(&vm);
  if (result >= 0) {
    result = ckvm_get_attribute(vm.vgic, ckvm_vgic_group_registers, ich_vtr, &value);
    if (trace)
      fprintf(trace, "vgic-register %d 0x%x = %lld\n", vm.number, (unsigned)ich_vtr,
              result < 0 ? (long long)result : (long long)value);
  }
  if (result >= 0 || known) {
    key("hostRegisters");
    begin('{');
    if (known) member_hex("SMIDR_EL1", smidr);
    if (result >= 0) member_hex("ICH_VTR_EL2", value);
    end('}');
  }
  leave(&vm);
}

void print_now(void) {
  char stamp[32];
  time_t now = time(NULL);
  strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
  member("capturedAt", stamp);
}

void capture(const char *name, int is_probing) {
  int kvm = open_kvm();
  struct utsname system;
  struct cpu_type types[most_types];
  char line[128];
  uname(&system);
  if (trace) {
    fprintf(trace, "system %s %s %ld = 0\n", system.release, system.nodename, sysconf(_SC_PAGESIZE));
  }
  int type_count = cpu_types(types);
  if (type_count == 0) fail(exit_unavailable, "the CPUs do not tell their MIDR_EL1; is /sys mounted?");
  // Whether every type can be reached is asked before anything is printed.
  for (int i = 0; type_count > 1 && i < type_count; i++) {
    if (ckvm_pin(types[i].first) < 0)
      fail(exit_unavailable,
           "CPU %d is of a kind of its own and this process may not run there: "
           "allow it every CPU",
           types[i].first);
  }
  if (type_count > 1) ckvm_pin(-1);
  begin('{');
  member("schema", "migrate-check/host/v1");
  member("name", name ? name : system.nodename);
  print_now();
  member("kernelRelease", system.release);
  print_build_id();
  if (read_line("/proc/sys/kernel/random/boot_id", line, sizeof line)) member("bootId", line);
  member_int("pageSize", sysconf(_SC_PAGESIZE));
  key("cpus");
  begin('[');
  for (int i = 0; i < type_count; i++) {
    separate();
    begin('{');
    member_hex("midr", types[i].midr);
    member_hex("revidr", types[i].revidr);
    if (types[i].has_aidr) member_hex("aidr", types[i].aidr);
    member_int("count", types[i].count);
    end('}');
  }
  end(']');
  print_log("kernelCpuFeatures", "CPU features: detected: ", "");
  print_log("kvmMessages", "kvm [", "]: ");
  print_vulnerabilities();
  print_host_registers(kvm, type_count ? types[0].first : 0);
  print_capabilities(kvm);
  print_user_registers();
  key("vcpuProfiles");
  begin('[');
  for (int type = 0; type < (type_count > 1 ? type_count : 1); type++) {
    char suffix[16] = "";
    if (type_count > 1) ckvm_pin(types[type].first);
    if (type > 0) snprintf(suffix, sizeof suffix, "@cpu%d", type);
    for (int i = 0; i < (int)COUNT(profiles); i++)
      print_profile(kvm, &profiles[i], type_count > 1 ? type : -1, suffix);
  }
  if (type_count > 1) ckvm_pin(-1);
  end(']');
  if (is_probing) print_probe(kvm);
  end('}');
  putchar('\n');
}
