// libcurl of the system (Debian libcurl4-openssl-dev, Homebrew and macOS curl). Its options are C varargs and
// macros with casts, which Swift cannot call.
#pragma once
#if !__has_include(<curl/curl.h>)
#error "libcurl is missing: apt-get install libcurl4-openssl-dev · dnf install libcurl-devel · pacman -S curl · brew install curl (scripts/install-dependencies does it)"
#endif
#include <curl/curl.h>
#include <fcntl.h>
#include <sys/socket.h>

static inline CURLcode codex_curl_set_number(CURL *transfer, CURLoption option, long value) {
  return curl_easy_setopt(transfer, option, value);
}

static inline CURLcode codex_curl_set_text(CURL *transfer, CURLoption option, const char *text) {
  return curl_easy_setopt(transfer, option, text);
}

static inline CURLcode codex_curl_set_list(CURL *transfer, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(transfer, option, list);
}

// Copies the body.
static inline CURLcode codex_curl_set_body(CURL *transfer, const void *bytes, long long count) {
  CURLcode code = curl_easy_setopt(transfer, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
  return code ? code : curl_easy_setopt(transfer, CURLOPT_COPYPOSTFIELDS, bytes);
}

typedef size_t (*codex_curl_taker)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode codex_curl_set_takers(
    CURL *transfer, codex_curl_taker head, codex_curl_taker body, void *context) {
  curl_easy_setopt(transfer, CURLOPT_HEADERDATA, context);
  curl_easy_setopt(transfer, CURLOPT_WRITEDATA, context);
  CURLcode code = curl_easy_setopt(transfer, CURLOPT_HEADERFUNCTION, head);
  return code ? code : curl_easy_setopt(transfer, CURLOPT_WRITEFUNCTION, body);
}

// Asked before a socket is opened; 0 refuses the address.
typedef int (*codex_curl_opener)(void *context, const struct sockaddr *address);

struct codex_curl_opening {
  codex_curl_opener opener;
  void *context;
};

static inline curl_socket_t codex_curl_open_socket(
    void *opening, curlsocktype purpose, struct curl_sockaddr *address) {
  const struct codex_curl_opening *known = (const struct codex_curl_opening *)opening;
  if (!known->opener(known->context, &address->addr)) return CURL_SOCKET_BAD;
  curl_socket_t made = socket(address->family, address->socktype, address->protocol);
  // As curl's own: programs that we start do not inherit it.
  if (made >= 0) fcntl(made, F_SETFD, FD_CLOEXEC);
  return made;
}

// `opening` has to live as long as the transfer.
static inline CURLcode codex_curl_set_opening(CURL *transfer, struct codex_curl_opening *opening) {
  curl_easy_setopt(transfer, CURLOPT_OPENSOCKETDATA, opening);
  return curl_easy_setopt(transfer, CURLOPT_OPENSOCKETFUNCTION, codex_curl_open_socket);
}

static inline long codex_curl_number(CURL *transfer, CURLINFO info) {
  long value = 0;
  curl_easy_getinfo(transfer, info, &value);
  return value;
}

// Microseconds.
static inline long long codex_curl_time(CURL *transfer, CURLINFO info) {
  curl_off_t value = 0;
  curl_easy_getinfo(transfer, info, &value);
  return value;
}

// The transfer of a message that says one is done; NULL for other messages.
static inline CURL *codex_curl_done(CURLMsg *message, CURLcode *result) {
  if (message->msg != CURLMSG_DONE) return NULL;
  *result = message->data.result;
  return message->easy_handle;
}
