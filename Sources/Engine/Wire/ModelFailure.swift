/// Failures that are about the model: not there, not loaded, too large, crashed.
enum ModelFailure {
  static func error(_ complaint: ServerErrorBody, _ status: Int) -> EngineError? {
    resources(complaint) ?? loading(complaint, status) ?? missing(complaint, status)
  }

  private static func resources(_ complaint: ServerErrorBody) -> EngineError? {
    guard complaint.says("insufficient system resources", "requires more system memory") else {
      return nil
    }
    return WireRefusalMessages.tooLittleMemory
  }

  private static func loading(_ complaint: ServerErrorBody, _ status: Int) -> EngineError? {
    if status == 503, complaint.says("loading model") {
      return WireRefusalMessages.stillLoading
    }
    if complaint.says("has crashed", "exit code") { return WireRefusalMessages.modelCrashed }
    if complaint.says(
      "failed to load", "error loading model", "no lm runtime found", "before becoming healthy",
      "invalid load message")
    {
      return WireRefusalMessages.notLoaded(complaint.brief)
    }
    guard complaint.says("model is unloaded", "model unloaded", "operation canceled") else {
      return nil
    }
    return WireRefusalMessages.modelUnloaded
  }

  private static func missing(_ complaint: ServerErrorBody, _ status: Int) -> EngineError? {
    if complaint.says("no models loaded", "no model loaded", "no model is loaded") {
      return WireRefusalMessages.noModelLoaded
    }
    guard [200, 400, 403, 404, 410, 422, 500].contains(status) else { return nil }
    let isCoded = complaint.isA(
      "model_not_found", "model_not_available", "ModelNotFound", "invalid_model", "unknown_model",
      "model_not_exist", "DeploymentNotFound", "1211")
    guard isCoded || isUnfound(complaint) else { return nil }
    return WireRefusalMessages.noSuchModel(complaint.brief)
  }

  /// "Model not found" in the words of those who say it.
  private static func isUnfound(_ complaint: ServerErrorBody) -> Bool {
    if complaint.says(
      "no endpoints found for", "invalid model name", "invalid model identifier", "unknown model",
      "unsupported model", "no such model", "model not exist", "not a valid model",
      "try pulling it",
      "model is not available", "invalid model id", "model does not exist", "could not find model",
      "no model named", "has been deprecated", "has been decommissioned", "model_not_found",
      "the model is not found")
    {
      return true
    }
    let isAbsent = complaint.says(
      "not found", "does not exist", "doesn't exist", "not exist", "do not have access to it",
      "is not supported", "not available", "no longer available", "not installed", "is not loaded",
      "not served", "cannot be found", "could not be found", "unable to find")
    // What is unfound is the model itself, not a feature of it.
    guard complaint.parameter.isEmpty || complaint.parameter == "model" else { return false }
    return isAbsent && complaint.says("model")
      && !complaint.says(
        "parameter", "field", "image", "tool", "vision", "argument", "thinking",
        "template", "response_format", "stored response", "file")
  }
}
