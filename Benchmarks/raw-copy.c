// raw-copy FROM TO: writes every row of one store into another as fast as plain SQLite does it, and
// prints the seconds that took, by the clock and of the processor. Compiled by ingest.py:
// cc -O2 raw-copy.c -lsqlite3
//
// The copy has the schema, page size, journal and settings of the original and is written in one
// transaction, table by table, parents first, in the order of ids, with one prepared statement a
// table. Rows are read ahead, a thousand at a time, outside the time that is printed; checking
// nothing, encoding nothing and looking nothing up is what makes it the bound.

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { batch = 1000, columns_limit = 32 };

static const char *tables[] = {
    "host", "vm", "document", "register", "id_set", "id_value", "register_list", "vcpu_state",
    "host_version", "host_cpu", "host_profile", "snapshot", "snapshot_vcpu", "vm_version",
    "placement", "verdict", "verdict_finding", "waiver", "waiver_revocation", "host_label",
};

static struct { double clock, processor; } began, spent;

static double now(clockid_t kind) {
  struct timespec time;
  clock_gettime(kind, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static void start(void) {
  began.clock = now(CLOCK_MONOTONIC);
  began.processor = now(CLOCK_PROCESS_CPUTIME_ID);
}

static void stop(void) {
  spent.clock += now(CLOCK_MONOTONIC) - began.clock;
  spent.processor += now(CLOCK_PROCESS_CPUTIME_ID) - began.processor;
}

static void check(sqlite3 *database, int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "raw-copy: %s\n", sqlite3_errmsg(database));
  exit(74);
}

static void run(sqlite3 *database, const char *sql) {
  check(database, sqlite3_exec(database, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
  sqlite3_stmt *statement;
  check(database, sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

static void copy_table(sqlite3 *from, sqlite3 *to, const char *table) {
  static sqlite3_value *values[batch][columns_limit];
  char sql[1024];
  snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
  sqlite3_stmt *select = prepare(from, sql);
  int columns = sqlite3_column_count(select);
  int length = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", table);
  for (int column = 1; column < columns; column++) length += snprintf(sql + length, 4, ",?");
  snprintf(sql + length, 2, ")");
  sqlite3_stmt *insert = prepare(to, sql);
  for (int rows = batch; rows == batch;) {
    for (rows = 0; rows < batch && sqlite3_step(select) == SQLITE_ROW; rows++)
      for (int column = 0; column < columns; column++)
        values[rows][column] = sqlite3_value_dup(sqlite3_column_value(select, column));
    start();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++)
        check(to, sqlite3_bind_value(insert, column + 1, values[row][column]));
      check(to, sqlite3_step(insert));
      check(to, sqlite3_reset(insert));
    }
    stop();
    for (int row = 0; row < rows; row++)
      for (int column = 0; column < columns; column++) sqlite3_value_free(values[row][column]);
  }
  sqlite3_finalize(select);
  sqlite3_finalize(insert);
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: raw-copy FROM TO\n");
    return 64;
  }
  sqlite3 *from, *to;
  check(NULL, sqlite3_open_v2(arguments[1], &from, SQLITE_OPEN_READONLY, NULL));
  check(NULL, sqlite3_open(arguments[2], &to));
  run(to, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
          "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536");
  sqlite3_stmt *schema =
      prepare(from, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid");
  while (sqlite3_step(schema) == SQLITE_ROW) run(to, (const char *)sqlite3_column_text(schema, 0));
  sqlite3_finalize(schema);
  run(to, "BEGIN IMMEDIATE");
  for (size_t table = 0; table < sizeof tables / sizeof *tables; table++)
    copy_table(from, to, tables[table]);
  start();
  run(to, "COMMIT");
  check(to, sqlite3_close(to));
  stop();
  printf("%.3f %.3f\n", spent.clock, spent.processor);
  sqlite3_close(from);
  return 0;
}
