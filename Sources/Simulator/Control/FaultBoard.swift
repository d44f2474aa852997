/// A fault waiting for requests, put there by `POST /simulator/fault`.
struct BoardEntry: Sendable {
  var fault: Fault
  /// Requests it is still good for; nil for all.
  var times: Int?
  /// It passes by every request that asks for no reply, such as a look at the server.
  var isForReplies = false
}

extension World {
  func post(_ fault: Fault, times: Int?, forReplies: Bool = false) {
    let isForReplies = forReplies || fault.name.isForGenerationOnly
    board.append(BoardEntry(fault: fault, times: times, isForReplies: isForReplies))
  }

  /// Takes back every fault that waits for requests.
  func clearFaults() { board = [] }

  /// The faults of one request: those it asks for, the options' and the board's.
  func faults(asked: [Fault], generates: Bool) -> FaultSet {
    var set = FaultSet(asked)
    set.add(options.faults.filter { generates || !$0.name.isForGenerationOnly })
    for index in board.indices {
      let entry = board[index]
      guard generates || !entry.isForReplies, entry.times != 0 else { continue }
      set.add([entry.fault])
      board[index].times = entry.times.map { $0 - 1 }
    }
    board.removeAll { $0.times == 0 }
    return set
  }
}
