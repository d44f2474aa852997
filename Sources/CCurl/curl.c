#define _GNU_SOURCE
#include "ccurl.h"
#include "cprogram.h"

#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/select.h>

#define EACH_FUNCTION(f)                                                                                             \
  f(curl_easy_cleanup) f(curl_easy_getinfo) f(curl_easy_init) f(curl_easy_pause) f(curl_easy_setopt)                 \
      f(curl_easy_strerror) f(curl_global_init) f(curl_multi_add_handle) f(curl_multi_cleanup)                       \
          f(curl_multi_fdset) f(curl_multi_info_read) f(curl_multi_init) f(curl_multi_perform)                     \
              f(curl_multi_poll)                                                                                       \
              f(curl_multi_remove_handle) f(curl_slist_append) f(curl_slist_free_all) f(curl_version)

#define DECLARE(name) __typeof__(name) *name;
static struct {
  EACH_FUNCTION(DECLARE)
} library;

// ---- Loading ----

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *complaint;

#ifdef __APPLE__
// The system keeps it in memory for all programs, so linking it costs nothing.
static const char *find(void) {
#define TAKE(name) library.name = name;
  EACH_FUNCTION(TAKE)
  return NULL;
}
#else
#include <dlfcn.h>
#include <stdio.h>

static const char *find(void) {
  // Every distribution has one of these names; Debian the second one, too, over another library for TLS.
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
  // The loader's own words are gone with its next call. The first name's are the ones to tell.
  static char words[400];
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    const char *said = NULL;
    // What of thirty libraries is never called need not be looked up.
    void *handle = dlopen(names[index], RTLD_LAZY | RTLD_LOCAL);
    if (!handle) said = dlerror();
#define TAKE(name) \
  if (!said && !(library.name = (__typeof__(name) *)dlsym(handle, #name))) said = dlerror();
    EACH_FUNCTION(TAKE)
    if (!said) return NULL;
    if (!*words) snprintf(words, sizeof words, "%s", said);
    if (handle) dlclose(handle);
  }
  return words;
}
#endif

static void load(void) {
  complaint = find();
  if (!complaint && library.curl_global_init(CURL_GLOBAL_DEFAULT)) complaint = "curl_global_init";
}

// Whatever the program loads is loaded by now.
static pthread_once_t settled = PTHREAD_ONCE_INIT;
static void settle(void) { codex_tui_forget_relocations(); }

// The thread that loads settles as well, while a request is under way already.
static _Atomic int is_loading_ahead;

const char *codex_curl_load(void) {
  pthread_once(&once, load);
  if (!is_loading_ahead) pthread_once(&settled, settle);
  return complaint;
}

static void *load_on_thread(void *nothing) {
  pthread_once(&once, load);
  pthread_once(&settled, settle);
  return nothing;
}

#ifdef __GLIBC__
// The kernel likes to put a new thread behind its parent, for milliseconds, while other cores have nothing to do.
static void keep_off_this_core(pthread_attr_t *wish) {
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof cores, &cores)) return;
  int here = sched_getcpu();
  if (here < 0 || here >= CPU_SETSIZE) return;
  CPU_CLR(here, &cores);
  if (CPU_COUNT(&cores)) pthread_attr_setaffinity_np(wish, sizeof cores, &cores);
}
#else
static void keep_off_this_core(pthread_attr_t *wish) { (void)wish; }
#endif

void codex_curl_load_ahead(void) {
  pthread_t loader;
  pthread_attr_t wish;
  if (is_loading_ahead || pthread_attr_init(&wish)) return;
  keep_off_this_core(&wish);
  int refused = pthread_create(&loader, &wish, load_on_thread, NULL);
  // A sandbox may refuse the wish and not the thread. Without one it is loaded where it is asked for.
  if (refused) refused = pthread_create(&loader, NULL, load_on_thread, NULL);
  if (!refused) pthread_detach(loader);
  is_loading_ahead = !refused;
  pthread_attr_destroy(&wish);
}

const char *codex_curl_version(void) { return library.curl_version(); }

// ---- One transfer ----

CURL *codex_curl_new(void) { return library.curl_easy_init(); }

void codex_curl_free(CURL *transfer) { library.curl_easy_cleanup(transfer); }

CURLcode codex_curl_go_on(CURL *transfer) { return library.curl_easy_pause(transfer, CURLPAUSE_CONT); }

const char *codex_curl_words(CURLcode code) { return library.curl_easy_strerror(code); }

CURLcode codex_curl_set_number(CURL *transfer, CURLoption option, long value) {
  return library.curl_easy_setopt(transfer, option, value);
}

CURLcode codex_curl_set_text(CURL *transfer, CURLoption option, const char *text) {
  return library.curl_easy_setopt(transfer, option, text);
}

CURLcode codex_curl_set_list(CURL *transfer, CURLoption option, struct curl_slist *list) {
  return library.curl_easy_setopt(transfer, option, list);
}

