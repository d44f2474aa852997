#include "cprogram.h"

#ifdef __linux__
#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// As the kernel numbers states (include/net/tcp_states.h); the C library has other names for it.
enum { LISTENING = 10 };

struct question {
  struct nlmsghdr head;
  struct inet_diag_req_v2 body;
};

enum { NONE, FOUND, REFUSED, GOES_ON };

// What one packet of the answer says.
static int read_packet(const struct nlmsghdr *message, size_t count, unsigned port, unsigned *user) {
  for (; NLMSG_OK(message, count); message = NLMSG_NEXT(message, count)) {
    if (message->nlmsg_type == NLMSG_DONE) return NONE;
    if (message->nlmsg_type == NLMSG_ERROR) return REFUSED;
    const struct inet_diag_msg *found = NLMSG_DATA(message);
    if (message->nlmsg_type != SOCK_DIAG_BY_FAMILY || message->nlmsg_len < NLMSG_LENGTH(sizeof *found)) continue;
    if (found->idiag_state != LISTENING || found->id.idiag_sport != htons((uint16_t)port)) continue;
    *user = found->idiag_uid;
    return FOUND;
  }
  return GOES_ON;
}

static int ask(int family, unsigned port, unsigned *user) {
  struct question question = {
      .head = {.nlmsg_len = sizeof question, .nlmsg_type = SOCK_DIAG_BY_FAMILY, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
      .body = {.sdiag_family = (unsigned char)family, .sdiag_protocol = IPPROTO_TCP, .idiag_states = 1 << LISTENING}};
  question.body.id.idiag_sport = htons((uint16_t)port);
  int link = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (link < 0) return REFUSED;
  int said = send(link, &question, sizeof question, 0) == (ssize_t)sizeof question ? GOES_ON : REFUSED;
  while (said == GOES_ON) {
    union {
      struct nlmsghdr head;
      char bytes[8192];
    } answer;
    ssize_t count = recv(link, &answer, sizeof answer, 0);
    said = count > 0 ? read_packet(&answer.head, (size_t)count, port, user) : REFUSED;
  }
  close(link);
  return said;
}

int codex_tui_listener(unsigned port, unsigned *user) {
  int said = ask(AF_INET, port, user);
  if (said == NONE) said = ask(AF_INET6, port, user);
  return said == REFUSED ? -1 : said;
}
#else
int codex_tui_listener(unsigned port, unsigned *user) {
  (void)port, (void)user;
  return -1;
}
#endif
