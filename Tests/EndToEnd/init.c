// The init of an emulated KVM host: runs the commands of /commands, one a line, with the output of
// each in a file of the machine outside, and switches off.
//
// A line is `NAME PROGRAM ARGUMENT…`; NAME.out receives what the program prints and NAME.err its
// diagnostics and exit code. `NAME = FILE` copies a file. Files leave through Arm semihosting, which QEMU offers to EL0.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { sys_open = 0x01, sys_close = 0x02, sys_write = 0x05, open_for_writing = 4 };
enum { most_words = 32, chunk_size = 65536 };

static long semihosting(long operation, const uintptr_t *parameters) {
  register long x0 __asm__("x0") = operation;
  register const uintptr_t *x1 __asm__("x1") = parameters;
  __asm__ volatile("hlt #0xf000" : "+r"(x0) : "r"(x1) : "memory");
  return x0;
}

static int copy_out(const char *from, const char *to, int exit_code) {
  static char chunk[chunk_size];
  uintptr_t name[] = {(uintptr_t)to, open_for_writing, strlen(to)};
  long handle = semihosting(sys_open, name);
  int fd = open(from, O_RDONLY);
  if (handle < 0 || fd < 0) return -1;
  for (ssize_t count; (count = read(fd, chunk, sizeof chunk)) > 0;) {
    uintptr_t block[] = {(uintptr_t)handle, (uintptr_t)chunk, (uintptr_t)count};
    semihosting(sys_write, block);
  }
  if (exit_code >= 0) {
    int length = snprintf(chunk, sizeof chunk, "exit %d\n", exit_code);
    uintptr_t block[] = {(uintptr_t)handle, (uintptr_t)chunk, (uintptr_t)length};
    semihosting(sys_write, block);
  }
  uintptr_t parameters[] = {(uintptr_t)handle};
  semihosting(sys_close, parameters);
  close(fd);
  return 0;
}

static void run(char *line) {
  char *words[most_words + 1] = {NULL}, path[256];
  int count = 0, status = 0;
  for (char *word = strtok(line, " \n"); word && count < most_words; word = strtok(NULL, " \n"))
    words[count++] = word;
  if (count < 2) return;
  if (count == 3 && !strcmp(words[1], "=")) {
    snprintf(path, sizeof path, "%s.out", words[0]);
    copy_out(words[2], path, -1);
    return;
  }
  printf("lab: %s\n", words[0]);
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    int out = open("/out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int err = open("/err", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out, 1);
    dup2(err, 2);
    execv(words[1], words + 1);
    _exit(127);
  }
  waitpid(child, &status, 0);
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  snprintf(path, sizeof path, "%s.out", words[0]);
  copy_out("/out", path, -1);
  snprintf(path, sizeof path, "%s.err", words[0]);
  copy_out("/err", path, code);
}

int main(void) {
  static char line[1024];
  mkdir("/proc", 0755), mkdir("/sys", 0755);
  mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
  mount("proc", "/proc", "proc", 0, NULL);
  mount("sysfs", "/sys", "sysfs", 0, NULL);
  mount("debugfs", "/sys/kernel/debug", "debugfs", 0, NULL);
  FILE *commands = fopen("/commands", "r");
  while (commands && fgets(line, sizeof line, commands)) run(line);
  printf("lab: done\n");
  fflush(stdout);
  reboot(RB_POWER_OFF);
  return 0;
}
