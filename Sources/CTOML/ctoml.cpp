#include "ctoml.h"

#if !__has_include(<toml++/toml.h>)
#error "toml++ is missing: apt-get install libtomlplusplus-dev · dnf install tomlplusplus-devel · pacman -S tomlplusplus · brew install tomlplusplus (scripts/install-dependencies does it)"
#endif

#include <algorithm>
#include <exception>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// toml++ 3.3 meets `[` before anything but a key with an assertion: abort in a debug build, undefined
// behaviour in a release build. Here an assertion that fails is one more error.
struct broken_assertion : std::logic_error {
  using std::logic_error::logic_error;
};
#undef NDEBUG
#define TOML_ASSERT(expression) \
  ((expression) ? static_cast<void>(0) : throw broken_assertion(#expression))
#define TOML_EXCEPTIONS 1
// Every level of a value costs a stack frame in each of its readers, and in toml++'s own destructor.
#define TOML_MAX_NESTED_VALUES 64
#include <toml++/toml.h>

// A plain tree is copied out of toml++ once: its tables are sorted by key, ours keep the file's order.
struct ctoml_node {
  ctoml_kind kind = CTOML_TABLE;
  ctoml_place place = {0, 0};
  std::string text;
  int64_t integer = 0;
  double number = 0;
  bool flag = false;

  struct member {
    std::string key;
    ctoml_place place;
    std::unique_ptr<ctoml_node> value;
  };
  std::vector<member> members;
};

struct ctoml_document {
  ctoml_node root;
  bool failed = false;
  std::string error;
  ctoml_place error_place = {0, 0};
};

namespace {

ctoml_place place_of(const toml::source_region &source) {
  return {static_cast<uint32_t>(source.begin.line), static_cast<uint32_t>(source.begin.column)};
}

bool comes_before(const ctoml_place &a, const ctoml_place &b) {
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

template <typename Date>
std::string written(const Date &date) {
  std::ostringstream stream;
  stream << date;
  return stream.str();
}

void copy(const toml::node &from, ctoml_node &to);

void add(ctoml_node &parent, std::string key, ctoml_place place, const toml::node &value) {
  auto child = std::make_unique<ctoml_node>();
  copy(value, *child);
  parent.members.push_back({std::move(key), place, std::move(child)});
}

void copy(const toml::node &from, ctoml_node &to) {
  to.place = place_of(from.source());
  if (const auto *table = from.as_table()) {
    to.kind = CTOML_TABLE;
    for (auto &&[key, value] : *table)
      add(to, std::string(key.str()), place_of(key.source()), value);
    std::sort(to.members.begin(), to.members.end(),
              [](const auto &a, const auto &b) { return comes_before(a.place, b.place); });
  } else if (const auto *array = from.as_array()) {
    to.kind = CTOML_ARRAY;
    for (auto &&value : *array) add(to, "", place_of(value.source()), value);
  } else if (const auto *text = from.as_string()) {
    to.kind = CTOML_STRING;
    to.text = text->get();
  } else if (const auto *integer = from.as_integer()) {
    to.kind = CTOML_INTEGER;
    to.integer = integer->get();
  } else if (const auto *number = from.as_floating_point()) {
    to.kind = CTOML_DOUBLE;
    to.number = number->get();
  } else if (const auto *flag = from.as_boolean()) {
    to.kind = CTOML_BOOL;
    to.flag = flag->get();
  } else {
    to.kind = CTOML_DATE;
    if (const auto *date = from.as_date()) to.text = written(date->get());
    if (const auto *time = from.as_time()) to.text = written(time->get());
    if (const auto *moment = from.as_date_time()) to.text = written(moment->get());
  }
}

void fail(ctoml_document &document, std::string_view words, ctoml_place place) {
  document.failed = true;
  document.error = std::string(words);
  document.error_place = place;
}

bool breaks_assertion(std::string_view text) {
  try {
    static_cast<void>(toml::parse(text));
    return false;
  } catch (const broken_assertion &) {
    return true;
  } catch (const std::exception &) {
    return false;
  }
}

// An assertion knows no place: it is in the last line of the shortest text that still breaks it.
ctoml_place place_of_broken_assertion(std::string_view text) {
  std::vector<size_t> ends;
  for (size_t index = 0; index < text.size(); index++)
    if (text[index] == '\n') ends.push_back(index + 1);
  ends.push_back(text.size());
  const auto end = std::partition_point(ends.begin(), ends.end() - 1, [&](size_t length) {
    return !breaks_assertion(text.substr(0, length));
  });
  const size_t start = end == ends.begin() ? 0 : *(end - 1);
  const auto line = text.substr(start, *end - start);
  const size_t column = std::min(line.find_first_not_of(" \t["), line.size());
  return {static_cast<uint32_t>(end - ends.begin() + 1), static_cast<uint32_t>(column + 1)};
}

// toml++ bounds how deep values may be nested, but not dotted names: `a.a.a…` of some ten thousand
// parts would exhaust the stack. Only names and numbers have dots outside of strings and comments.
struct name_bound {
  static constexpr size_t most_parts = 16;

  std::string_view text;
  size_t index = 0;
  ctoml_place place = {1, 1};

  bool at(std::string_view words) const { return text.substr(index, words.size()) == words; }

  void advance(size_t count = 1) {
    for (; count > 0 && index < text.size(); count--, index++) {
      if (text[index] == '\n') place = {place.line + 1, 1};
      else place.column++;
    }
  }

  void skip_string() {
    const std::string_view mark = text.substr(index, at("\"\"\"") || at("'''") ? 3 : 1);
    const bool is_short = mark.size() == 1;
    advance(mark.size());
    while (index < text.size() && !at(mark) && !(is_short && text[index] == '\n'))
      advance(text[index] == '\\' && mark[0] == '"' ? 2 : 1);
    advance(mark.size());
  }

  // Whether there is a name with too many parts; `place` is then in it.
  bool is_broken() {
    size_t dots = 0;
    while (index < text.size()) {
      const char character = text[index];
      if (character == '"' || character == '\'') {
        skip_string();
      } else if (character == '#') {
        while (index < text.size() && text[index] != '\n') advance();
      } else {
        if (character == '.' && ++dots >= most_parts) return true;
        if (std::string_view("=,[]{}\n").find(character) != std::string_view::npos) dots = 0;
        advance();
      }
    }
    return false;
  }
};

}  // namespace

ctoml_document *ctoml_parse(const char *text, size_t length) {
  auto *document = new ctoml_document;
  const std::string_view whole(text, length);
  if (name_bound bound{whole}; bound.is_broken()) {
    fail(*document, "a name has 16 parts at most", bound.place);
    return document;
  }
  try {
    copy(toml::parse(whole), document->root);
  } catch (const toml::parse_error &error) {
    fail(*document, error.description(), place_of(error.source()));
  } catch (const broken_assertion &) {
    fail(*document,
         "a name was expected here; one with other characters than A-Z a-z 0-9 _ - stands in quotes",
         place_of_broken_assertion(whole));
  } catch (const std::exception &error) {
    fail(*document, error.what(), {1, 1});
  }
  return document;
}

void ctoml_free(ctoml_document *document) { delete document; }

const char *ctoml_error(const ctoml_document *document, ctoml_place *place) {
  if (!document->failed) return nullptr;
  *place = document->error_place;
  return document->error.c_str();
}

const ctoml_node *ctoml_root(const ctoml_document *document) { return &document->root; }
ctoml_kind ctoml_node_kind(const ctoml_node *node) { return node->kind; }
ctoml_place ctoml_node_place(const ctoml_node *node) { return node->place; }
size_t ctoml_count(const ctoml_node *node) { return node->members.size(); }

const ctoml_node *ctoml_child(const ctoml_node *node, size_t index) {
  return node->members[index].value.get();
}

const char *ctoml_key(const ctoml_node *node, size_t index, ctoml_place *place) {
  *place = node->members[index].place;
  return node->members[index].key.c_str();
}

const char *ctoml_string(const ctoml_node *node) { return node->text.c_str(); }
int64_t ctoml_integer(const ctoml_node *node) { return node->integer; }
double ctoml_double(const ctoml_node *node) { return node->number; }
bool ctoml_bool(const ctoml_node *node) { return node->flag; }
