// What Swift cannot import from <ncurses.h>: macros, variadic functions and mutable globals.
// Everything here is a static inline function, so the module needs no object file.
#pragma once
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#if !__has_include(<ncurses.h>)
#error "ncurses is missing: apt-get install libncurses-dev · dnf install ncurses-devel · pacman -S ncurses · brew install ncurses (scripts/install-dependencies does it)"
#endif
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <term.h>
#include <wchar.h>

/// Attribute bits; the macros A_BOLD … are function-like and not imported.
static const attr_t CURSES_BOLD = A_BOLD;
static const attr_t CURSES_DIM = A_DIM;
static const attr_t CURSES_ITALIC = A_ITALIC;
static const attr_t CURSES_UNDERLINE = A_UNDERLINE;
static const attr_t CURSES_REVERSE = A_REVERSE;

/// One column position as ncurses keeps it: a spacing scalar, up to four marks, attributes, a pair.
/// Filled directly: `setcchar` refuses what libc's `wcwidth` does not know.
static inline cchar_t curses_cell(uint32_t base, attr_t attributes, int pair) {
  cchar_t cell = {0};
  cell.attr = attributes | (attr_t)COLOR_PAIR(pair < 256 ? pair : 255);
  cell.chars[0] = (wchar_t)base;
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
  cell.ext_color = pair;
#endif
  return cell;
}

/// Puts a combining mark on a cell; answers 0 when the cell has no room left.
static inline int curses_add_mark(cchar_t *cell, uint32_t mark) {
  for (int i = 1; i < CCHARW_MAX; i++) {
    if (cell->chars[i] == 0) {
      cell->chars[i] = (wchar_t)mark;
      return 1;
    }
  }
  return 0;
}

/// libc's columns of a scalar; -1 when it knows none.
static inline int curses_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

// What is wanted is written into `newscr`, ncurses' own picture of the next update: a window between would be as large
// once more, and be copied cell by cell.

static inline void curses_write(int row, int column, const cchar_t *cells, int count) {
  if (wmove(newscr, row, column) != ERR) wadd_wchnstr(newscr, cells, count);
}

/// What a character of ASCII is joined with in ncurses' older form: attributes and a pair below 256.
/// ncurses takes a row of these for a third of the cost, because it asks no locale how wide each is.
static inline chtype curses_plain_style(attr_t attributes, int pair) {
  return (chtype)attributes | (chtype)COLOR_PAIR(pair);
}

static const int CURSES_PLAIN_PAIRS = 256;

static inline void curses_write_plain(int row, int column, const chtype *cells, int count) {
  if (wmove(newscr, row, column) != ERR) waddchnstr(newscr, cells, count);
}

static inline void curses_erase(void) { werase(newscr); }
static inline void curses_move(int row, int column) { wmove(newscr, row, column); }

/// The next update sends the whole row, whatever ncurses believes stands there.
static inline void curses_distrust_row(int row) { wredrawln(newscr, row, 1); }
/// The next update clears the terminal and sends everything.
static inline void curses_distrust_all(void) { clearok(curscr, TRUE); }

static inline void curses_update(void) { doupdate(); }

/// Shifting of lines is off: our own glyphs stand where ncurses believes blanks. It still may scroll
/// the whole screen, where its entry says how. Nor does it look for keys between the lines of an update: it would
/// leave half a picture where some wait.
static inline void curses_prepare_window(void) {
  idlok(newscr, FALSE);
  idcok(newscr, FALSE);
  leaveok(newscr, FALSE);
  scrollok(newscr, FALSE);
  typeahead(-1);
  // It has to be there, or nothing is drawn, but not as large as the screen.
  wresize(stdscr, 1, 1);
}

static inline int curses_color_count(void) { return COLORS; }

static inline int curses_is_text(const char *capability) {
  return capability != NULL && capability != (char *)-1;
}

/// A capability of two numbers, filled in; lives until the next call.
static inline const char *curses_filled(const char *capability, int first, int second) {
  return tiparm((char *)capability, first, second);
}

/// Moves the rows from `top` to `bottom`, both included, in all that ncurses believes and wants, `up` rows up or
/// down where that is negative: the terminal does the same.
static inline void curses_shift_rows(int top, int bottom, int up) {
  WINDOW *windows[] = {newscr, curscr};
  for (int i = 0; i < 2; i++) {
    WINDOW *window = windows[i];
    scrollok(window, TRUE);
    wsetscrreg(window, top, bottom);
    wscrl(window, up);
    wsetscrreg(window, 0, getmaxy(window) - 1);
    scrollok(window, FALSE);
    // Nothing of that is to be sent.
    wtouchln(window, top, bottom - top + 1, 0);
  }
}

