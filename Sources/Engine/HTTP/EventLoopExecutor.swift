import NIOCore

/// Runs a task on the thread that brings its bytes, so that an arriving token wakes no second one.
///
/// Only for work that is short and never blocks, as reading a reply is.
final class EventLoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
