package io.nuwa.emergency.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files as disks, editors, merges and enemies do. */
final class Mutations {
  private static final List<String> WORDS =
      List.of(
          "\u0000",
          "\uFEFF",
          "\r\n",
          "\n",
          "\t",
          "\"",
          "'",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "&a",
          "*a",
          "<<: *a",
          "!!binary x",
          "? ",
          "- ",
          "|",
          ">",
          "%YAML 9",
          "---",
          "...",
          "null",
          "~",
          "true",
          "-1",
          "1e999",
          "99999999999999999999",
          "0x7f",
          ".nan",
          "2026-02-30",
          "${",
          "${secret.X}",
          "../../..",
          "$(id)",
          "`id`",
          "\u202E",
          "部署",
          "\uD83D\uDE00",
          "<![CDATA[",
          "]]>",
          "<!--",
          "<!DOCTYPE x [<!ENTITY e \"e\">]>",
          "&e;",
          "&#0;",
          "<x/>",
          "A".repeat(5_000),
          "[".repeat(2_000),
          "{\"a\":".repeat(500));

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** The file with one to four wounds. */
  byte[] of(byte[] whole) {
    byte[] bytes = whole;
    for (int wounds = 1 + random.nextInt(4); wounds > 0; wounds--) {
      bytes = wounded(bytes);
    }
    return bytes;
  }

  private byte[] wounded(byte[] bytes) {
    if (bytes.length == 0) {
      return word();
    }
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(200)));
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> spliced(bytes, at, length, new byte[0]);
      case 2 -> spliced(bytes, at, 0, word());
      case 3 -> spliced(bytes, at, length, word());
      case 4 -> spliced(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
      case 5 -> spliced(bytes, at, 1, new byte[] {(byte) (bytes[at] ^ (1 << random.nextInt(8)))});
      case 6 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      default -> {
        int from = random.nextInt(bytes.length);
        int count = Math.min(bytes.length - from, length);
        yield spliced(bytes, at, length, Arrays.copyOfRange(bytes, from, from + count));
      }
    };
  }

  private byte[] word() {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] bytes, int at, int away, byte[] put) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - away + put.length);
    System.arraycopy(put, 0, result, at, put.length);
    System.arraycopy(bytes, at + away, result, at + put.length, bytes.length - at - away);
    return result;
  }
}
