import CNcurses
import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the screen's thread waits for between two jobs: the terminal, the signals, and other threads' wake-ups.
@ScreenActor
package final class ScreenLoop {
  private struct Watch {
    var descriptor: Int32
    var body: @ScreenActor () -> Void
  }

  private var watches: [Watch] = []
  private var polls: [pollfd] = []

  package init() {
    ScreenActor.shared.thread.setPass { [weak self] news, limit in
      ScreenActor.assumeIsolated { self?.turn(news, limit) }
    }
  }

  /// Calls `body` whenever something can be read.
  package func watch(_ descriptor: Int32, _ body: @escaping @ScreenActor () -> Void) {
    ignore(descriptor)
    watches.append(Watch(descriptor: descriptor, body: body))
  }

  package func ignore(_ descriptor: Int32) { watches.removeAll { $0.descriptor == descriptor } }

  /// The thread waits for its jobs only.
  package func end() {
    watches = []
    ScreenActor.shared.thread.setPass(nil)
  }

  private func turn(_ news: WakeUp, _ limit: Duration?) {
    let watches = watches
    polls.removeAll(keepingCapacity: true)
    polls.append(pollfd(fd: news.ear, events: Int16(POLLIN), revents: 0))
    for watch in watches {
      polls.append(pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0))
    }
    guard curses_wait(&polls, Int32(polls.count), WakeUp.milliseconds(limit)) > 0 else { return }
    if polls[0].revents != 0 { news.drain() }
    for (watch, poll) in zip(watches, polls.dropFirst()) where poll.revents != 0 { watch.body() }
  }
}
