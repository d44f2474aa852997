// libvterm for tests: its cell holds bit-fields and a tagged union, which Swift cannot read.
#pragma once
#if !__has_include(<vterm.h>)
#error "libvterm, which the tests need, is missing: apt-get install libvterm-dev · dnf install libvterm-devel · pacman -S libvterm · brew install libvterm (scripts/install-dependencies does it)"
#endif
#include <string.h>
#include <vterm.h>

/// A colour of a cell: -1 the default, 0…255 the palette, else 0x1000000 | 0xrrggbb.
static inline int vterm_color_number(const VTermColor *color) {
  if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color)) return -1;
  if (VTERM_COLOR_IS_INDEXED(color)) return color->indexed.idx;
  return 0x1000000 | color->rgb.red << 16 | color->rgb.green << 8 | color->rgb.blue;
}

typedef struct {
  uint32_t scalars[VTERM_MAX_CHARS_PER_CELL];
  int width;
  int bold, italic, underline, reverse, strike;
  int foreground, background;
} vterm_flat_cell;

static inline vterm_flat_cell vterm_cell_at(const VTermScreen *screen, int row, int column) {
  VTermScreenCell cell;
  memset(&cell, 0, sizeof cell);
  VTermPos place = {.row = row, .col = column};
  vterm_screen_get_cell(screen, place, &cell);
  vterm_flat_cell flat = {
      .width = cell.width,
      .bold = cell.attrs.bold,
      .italic = cell.attrs.italic,
      .underline = cell.attrs.underline,
      .reverse = cell.attrs.reverse,
      .strike = cell.attrs.strike,
      .foreground = vterm_color_number(&cell.fg),
      .background = vterm_color_number(&cell.bg),
  };
  memcpy(flat.scalars, cell.chars, sizeof flat.scalars);
  return flat;
}

static inline VTermPos vterm_cursor(VTerm *terminal) {
  VTermPos place;
  vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place);
  return place;
}

/// A property that is a number or a switch; 0 for one that is a text.
static inline int vterm_value_number(VTermProp property, const VTermValue *value) {
  switch (vterm_get_prop_type(property)) {
    case VTERM_VALUETYPE_BOOL: return value->boolean != 0;
    case VTERM_VALUETYPE_INT: return value->number;
    default: return 0;
  }
}
