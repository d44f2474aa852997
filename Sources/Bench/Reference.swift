/// The program that the budgets of time were set beside, measured in turn with ours: what they are on this machine,
/// in this hour.
///
/// Machines differ by more than programs do, and one machine from itself an hour later. What that program took where
/// the budgets were set is known; where it takes longer, a budget is as much longer.
enum Reference {
  /// Its figures of 21 November 2026, by part and name: docs/performance.md of its commit, 673a5bc2, has them, and the
  /// table that set the budgets took them from there.
  private static let known: [String: [String: Double]] = [
    "start": ["first picture": 16, "ready": 37],
    "A": ["CPU": 0.55],
    "B": ["CPU": 0.54],
    "C": ["CPU": 0.32],
    "exec": [
      "exec, CPU": 0.15, "exec, wall in times of curl's": 3.0, "start to request": 17,
    ],
  ]

  /// Ours with budgets as they are here, each followed by the other program's figure.
  /// - Parameter measure: a part of the measurements, of one program.
  static func scaled(
    _ part: String, _ ours: Subject, beside reference: Subject?,
    measure: (Subject) throws -> [Figure]
  ) throws -> [Figure] {
    guard let reference, let known = known[part] else { return try measure(ours) }
    let here = try measure(reference)
    let figures = try measure(ours)
    precondition(
      known.keys.allSatisfy { name in figures.contains { $0.name == name && $0.budget != nil } },
      "a figure with a budget has another name than in Reference.known")
    return figures.flatMap { figure in
      guard figure.budget != nil, let there = known[figure.name],
        let taken = here.first(where: { $0.name == figure.name })?.value
      else { return [figure] }
      var figure = figure
      figure.slowness = max(1, taken / there)
      return [
        figure, Figure(figure.group, "… of the program of 673a5bc2", taken, figure.unit),
      ]
    }
  }
}
