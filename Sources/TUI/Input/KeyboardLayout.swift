/// The letters on the key caps of keyboards that write another script.
///
/// xterm reports Ctrl+C on a Russian keyboard as Ctrl+С (U+0441), without the Latin letter of the key;
/// kitty adds it only where it is asked to.
enum KeyboardLayout {
  private static let rows: [(String, String)] = [
    // Russian and Ukrainian (ЙЦУКЕН).
    ("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,."),
    ("їієґ", "]s'\\"),
    // Greek.
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    // Hebrew.
    ("קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;'zxcvbnm,."),
    // Arabic.
    ("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ", "qwertyuiop[]asdfghjkl;'zxcvnm,./"),
  ]

  private static let caps: [Unicode.Scalar: Unicode.Scalar] = {
    var caps: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (letters, keys) in rows {
      for (letter, key) in zip(letters.unicodeScalars, keys.unicodeScalars) {
        caps[letter] = caps[letter] ?? key
      }
    }
    return caps
  }()

  /// The Latin letter of the key that writes a letter; `nil` where it is not known.
  static func keyCap(of number: Int) -> Int? {
    guard let value = UInt32(exactly: number), let scalar = Unicode.Scalar(value) else {
      return nil
    }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    return caps[lower].map { Int($0.value) }
  }
}
