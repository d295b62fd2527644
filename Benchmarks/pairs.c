/* Counts the pairs of a fleet one by one, from arrays that a matrix was packed into.
 *
 * pairs FILE: the numbers of VMs, hosts, classes of VMs and classes of hosts (4 bytes each, little-endian),
 * then the class of each VM, the place of its own host (-1 for none), the class of each host, and one byte
 * a cell, classes of VMs by classes of hosts.
 *
 * It does what is left when every class was judged: one look-up a pair. What the command does besides (it
 * reads the store, divides hosts and VMs into classes, and judges each class) has no part in it. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void *section(FILE *file, size_t count, size_t width) {
  void *data = malloc(count * width + 1);
  if (data == NULL || fread(data, width, count, file) != count) {
    fprintf(stderr, "the file ends too early\n");
    exit(65);
  }
  return data;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) {
    fprintf(stderr, "usage: pairs FILE\n");
    return 64;
  }
  uint32_t *sizes = section(file, 4, 4);
  uint32_t *vm_class = section(file, sizes[0], 4);
  int32_t *own = section(file, sizes[0], 4);
  uint32_t *host_class = section(file, sizes[1], 4);
  uint8_t *cells = section(file, (size_t)sizes[2] * sizes[3], 1);
  uint64_t counts[3] = {0};
  struct timespec began, ended;
  clock_gettime(CLOCK_MONOTONIC, &began);
  for (uint32_t vm = 0; vm < sizes[0]; vm++) {
    const uint8_t *row = cells + (size_t)vm_class[vm] * sizes[3];
    for (uint32_t host = 0; host < sizes[1]; host++) {
      if ((int32_t)host == own[vm]) continue;
      counts[row[host_class[host]]]++;
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &ended);
  double seconds =
      (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) * 1e-9;
  printf("{\"allowed\":%llu,\"refused\":%llu,\"undecided\":%llu,\"seconds\":%.6f}\n",
         (unsigned long long)counts[0], (unsigned long long)counts[1],
         (unsigned long long)counts[2], seconds);
  return 0;
}
