#define _GNU_SOURCE
#include "cprogram.h"

#ifdef __linux__
#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static int forget(struct dl_phdr_info *loaded, size_t size, void *forgotten) {
  (void)size;
  uintptr_t start = 0;
  size_t count = 0;
  for (int index = 0; index < loaded->dlpi_phnum; index++) {
    if (loaded->dlpi_phdr[index].p_type != PT_DYNAMIC) continue;
    const ElfW(Dyn) *entry = (const void *)(loaded->dlpi_addr + loaded->dlpi_phdr[index].p_vaddr);
    for (; entry->d_tag != DT_NULL; entry++) {
      if (entry->d_tag == DT_RELA) start = entry->d_un.d_ptr;
      if (entry->d_tag == DT_RELASZ) count = entry->d_un.d_val;
    }
  }
  // glibc has made the address one of memory; other loaders leave it as it stands in the file.
  if (start < loaded->dlpi_addr) start += loaded->dlpi_addr;
  // Whole pages of the table, and of nothing else.
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t first = (start + page - 1) / page * page, last = (start + count) / page * page;
  if (first < last && !madvise((void *)first, last - first, MADV_DONTNEED)) *(size_t *)forgotten += last - first;
  return 0;
}

size_t codex_tui_forget_relocations(void) {
  size_t forgotten = 0;
  dl_iterate_phdr(forget, &forgotten);
  return forgotten;
}
#else
size_t codex_tui_forget_relocations(void) { return 0; }
#endif
