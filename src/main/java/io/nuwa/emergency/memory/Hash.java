package io.nuwa.emergency.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hex. */
public final class Hash {
  /** One for all: asking for another costs more than hashing a line of the journal. */
  private static final MessageDigest DIGEST = digest();

  private Hash() {}

  public static String of(byte[] bytes) {
    byte[] sum;
    synchronized (DIGEST) {
      sum = DIGEST.digest(bytes);
    }
    return HexFormat.of().formatHex(sum);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
