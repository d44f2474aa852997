/// A model that several servers have.
package struct SharedModel: Equatable, Sendable {
  package struct Place: Equatable, Sendable {
    package var server: String
    package var residency: ModelInfo.Residency
  }

  package var name: String
  /// Where it is in memory first.
  package var places: [Place]
}

extension [ServerReport] {
  /// The models that more than one server has, by name.
  package var sharedModels: [SharedModel] {
    var places: [String: [SharedModel.Place]] = [:]
    for report in self {
      for model in report.models {
        places[model.id, default: []].append(.init(server: report.id, residency: model.residency))
      }
    }
    return places.filter { $0.value.count > 1 }
      .map { name, places in
        SharedModel(
          name: name,
          places: places.filter { $0.residency == .loaded }
            + places.filter { $0.residency != .loaded })
      }
      .sorted { $0.name < $1.name }
  }
}
