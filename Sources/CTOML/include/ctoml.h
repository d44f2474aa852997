/// A C face on toml++: parse a text once, then walk its nodes. Nothing throws across it.
/// Nodes and strings belong to the document and live as long as it does.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ctoml_document ctoml_document;
typedef struct ctoml_node ctoml_node;

typedef enum {
  CTOML_TABLE,
  CTOML_ARRAY,
  CTOML_STRING,
  CTOML_INTEGER,
  CTOML_DOUBLE,
  CTOML_BOOL,
  CTOML_DATE
} ctoml_kind;

typedef struct {
  uint32_t line;    // 1-based
  uint32_t column;  // 1-based
} ctoml_place;

/// Never NULL. Ask ctoml_error first.
ctoml_document *_Nonnull ctoml_parse(const char *_Nonnull text, size_t length);
void ctoml_free(ctoml_document *_Nonnull document);

/// What is wrong with the text, or NULL when it is TOML.
const char *_Nullable ctoml_error(const ctoml_document *_Nonnull document, ctoml_place *_Nonnull place);
const ctoml_node *_Nonnull ctoml_root(const ctoml_document *_Nonnull document);

ctoml_kind ctoml_node_kind(const ctoml_node *_Nonnull node);
ctoml_place ctoml_node_place(const ctoml_node *_Nonnull node);

/// Members of a table or elements of an array, in the order of the file.
size_t ctoml_count(const ctoml_node *_Nonnull node);
const ctoml_node *_Nonnull ctoml_child(const ctoml_node *_Nonnull node, size_t index);
const char *_Nonnull ctoml_key(const ctoml_node *_Nonnull node, size_t index, ctoml_place *_Nonnull place);

/// The text of a string, or a date as it is written.
const char *_Nonnull ctoml_string(const ctoml_node *_Nonnull node);
int64_t ctoml_integer(const ctoml_node *_Nonnull node);
double ctoml_double(const ctoml_node *_Nonnull node);
bool ctoml_bool(const ctoml_node *_Nonnull node);

#ifdef __cplusplus
}
#endif
