// libcurl of the system (Debian libcurl4-openssl-dev, Homebrew and macOS curl) behind functions that Swift can call:
// its options are C varargs and macros with casts.
//
// On Linux it is not linked but loaded by the program: with the thirty libraries that Debian's brings, that takes as long
// as everything until the first picture, and can be done beside it.
#pragma once
#if !__has_include(<curl/curl.h>)
#error "libcurl is missing: apt-get install libcurl4-openssl-dev · dnf install libcurl-devel · pacman -S curl · brew install curl (scripts/install-dependencies does it)"
#endif
// Its checks of types are macros around the functions that are loaded.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <fcntl.h>
#include <sys/socket.h>

// Loads the library, once. NULL: it is there. Else what the system says of it, and nothing below may be called.
const char *codex_curl_load(void);

// Begins to load it on a thread of its own, which ends with that. Meanwhile the system makes no other thread: who asks
// for one waits.
void codex_curl_load_ahead(void);

// `libcurl/8.14.1 OpenSSL/3.5.4 …`
const char *codex_curl_version(void);

CURL *codex_curl_new(void);
void codex_curl_free(CURL *transfer);
// Takes in again what a taker has refused with CURL_WRITEFUNC_PAUSE.
CURLcode codex_curl_go_on(CURL *transfer);
const char *codex_curl_words(CURLcode code);

CURLcode codex_curl_set_number(CURL *transfer, CURLoption option, long value);
CURLcode codex_curl_set_text(CURL *transfer, CURLoption option, const char *text);
CURLcode codex_curl_set_list(CURL *transfer, CURLoption option, struct curl_slist *list);
// Copies the body.
CURLcode codex_curl_set_body(CURL *transfer, const void *bytes, long long count);

typedef size_t (*codex_curl_taker)(char *bytes, size_t size, size_t count, void *context);
CURLcode codex_curl_set_takers(CURL *transfer, codex_curl_taker head, codex_curl_taker body, void *context);

// Asked before a socket is opened; 0 refuses the address.
typedef int (*codex_curl_opener)(void *context, const struct sockaddr *address);

struct codex_curl_opening {
  codex_curl_opener opener;
  void *context;
};

// `opening` has to live as long as the transfer.
CURLcode codex_curl_set_opening(CURL *transfer, struct codex_curl_opening *opening);

long codex_curl_number(CURL *transfer, CURLINFO info);
// Microseconds.
long long codex_curl_time(CURL *transfer, CURLINFO info);

struct curl_slist *codex_curl_list_append(struct curl_slist *list, const char *text);
void codex_curl_list_free(struct curl_slist *list);

CURLM *codex_curl_multi_new(void);
void codex_curl_multi_free(CURLM *multi);
CURLMcode codex_curl_multi_add(CURLM *multi, CURL *transfer);
CURLMcode codex_curl_multi_remove(CURLM *multi, CURL *transfer);
CURLMcode codex_curl_multi_perform(CURLM *multi, int *running);
// Sleeps until a socket, `ear` or the limit in milliseconds wakes it.
CURLMcode codex_curl_multi_poll(CURLM *multi, struct curl_waitfd *ear, int milliseconds);
// What may have ended a wait for bytes; neither: its time is over.
enum { CODEX_CURL_READABLE = 1, CODEX_CURL_RUNG = 2 };
// Where one TCP connection is read from: sleeps until `bytes` bytes can be read there, or it has ended; or until `ear` or
// the limit wakes it. -1 at once where there is no such connection. `pending`: the bytes that can be read then, before
// they are decrypted and their chunks joined.
int codex_curl_await_bytes(CURLM *multi, int ear, int bytes, int milliseconds, int *pending);
// The next transfer that has ended, and how; NULL when there is none.
CURL *codex_curl_multi_ended(CURLM *multi, CURLcode *result);
