package io.nuwa.emergency.acceptance.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What each part of the system was, as a short text that a fact can hold: digests, so that two can
 * be compared and the part that differs be named.
 *
 * @param digests by the name of the part
 */
public record SystemParts(Map<String, String> digests) {
  private static final int DIGEST_BYTES = 6;
  private static final Pattern PART = Pattern.compile("(.*?)=([0-9a-f]{12})(?:; |$)");

  public SystemParts {
    digests = Map.copyOf(digests);
  }

  /** Of what the parts are now. */
  public static SystemParts of(Map<String, String> parts) {
    var digests = new TreeMap<String, String>();
    parts.forEach((name, value) -> digests.put(name, digest(value)));
    return new SystemParts(digests);
  }

  /** Of the text of a fact. */
  static SystemParts parse(String text) {
    var digests = new TreeMap<String, String>();
    Matcher part = PART.matcher(text);
    while (part.find()) {
      digests.put(part.group(1), part.group(2));
    }
    return new SystemParts(digests);
  }

  /** As a fact holds it. */
  public String text() {
    return new TreeMap<>(digests)
        .entrySet().stream()
            .map(part -> part.getKey() + "=" + part.getValue())
            .collect(Collectors.joining("; "));
  }

  /** Names a part that is another one now; empty when all are the same. */
  public Optional<String> difference(SystemParts now) {
    for (var part : new TreeMap<>(digests).entrySet()) {
      String other = now.digests.get(part.getKey());
      if (other == null) {
        return Optional.of(part.getKey() + ": gone");
      }
      if (!other.equals(part.getValue())) {
        return Optional.of(part.getKey() + ": another one");
      }
    }
    return new TreeMap<>(now.digests)
        .keySet().stream()
            .filter(name -> !digests.containsKey(name))
            .findFirst()
            .map(name -> name + ": new");
  }

  private static String digest(String value) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