CURLcode codex_curl_set_body(CURL *transfer, const void *bytes, long long count) {
  CURLcode code = library.curl_easy_setopt(transfer, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
  return code ? code : library.curl_easy_setopt(transfer, CURLOPT_COPYPOSTFIELDS, bytes);
}

CURLcode codex_curl_set_takers(CURL *transfer, codex_curl_taker head, codex_curl_taker body, void *context) {
  library.curl_easy_setopt(transfer, CURLOPT_HEADERDATA, context);
  library.curl_easy_setopt(transfer, CURLOPT_WRITEDATA, context);
  CURLcode code = library.curl_easy_setopt(transfer, CURLOPT_HEADERFUNCTION, head);
  return code ? code : library.curl_easy_setopt(transfer, CURLOPT_WRITEFUNCTION, body);
}

static curl_socket_t open_socket(void *opening, curlsocktype purpose, struct curl_sockaddr *address) {
  (void)purpose;
  const struct codex_curl_opening *known = (const struct codex_curl_opening *)opening;
  if (!known->opener(known->context, &address->addr)) return CURL_SOCKET_BAD;
  curl_socket_t made = socket(address->family, address->socktype, address->protocol);
  // As curl's own: programs that we start do not inherit it.
  if (made >= 0) fcntl(made, F_SETFD, FD_CLOEXEC);
  return made;
}

CURLcode codex_curl_set_opening(CURL *transfer, struct codex_curl_opening *opening) {
  library.curl_easy_setopt(transfer, CURLOPT_OPENSOCKETDATA, opening);
  return library.curl_easy_setopt(transfer, CURLOPT_OPENSOCKETFUNCTION, open_socket);
}

long codex_curl_number(CURL *transfer, CURLINFO info) {
  long value = 0;
  library.curl_easy_getinfo(transfer, info, &value);
  return value;
}

long long codex_curl_time(CURL *transfer, CURLINFO info) {
  curl_off_t value = 0;
  library.curl_easy_getinfo(transfer, info, &value);
  return value;
}

struct curl_slist *codex_curl_list_append(struct curl_slist *list, const char *text) {
  return library.curl_slist_append(list, text);
}

void codex_curl_list_free(struct curl_slist *list) { library.curl_slist_free_all(list); }

// ---- Many at once ----

CURLM *codex_curl_multi_new(void) { return library.curl_multi_init(); }

void codex_curl_multi_free(CURLM *multi) { library.curl_multi_cleanup(multi); }

CURLMcode codex_curl_multi_add(CURLM *multi, CURL *transfer) {
  return library.curl_multi_add_handle(multi, transfer);
}

CURLMcode codex_curl_multi_remove(CURLM *multi, CURL *transfer) {
  return library.curl_multi_remove_handle(multi, transfer);
}

CURLMcode codex_curl_multi_perform(CURLM *multi, int *running) {
  return library.curl_multi_perform(multi, running);
}

CURLMcode codex_curl_multi_poll(CURLM *multi, struct curl_waitfd *ear, int milliseconds) {
  return library.curl_multi_poll(multi, ear, 1, milliseconds, NULL);
}

// The one connection that something is read from; -1 where there are several or none, or where Linux would not heed
// the mark: a Unix socket.
static int only_connection(CURLM *multi) {
  fd_set readers, writers, broken;
  FD_ZERO(&readers);
  FD_ZERO(&writers);
  FD_ZERO(&broken);
  int last = -1;
  if (library.curl_multi_fdset(multi, &readers, &writers, &broken, &last) || last < 0 || !FD_ISSET(last, &readers)) return -1;
  for (int other = 0; other < last; other++)
    if (FD_ISSET(other, &readers)) return -1;
  struct sockaddr_storage here;
  socklen_t size = sizeof here;
  if (getsockname(last, (struct sockaddr *)&here, &size) || here.ss_family == AF_UNIX) return -1;
  return last;
}

int codex_curl_await_bytes(CURLM *multi, int ear, int bytes, int milliseconds, int *pending) {
  int connection = only_connection(multi), any = 1;
  if (connection < 0 || setsockopt(connection, SOL_SOCKET, SO_RCVLOWAT, &bytes, sizeof bytes)) return -1;
  struct pollfd waits[] = {{.fd = connection, .events = POLLIN}, {.fd = ear, .events = POLLIN}};
  poll(waits, 2, milliseconds);
  setsockopt(connection, SOL_SOCKET, SO_RCVLOWAT, &any, sizeof any);
  ioctl(connection, FIONREAD, pending);
  return (waits[0].revents ? CODEX_CURL_READABLE : 0) | (waits[1].revents ? CODEX_CURL_RUNG : 0);
}

CURL *codex_curl_multi_ended(CURLM *multi, CURLcode *result) {
  int left;
  CURLMsg *message;
  while ((message = library.curl_multi_info_read(multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
