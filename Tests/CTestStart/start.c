#include "CTestStart.h"

#include <stdlib.h>
#include <sys/resource.h>

// Runs before Swift Testing looks at its environment, so that a plain `swift test` is no wider than `make test`.
// Tests run engines, servers and programs: all 1,400 at once need more open files than most systems allow a process.
__attribute__((constructor)) static void bound_tests(void) {
  setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", "8", 0);
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < 4096) {
    files.rlim_cur = files.rlim_max < 4096 ? files.rlim_max : 4096;
    setrlimit(RLIMIT_NOFILE, &files);
  }
}
