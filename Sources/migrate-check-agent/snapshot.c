// The snapshot mode: the state of a scratch VM that ran.
#include "agent.h"

#include <sys/utsname.h>
#include <unistd.h>

/// Writes what debugfs shows of the VM: of each file `# FOLDER/NAME`, then the file's text.
static void copy_debugfs(const struct vm *vm, const char *path) {
  static const char *const names[] = {"idregs", "resx", "vgic-state"};
  FILE *to = fopen(path, "w");
  if (!to) fail(exit_io, "%s: %s", path, strerror(errno));
  for (size_t i = 0; i < COUNT(names); i++) {
    char file[128], chunk[4096];
    snprintf(file, sizeof file, "/sys/kernel/debug/kvm/%d-%d/%s", getpid(), vm->fd, names[i]);
    FILE *from = fopen(file, "r");
    if (!from) continue;
    fprintf(to, "# %d-%d/%s\n", getpid(), vm->fd, names[i]);
    for (size_t count; (count = fread(chunk, 1, sizeof chunk, from)) > 0;) fwrite(chunk, 1, count, to);
    fclose(from);
  }
  if (fclose(to) != 0) fail(exit_io, "%s: %s", path, strerror(errno));
}

void snapshot(const char *profile_name, const char *name, const char *host, const char *debugfs) {
  static const uint32_t nothing[] = {0xd503201f};  // NOP
  int kvm = open_kvm();
  struct vm vm;
  struct utsname system;
  uname(&system);
  const struct profile *profile = profile_named(profile_name);
  int result = create_profile(kvm, profile, NULL, NULL, &vm);
  if (result < 0) fail(exit_unavailable, "KVM refused the profile %s: errno=%d", profile_name, -result);
  result = run_words(&vm, nothing, 1, NULL);
  if (result < 0) fail(exit_unavailable, "the scratch VM did not run: errno=%d", -result);
  if (debugfs) copy_debugfs(&vm, debugfs);
  begin('{');
  member("schema", "migrate-check/snapshot/v1");
  member("vm", name ? name : profile_name);
  print_now();
  member("host", host ? host : system.nodename);
  member("kernelRelease", system.release);
  print_features(profile->features);
  print_gic(&vm);
  member_bool("mte", profile->mte);
  key("source");
  begin('{');
  member("format", "kvm-one-reg");
  member("note", "every register of KVM_GET_REG_LIST, read after one KVM_RUN");
  end('}');
  key("vcpus");
  begin('[');
  separate();
  begin('{');
  member_int("index", 0);
  print_registers(&vm);
  end('}');
  end(']');
  end('}');
  putchar('\n');
  leave(&vm);
}
