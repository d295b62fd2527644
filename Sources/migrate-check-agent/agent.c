// migrate-check-agent: captures a KVM/arm64 host where no Swift runtime is.
//
//   migrate-check-agent [capture] [--name N] [--probe] [--trace FILE]
//   migrate-check-agent snapshot PROFILE [--name N] [--host H] [--debugfs FILE]
//   migrate-check-agent restore PROFILE FILE
//
// capture prints a host document, snapshot a snapshot document of a scratch VM that ran, restore
// replays registers on a scratch VM and prints what KVM said. Exit codes: 0 done, 64 usage,
// 69 KVM/arm64 is not available, 74 an input or output failed.
#include "agent.h"

int main(int argc, char **argv) {
  const char *mode = "capture", *name = NULL, *host = NULL, *debugfs = NULL, *words[2] = {NULL, NULL};
  int is_probing = 0, word_count = 0;
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "--probe")) is_probing = 1;
    else if (!strcmp(argv[i], "--name") && i + 1 < argc) name = argv[++i];
    else if (!strcmp(argv[i], "--host") && i + 1 < argc) host = argv[++i];
    else if (!strcmp(argv[i], "--debugfs") && i + 1 < argc) debugfs = argv[++i];
    else if (!strcmp(argv[i], "--trace") && i + 1 < argc) {
      trace = fopen(argv[++i], "w");
      if (!trace) fail(exit_io, "%s: %s", argv[i], strerror(errno));
    } else if (i == 1 && argv[i][0] != '-') mode = argv[i];
    else if (argv[i][0] != '-' && word_count < 2) words[word_count++] = argv[i];
    else {
      int is_help = !strcmp(argv[i], "--help") || !strcmp(argv[i], "-h");
      fprintf(is_help ? stdout : stderr, "usage: migrate-check-agent [capture] [--name N] [--probe] [--trace FILE]\n"
                      "       migrate-check-agent snapshot PROFILE [--name N] [--host H] [--debugfs FILE]\n"
                      "       migrate-check-agent restore PROFILE FILE\n");
      return is_help ? 0 : exit_usage;
    }
  }
  if (!strcmp(mode, "capture") && word_count == 0) capture(name, is_probing);
  else if (!strcmp(mode, "snapshot") && word_count == 1) snapshot(words[0], name, host, debugfs);
  else if (!strcmp(mode, "restore") && word_count == 2) restore(words[0], words[1]);
  else fail(exit_usage, "unknown command line; see migrate-check-agent --help");
  if (trace) fclose(trace);
  if (fflush(stdout) != 0) fail(exit_io, "standard output: %s", strerror(errno));
  return 0;
}
