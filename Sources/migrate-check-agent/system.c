// What the machine tells besides KVM: sysfs, procfs and the kernel's log.
#include "agent.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

enum { most_cpus = 4096 };

static int read_file(const char *path, char *buffer, size_t size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -errno;
  ssize_t count = read(fd, buffer, size - 1);
  close(fd);
  if (count < 0) return -EIO;
  buffer[count] = 0;
  if (trace) {
    fprintf(trace, "file %s = ", path);
    for (ssize_t i = 0; i < count; i++) fprintf(trace, "%02x", (uint8_t)buffer[i]);
    fprintf(trace, "\n");
  }
  return (int)count;
}

/// The first line of a file; 0 when there is none.
int read_line(const char *path, char *buffer, size_t size) {
  if (read_file(path, buffer, size) <= 0) return 0;
  buffer[strcspn(buffer, "\n")] = 0;
  return 1;
}

uint64_t cpu_register(int cpu, const char *name, int *is_there) {
  char path[128], line[64];
  snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu%d/regs/identification/%s", cpu, name);
  *is_there = read_line(path, line, sizeof line);
  return *is_there ? strtoull(line, NULL, 16) : 0;
}

static int is_online(int cpu) {
  char path[96], line[16];
  snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu%d/online", cpu);
  return read_line(path, line, sizeof line) ? line[0] == '1' : 1;
}

int cpu_types(struct cpu_type *types) {
  int count = 0;
  for (int cpu = 0; cpu < most_cpus; cpu++) {
    char path[96];
    int known, ignored;
    snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu%d", cpu);
    if (access(path, F_OK) < 0) break;
    if (!is_online(cpu)) continue;
    struct cpu_type type = {.count = 1, .first = cpu};
    type.midr = cpu_register(cpu, "midr_el1", &known);
    if (!known) continue;
    type.revidr = cpu_register(cpu, "revidr_el1", &ignored);
    type.aidr = cpu_register(cpu, "aidr_el1", &type.has_aidr);
    int i = 0;
    while (i < count && (types[i].midr != type.midr || types[i].revidr != type.revidr ||
                         types[i].aidr != type.aidr))
      i++;
    if (i < count) types[i].count++;
    else if (count < most_types) types[count++] = type;
  }
  return count;
}

/// The build id in the kernel's notes: a note of type 3 whose owner is GNU.
void print_build_id(void) {
  static char notes[4096];
  int size = read_file("/sys/kernel/notes", notes, sizeof notes);
  for (int at = 0; at + 12 <= size;) {
    uint32_t head[3];
    memcpy(head, notes + at, sizeof head);
    int owner = (int)(head[0] + 3) & ~3, content = (int)(head[1] + 3) & ~3;
    if (owner < 0 || content < 0 || at + 12 + owner + content > size) return;
    if (head[2] == 3 && head[0] == 4 && !memcmp(notes + at + 12, "GNU", 4)) {
      key("buildId");
      putchar('"');
      for (uint32_t i = 0; i < head[1]; i++) printf("%02x", (uint8_t)notes[at + 12 + owner + (int)i]);
      putchar('"');
      return;
    }
    at += 12 + owner + content;
  }
}

enum { most_records = 1 << 20 };

/// Prints the lines of the kernel's log that begin so, in an array, without the beginning.
///
/// Nothing is printed when the log is not readable or its beginning is lost.
void print_log(const char *name, const char *beginning, const char *after) {
  static char record[8192];
  static int call_count;
  int is_traced = call_count++ == 0;  // the whole log, once
  int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC), is_first = 1;
  if (fd < 0) return;
  // A log that is written faster than it is read has no end.
  for (int i = 0; i < most_records; i++) {
    ssize_t count = read(fd, record, sizeof record - 1);
    if (count < 0 && errno == EPIPE && !is_first) continue;
    if (count <= 0) break;
    record[count] = 0;
    unsigned long long sequence = 0;
    sscanf(record, "%*u,%llu", &sequence);
    if (is_first) {
      if (sequence != 0) break;
      key(name);
      begin('[');
      is_first = 0;
    }
    record[strcspn(record, "\n")] = 0;
    if (trace && is_traced) fprintf(trace, "log = %s\n", record);
    char *message = strchr(record, ';');
    if (!message || strncmp(++message, beginning, strlen(beginning))) continue;
    char *rest = strstr(message + strlen(beginning), after);
    if (rest) separate(), text(rest + strlen(after));
  }
  if (!is_first) end(']');
  close(fd);
}

void print_vulnerabilities(void) {
  static const char folder[] = "/sys/devices/system/cpu/vulnerabilities";
  struct dirent **entries;
  int count = scandir(folder, &entries, NULL, alphasort), is_first = 1;
  for (int i = 0; i < count; i++) {
    char path[512], line[512];
    snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
    if (entries[i]->d_name[0] != '.' && read_line(path, line, sizeof line)) {
      if (is_first) key("vulnerabilities"), begin('{');
      is_first = 0;
      member(entries[i]->d_name, line);
    }
    free(entries[i]);
  }
  if (count >= 0) free(entries);
  if (!is_first) end('}');
}
