// Output: JSON, one member a call.
#include <stdarg.h>

#include "agent.h"

static int depth_has_member[32], depth;

void separate(void) {
  if (depth_has_member[depth]) putchar(',');
  depth_has_member[depth] = 1;
  putchar('\n');
}

void text(const char *value) {
  putchar('"');
  for (; *value; value++) {
    unsigned char c = (unsigned char)*value;
    if (c == '"' || c == '\\') printf("\\%c", c);
    else if (c < 0x20) printf("\\u%04x", c);
    else putchar(c);
  }
  putchar('"');
}

void key(const char *name) {
  separate();
  text(name);
  putchar(':');
}

void begin(char bracket) {
  putchar(bracket);
  depth_has_member[++depth] = 0;
}

void end(char bracket) {
  depth--;
  putchar(bracket);
}

void member(const char *name, const char *value) { key(name), text(value); }
void member_int(const char *name, long long value) { key(name), printf("%lld", value); }
void member_bool(const char *name, int value) { key(name), printf(value ? "true" : "false"); }

void member_hex(const char *name, uint64_t value) {
  key(name);
  printf("\"0x%016llx\"", (unsigned long long)value);
}

void hex_bytes(FILE *file, const uint8_t *bytes, size_t count) {
  fprintf(file, "0x");
  while (count-- > 0) fprintf(file, "%02x", bytes[count]);
}

static int compare_names(const void *key, const void *row) {
  return (int)*(const uint16_t *)key - (int)((const struct register_name *)row)->encoding;
}

/// A system register's name, else the generic spelling; other classes' id.
const char *register_key(uint64_t id) {
  static char buffer[32];
  uint16_t e = (uint16_t)id;
  if ((id >> 16 & 0xfff) != 0x13) {
    snprintf(buffer, sizeof buffer, "0x%016llx", (unsigned long long)id);
    return buffer;
  }
  const struct register_name *row =
      bsearch(&e, register_names, sizeof register_names / sizeof *register_names,
              sizeof *register_names, compare_names);
  if (row) return row->name;
  snprintf(buffer, sizeof buffer, "S%d_%d_C%d_C%d_%d", e >> 14, e >> 11 & 7, e >> 7 & 15, e >> 3 & 15,
           e & 7);
  return buffer;
}

void generic_name(uint16_t e) {
  separate();
  printf("\"S%d_%d_C%d_C%d_%d\"", e >> 14, e >> 11 & 7, e >> 7 & 15, e >> 3 & 15, e & 7);
}


void fail(int code, const char *format, ...) {
  va_list list;
  va_start(list, format);
  fprintf(stderr, "migrate-check-agent: ");
  vfprintf(stderr, format, list);
  fprintf(stderr, "\n");
  va_end(list);
  exit(code);
}
