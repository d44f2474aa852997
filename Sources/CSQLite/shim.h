// SQLite of the system (Debian libsqlite3-dev, macOS's own). Its special values are casts of integers to
// functions, which Swift cannot read.
#pragma once
#if !__has_include(<sqlite3.h>)
#error "SQLite is missing: apt-get install libsqlite3-dev · dnf install sqlite-devel · pacman -S sqlite · brew install sqlite (scripts/install-dependencies does it)"
#endif
#include <sqlite3.h>
#include <stddef.h>

// Copies the text, which lives no longer than the call.
static inline int codex_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, long long bytes) {
  return sqlite3_bind_text64(statement, place, text, (sqlite3_uint64)bytes, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Its pages come one by one. Before the first connection only; without it each connection begins with forty.
static inline void codex_sqlite_take_no_pages_ahead(void) { sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0); }
