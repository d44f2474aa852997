#pragma once
#if !__has_include(<cmark-gfm.h>)
#error "cmark-gfm is missing: apt-get install libcmark-gfm-dev libcmark-gfm-extensions-dev · brew install cmark-gfm (scripts/install-dependencies does it)"
#endif
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

static inline int codex_markdown_leads_to_the_web(const char *address) {
  const char *schemes[] = {"http://", "https://", "mailto:", "#"};
  for (size_t at = 0; at < sizeof schemes / sizeof *schemes; at++) {
    if (!strncasecmp(address, schemes[at], strlen(schemes[at]))) return 1;
  }
  return 0;
}

static inline void codex_markdown_put_before(cmark_node *node, cmark_node_type type, const char *words) {
  cmark_node *text = cmark_node_new(type);
  if (cmark_node_set_literal(text, words) && cmark_node_insert_before(node, text)) return;
  cmark_node_free(text);
}

// A link as its words, and where it would lead.
static inline void codex_markdown_spell_out(cmark_node *link, const char *address) {
  for (cmark_node *child; (child = cmark_node_first_child(link));) cmark_node_insert_before(link, child);
  codex_markdown_put_before(link, CMARK_NODE_TEXT, " (");
  codex_markdown_put_before(link, CMARK_NODE_TEXT, address);
  codex_markdown_put_before(link, CMARK_NODE_TEXT, ")");
  cmark_node_free(link);
}

// For a page that must do nothing by itself and lose no word: HTML becomes text, an image a link to it, and
// a link that leads anywhere but to the web or to mail its words and its address.
static inline void codex_markdown_make_safe(cmark_node *root) {
  cmark_iter *walk = cmark_iter_new(root);
  for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node(walk);
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
      // The literal lives as long as the node.
      codex_markdown_put_before(
        node, type == CMARK_NODE_HTML_BLOCK ? CMARK_NODE_CODE_BLOCK : CMARK_NODE_TEXT,
        cmark_node_get_literal(node));
      cmark_node_free(node);
    } else if (event == CMARK_EVENT_EXIT && (type == CMARK_NODE_IMAGE || type == CMARK_NODE_LINK)) {
      // A node forgets its address with its type.
      const char *own = cmark_node_get_url(node);
      char *address = strdup(own ? own : "");
      if (!address) continue;
      if (!codex_markdown_leads_to_the_web(address)) {
        codex_markdown_spell_out(node, address);
      } else if (type == CMARK_NODE_IMAGE) {
        cmark_node_set_type(node, CMARK_NODE_LINK);
        cmark_node_set_url(node, address);
      }
      free(address);
    }
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
