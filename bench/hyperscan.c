/* Searches a file with Hyperscan for all patterns of another: what bench/hyperscan.ts compares the kernel with.
   Usage: hyperscan PATTERNS TEXT. A line of PATTERNS is a flag (i or -) and a pattern. Prints three numbers: patterns
   that were compiled, patterns that Hyperscan refuses, and milliseconds of CPU of the median of five runs. */
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
  (*(unsigned long long *)context)++;
  return 0;
}

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  *length = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*length + 1);
  if (!bytes || fread(bytes, 1, *length, file) != *length) exit(2);
  bytes[*length] = 0;
  fclose(file);
  return bytes;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  size_t length, unused;
  char *lines = read_file(arguments[1], &unused);
  char *text = read_file(arguments[2], &length);
  static const char *patterns[8192];
  static unsigned flags[8192], ids[8192];
  unsigned compiled = 0, refused = 0;
  hs_compile_error_t *error;
  hs_database_t *database;
  for (char *line = strtok(lines, "\n"); line && compiled < 8192; line = strtok(NULL, "\n")) {
    unsigned own = HS_FLAG_DOTALL | (line[0] == 'i' ? HS_FLAG_CASELESS : 0);
    if (hs_compile(line + 1, own, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS) {
      hs_free_compile_error(error);
      refused++;
      continue;
    }
    hs_free_database(database);
    patterns[compiled] = line + 1;
    flags[compiled] = own;
    ids[compiled] = compiled;
    compiled++;
  }
  if (hs_compile_multi(patterns, flags, ids, compiled, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS) return 3;
  hs_scratch_t *scratch = NULL;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 4;
  double times[5];
  unsigned long long matches = 0;
  for (int run = 0; run < 5; run++) {
    clock_t before = clock();
    hs_scan(database, text, (unsigned)length, 0, scratch, on_match, &matches);
    times[run] = 1000.0 * (double)(clock() - before) / CLOCKS_PER_SEC;
  }
  qsort(times, 5, sizeof(double), by_size);
  printf("%u %u %.3f\n", compiled, refused, times[2]);
  return 0;
}
