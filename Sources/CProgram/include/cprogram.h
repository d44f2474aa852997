#ifndef CPROGRAM_H
#define CPROGRAM_H

#include <stddef.h>

/// The commit a release was built from; empty in a build for development.
const char *codex_tui_commit(void);

/// Lets go of the tables by which the system's loader placed the program and what it has loaded: read to their end
/// when each was loaded, and by nothing again. They are 1.7 MB of the program and 0.8 of libcurl and what that brings.
/// Were they wanted all the same, they would come from the file.
/// Returns their bytes; 0 where there are none, as on macOS.
size_t codex_tui_forget_relocations(void);

/// Makes the program's variables its own at once, before there is a second thread. Each page of them is written to
/// while the program starts; one by one, the kernel would interrupt the other core for each, to tell it where the page
/// is now. Does nothing on macOS.
void codex_tui_take_variables(void);

/// The user whose socket listens on a port of this machine, asked of the kernel by `sock_diag(7)`, which looks at
/// listeners alone. Returns 1 where one was found; 0 where there is none; -1 where that is not told, as in a sandbox
/// and on macOS.
int codex_tui_listener(unsigned port, unsigned *user);

#endif
