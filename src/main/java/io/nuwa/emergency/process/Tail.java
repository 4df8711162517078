package io.nuwa.emergency.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The last part of what a program wrote, however much it writes. */
final class Tail {
  private static final int KEPT_BYTES = 1 << 20;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(512);

  synchronized void keep(byte[] buffer, int count) {
    kept.write(buffer, 0, count);
    if (kept.size() > 2 * KEPT_BYTES) {
      byte[] all = kept.toByteArray();
      kept.reset();
      kept.write(all, all.length - KEPT_BYTES, KEPT_BYTES);
    }
  }

  synchronized String text() {
    byte[] all = kept.toByteArray();
    int from = Math.max(0, all.length - KEPT_BYTES);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }
}
