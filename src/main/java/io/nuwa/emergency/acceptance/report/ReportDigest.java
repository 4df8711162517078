package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.files.WholeFile;
import java.io.IOException;
import java.io.InputStream;
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
  private static final int BLOCK = 1 << 16;

  private ReportDigest() {}

  /** The digest of these reports, in this order, wherever their folder is. */
  public static String of(ReportPattern pattern, List<Path> reports) throws IOException {
    MessageDigest sum = sha256();
    byte[] block = new byte[BLOCK];
    for (Path report : reports) {
      byte[] name = pattern.folder().relativize(report).toString().getBytes(StandardCharsets.UTF_8);
      long size = Files.size(report);
      sum.update(ByteBuffer.allocate(16).putLong(name.length).putLong(size).array());
      sum.update(name);
      try (InputStream content = WholeFile.open(report)) {
        for (int read = content.read(block); read >= 0; read = content.read(block)) {
          sum.update(block, 0, read);
        }
      }
    }
    return HexFormat.of().formatHex(sum.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
