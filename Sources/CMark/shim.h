#pragma once
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

// Node kinds of the extensions are variables in C, which strict concurrency cannot read.
enum codex_markdown_kind {
  CODEX_MARKDOWN_OTHER,
  CODEX_MARKDOWN_TABLE,
  CODEX_MARKDOWN_TABLE_ROW,
  CODEX_MARKDOWN_TABLE_CELL,
  CODEX_MARKDOWN_STRIKETHROUGH,
  CODEX_MARKDOWN_TASK,
};

static inline enum codex_markdown_kind codex_markdown_kind_of(cmark_node *node) {
  const char *name = cmark_node_get_type_string(node);
  if (!strcmp(name, "table")) return CODEX_MARKDOWN_TABLE;
  if (!strcmp(name, "table_row")) return CODEX_MARKDOWN_TABLE_ROW;
  if (!strcmp(name, "table_header")) return CODEX_MARKDOWN_TABLE_ROW;
  if (!strcmp(name, "table_cell")) return CODEX_MARKDOWN_TABLE_CELL;
  if (!strcmp(name, "strikethrough")) return CODEX_MARKDOWN_STRIKETHROUGH;
  if (!strcmp(name, "tasklist")) return CODEX_MARKDOWN_TASK;
  return CODEX_MARKDOWN_OTHER;
}

// Makes every image a link to it, with the same words.
static inline void codex_markdown_link_pictures(cmark_node *root) {
  cmark_iter *walk = cmark_iter_new(root);
  for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node(walk);
    if (event != CMARK_EVENT_EXIT || cmark_node_get_type(node) != CMARK_NODE_IMAGE) continue;
    // A node forgets its address with its type.
    const char *address = cmark_node_get_url(node);
    char *kept = address ? strdup(address) : NULL;
    cmark_node_set_type(node, CMARK_NODE_LINK);
    if (kept) cmark_node_set_url(node, kept);
    free(kept);
  }
  cmark_iter_free(walk);
}

// Parses with tables, strikethrough, bare links and task lists. The caller frees the tree.
// cmark-gfm 0.29.0.gfm.6 keeps the special characters of extensions in a global table while it
// parses, so two parses must not run at once.
static inline cmark_node *codex_markdown_parse(const char *text, size_t length) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
  const char *names[] = {"table", "strikethrough", "autolink", "tasklist"};
  for (size_t at = 0; at < sizeof names / sizeof *names; at++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(names[at]);
    if (extension) cmark_parser_attach_syntax_extension(parser, extension);
  }
  cmark_parser_feed(parser, text, length);
  cmark_node *root = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  return root;
}
