package io.nuwa.emergency.acceptance.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names and contents of reports as one short text, so that later changes are noticed. */
public final class ReportDigest {
  private ReportDigest() {}

  /**
   * The digest of these files, in this order.
   *
   * @param pattern by which they were found: only digests of the same pattern can be compared
   */
  public static String of(String pattern, List<Path> reports) throws IOException {
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      for (Path report : reports) {
        byte[] name = report.getFileName().toString().getBytes(StandardCharsets.UTF_8);
        byte[] content = Files.readAllBytes(report);
        sum.update(ByteBuffer.allocate(8).putInt(name.length).putInt(content.length).array());
        sum.update(name);
        sum.update(content);
      }
      return HexFormat.of().formatHex(sum.digest(), 0, 16) + " " + pattern;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
