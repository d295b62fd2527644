// The snapshot mode: the state of a scratch VM that ran.
#include "agent.h"

#include <sys/utsname.h>

void snapshot(const char *profile_name, const char *name, const char *host) {
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
  begin('{');
  member("schema", "migrate-check/snapshot/v1");
  member("vm", name ? name : profile_name);
  print_now();
  member("host", host ? host : system.nodename);
  member("kernelRelease", system.release);
  print_features(profile->features);
  member("gic", profile->gic ? "v3" : "none");
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
