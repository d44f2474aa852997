// SQLite of the system (Debian libsqlite3-dev, macOS's own). Its special values are casts of integers to
// functions, which Swift cannot read.
#pragma once
#if !__has_include(<sqlite3.h>)
#error "SQLite is missing: apt-get install libsqlite3-dev · dnf install sqlite-devel · pacman -S sqlite · brew install sqlite (scripts/install-dependencies does it)"
#endif
#include <sqlite3.h>

// Copies the text, which lives no longer than the call.
static inline int codex_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, long long bytes) {
  return sqlite3_bind_text64(statement, place, text, (sqlite3_uint64)bytes, SQLITE_TRANSIENT, SQLITE_UTF8);
}
