package io.nuwa.emergency.redaction;

import java.nio.charset.StandardCharsets;

/** A secret's bytes in hex, capital or small, with or without a separator between the bytes. */
final class HexForm implements Form {
  private static final String SEPARATORS = ": -\n";

  private final byte[] octets;

  HexForm(String secret) {
    this.octets = secret.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean mayBegin(char sign) {
    return sign < 128 && Character.digit(sign, 16) == (octets[0] & 0xFF) >> 4;
  }

  @Override
  public int end(String text, int from) {
    int at = from;
    for (int i = 0; i < octets.length; i++) {
      if (i > 0 && at < text.length() && SEPARATORS.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      if (Spelling.number(text, at, 2, 16) != (octets[i] & 0xFF)) {
        return -1;
      }
      at += 2;
    }
    return at;
  }
}
