import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A path as Subprocess takes it: of Apple's own System where there is one, else of the package. All other code
/// uses the package's everywhere; the two are different types.
typealias ChildPath = FilePath