/// Where ncurses believes the cursor.
static inline int curses_cursor_row(void) { return getcury(curscr); }
static inline int curses_cursor_column(void) { return getcurx(curscr); }

/// A string capability by its terminfo name, standard or extended; NULL when the terminal has none.
static inline const char *curses_capability(const char *name) {
  const char *value = tigetstr((char *)name);
  return curses_is_text(value) ? value : NULL;
}

/// 1 when the running locale writes UTF-8.
static inline int curses_locale_is_utf8(void) {
  const char *codeset = nl_langinfo(CODESET);
  return codeset != NULL && (strcasecmp(codeset, "UTF-8") == 0 || strcasecmp(codeset, "utf8") == 0);
}

/// What an entry says of a terminal, without starting a screen.
struct curses_entry {
  int is_known;
  int has_alternate_screen;
  /// -1 where it names none.
  int colors;
  /// How the rows between two margins are scrolled: csr, ind, ri; empty what it does not name.
  char margins[48], up[16], down[16];
};

static inline void curses_copy(char *place, size_t room, const char *capability) {
  const char *value = curses_capability(capability);
  if (value != NULL && strlen(value) < room) memcpy(place, value, strlen(value) + 1);
}

static inline struct curses_entry curses_ask_entry(const char *name, int fd) {
  struct curses_entry entry = {.colors = -1};
  int error = 0;
  TERMINAL *before = cur_term;
  if (setupterm((char *)name, fd, &error) != OK) return entry;
  entry.is_known = 1;
  entry.has_alternate_screen = curses_capability("smcup") != NULL;
  entry.colors = tigetnum("colors");
  curses_copy(entry.margins, sizeof entry.margins, "csr");
  curses_copy(entry.up, sizeof entry.up, "ind");
  curses_copy(entry.down, sizeof entry.down, "ri");
  if (cur_term != before) {
    TERMINAL *probe = set_curterm(before);
    del_curterm(probe);
  }
  return entry;
}

#include <poll.h>

#ifdef __linux__
/// Waits until one of the files can be read or written, as it asks. macOS cannot `poll` each terminal, but can
/// `select` it.
static inline int curses_wait(struct pollfd *files, int count, int milliseconds) {
  return poll(files, (nfds_t)count, milliseconds);
}

// Swift's Glibc leaves out what only _GNU_SOURCE declares.
extern int memfd_create(const char *name, unsigned int flags);
extern int dup3(int from, int to, int flags);

/// A file in memory that no program started from here inherits; -1 where there can be none.
static inline int curses_memory_file(void) { return memfd_create("picture", 1 /* MFD_CLOEXEC */); }
/// Lets a number lead to another file; no program started from here inherits it. -1 if it cannot be.
static inline int curses_lead(int number, int file) {
  return dup3(file, number, 02000000 /* O_CLOEXEC */);
}
#else
#include <sys/select.h>

static inline int curses_wait(struct pollfd *files, int count, int milliseconds) {
  fd_set readable, writable;
  FD_ZERO(&readable);
  FD_ZERO(&writable);
  int highest = -1;
  for (int i = 0; i < count; i++) {
    files[i].revents = 0;
    // A set has no place for larger numbers.
    if (files[i].fd < 0 || files[i].fd >= FD_SETSIZE) continue;
    if (files[i].events & POLLIN) FD_SET(files[i].fd, &readable);
    if (files[i].events & POLLOUT) FD_SET(files[i].fd, &writable);
    if (files[i].fd > highest) highest = files[i].fd;
  }
  struct timeval limit = {milliseconds / 1000, milliseconds % 1000 * 1000};
  int ready = select(highest + 1, &readable, &writable, NULL, milliseconds < 0 ? NULL : &limit);
  for (int i = 0; ready > 0 && i < count; i++) {
    if (files[i].fd < 0 || files[i].fd >= FD_SETSIZE) continue;
    if (FD_ISSET(files[i].fd, &readable)) files[i].revents |= files[i].events & POLLIN;
    if (FD_ISSET(files[i].fd, &writable)) files[i].revents |= files[i].events & POLLOUT;
  }
  return ready;
}

static inline int curses_memory_file(void) { return -1; }
static inline int curses_lead(int number, int file) { return -1; }
#endif
