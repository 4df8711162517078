package io.nuwa.emergency.observe.prometheus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Tells the targets that we wrote from those of anyone else: a random word beside them, bound to
 * the file in which it stands, so that a copy of the file elsewhere is not taken for ours. A
 * Prometheus that shows it reads that very file.
 *
 * @param text as it stands in the file
 */
public record Mark(String text) {
  /**
   * The label that holds it. Prometheus shows labels that begin like this among the discovered ones
   * of a target and drops them afterwards, so no series changes by it.
   */
  public static final String LABEL = "__meta_emergency_mark";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 8;
  private static final int SEAL_BYTES = 8;

  /** A new one for targets in this file. */
  public static Mark fresh(Path file) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    String word = HexFormat.of().formatHex(nonce);
    return new Mark(word + "-" + seal(word, file));
  }

  /** Whether it was made for this file. */
  public boolean isOf(Path file) {
    int dash = text.indexOf('-');
    return dash > 0 && text.substring(dash + 1).equals(seal(text.substring(0, dash), file));
  }

  private static String seal(String word, Path file) {
    byte[] words = (word + "\n" + real(file)).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(words);
      return HexFormat.of().formatHex(sum, 0, SEAL_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** By links in the folders above it a file has several names; folders may not be there yet. */
  private static Path real(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    for (Path above = whole.getParent(); above != null; above = above.getParent()) {
      try {
        return above.toRealPath().resolve(above.relativize(whole));
      } catch (IOException notThereYet) {
        // The one above it may be.
      }
    }
    return whole;
  }
}
