#ifndef CVERSION_H
#define CVERSION_H

/// The commit a release was built from; empty in a build for development.
const char *codex_tui_commit(void);

#endif
