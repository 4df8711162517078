package io.nuwa.emergency.report.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Leads from a report to the files of its home folder.
 *
 * @param toHome from the report's own folder, such as {@code ../../}; empty when it stands in the
 *     home folder
 */
public record Links(String toHome) {

  /** For a report whose place is not known: from the home folder. */
  public static Links fromHome() {
    return new Links("");
  }

  /** For a report that is written to this file. */
  public static Links from(Path file, Path home) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path way = folder.relativize(home.toAbsolutePath().normalize());
    String text = way.toString();
    return new Links(text.isEmpty() ? "" : encoded(text) + "/");
  }

  /** Such as {@code ../../promptx/memory/evidence/ab12.txt}. */
  String to(String file) {
    return toHome + encoded(file);
  }

  private static String encoded(String path) {
    return Arrays.stream(path.split("/"))
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
