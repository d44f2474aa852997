#include "cprogram.h"

// Set by the release targets of the Makefile, so that an ordinary build does not change with every
// commit.
#ifndef CODEX_TUI_COMMIT
#define CODEX_TUI_COMMIT ""
#endif

const char *codex_tui_commit(void) { return CODEX_TUI_COMMIT; }
