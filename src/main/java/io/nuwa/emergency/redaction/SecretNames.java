package io.nuwa.emergency.redaction;

import java.util.List;
import java.util.Locale;

/** Which names say that their value is a secret. */
final class SecretNames {
  private static final List<String> ENDINGS =
      List.of(
          "password",
          "passwords",
          "passwd",
          "passphrase",
          "pwd",
          "secret",
          "secrets",
          "token",
          "apikey",
          "api_key",
          "api-key",
          "api.key",
          "accesskey",
          "access_key",
          "access-key",
          "secretkey",
          "secret_key",
          "secret-key",
          "privatekey",
          "private_key",
          "private-key",
          "_pass",
          "-pass",
          ".pass",
          "credential",
          "credentials",
          "authorization",
          "cookie");

  /** The last letters of the above, digits aside: most names are told apart by it alone. */
  private static final String LAST = "dsetynl";

  private static final List<String> BRIEF =
      List.of(
          "pass", "pw", "pin", "key", "secret", "token", "auth", "cred", "salt", "hook", "code");

  private SecretNames() {}

  static boolean mayEnd(char sign) {
    return LAST.indexOf(Character.toLowerCase(sign)) >= 0 || Character.isDigit(sign);
  }

  static boolean isOfName(char sign) {
    return sign < 128 && (Character.isLetterOrDigit(sign) || "_-.".indexOf(sign) >= 0);
  }

  static boolean isSecret(String name) {
    if (name.equals("PWD") || name.equals("OLDPWD")) {
      // A shell's working folder.
      return false;
    }
    // Loops, because every text that is recorded comes by here.
    int end = name.length();
    while (end > 0 && isOfNumber(name.charAt(end - 1))) {
      end--;
    }
    for (String ending : ENDINGS) {
      if (name.regionMatches(true, end - ending.length(), ending, 0, ending.length())) {
        return true;
      }
    }
    return false;
  }

  /** The same for the name of a line in a file of secrets, where shorter words are telling. */
  static boolean isOfSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return isSecret(name) || BRIEF.stream().anyMatch(lower::contains);
  }

  /** What names that are alike are told apart by: {@code TOKEN_2}. */
  private static boolean isOfNumber(char sign) {
    return (sign >= '0' && sign <= '9') || sign == '_' || sign == '.' || sign == '-';
  }

  /** Headers take the rest of their line. */
  static boolean isHeader(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("authorization") || lower.endsWith("cookie");
  }
}
