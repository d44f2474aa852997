#ifndef CTEST_START_H
#define CTEST_START_H

/// Nothing is called here: linking it is what counts. See start.c.
#define CTEST_START 1

#endif
