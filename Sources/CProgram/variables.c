#define _GNU_SOURCE
#include "cprogram.h"

#ifdef __linux__
#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

// As much as the packaged program has on x86-64, and a start writes to every page of it. Where there are more, the
// others come one by one.
enum { VARIABLES = 332 << 10 };

static int take(struct dl_phdr_info *loaded, size_t size, void *nothing) {
  (void)size, (void)nothing;
  // The last segment that may be written begins with them; the one before it is closed once it is relocated.
  const ElfW(Phdr) *segment = NULL;
  for (int index = 0; index < loaded->dlpi_phnum; index++) {
    const ElfW(Phdr) *next = &loaded->dlpi_phdr[index];
    if (next->p_type == PT_LOAD && (next->p_flags & PF_W)) segment = next;
  }
  if (!segment) return 1;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t start = (loaded->dlpi_addr + segment->p_vaddr) / page * page;
  uintptr_t end = (loaded->dlpi_addr + segment->p_vaddr + segment->p_filesz) / page * page;
  if (end > start + VARIABLES) end = start + VARIABLES;
  // Kernels before 5.14 do not know of it, and nothing is lost.
  if (end > start) (void)madvise((void *)start, end - start, MADV_POPULATE_WRITE);
  // The program is the first that is told of.
  return 1;
}

void codex_tui_take_variables(void) { dl_iterate_phdr(take, NULL); }
#else
void codex_tui_take_variables(void) {}
#endif
