package io.nuwa.emergency.observe.scrape;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Collectors;

/**
 * A job as it is written into a prometheus.yml, between two marks.
 *
 * @param indentation the blanks before its dash
 * @param lineEnd as the rest of the file has it
 */
record JobBlock(ScrapeJob job, String indentation, String lineEnd) {

  static String begin(String job) {
    return "# emergency: begin (job " + job + "), kept up to date by emergency";
  }

  static String end(String job) {
    return "# emergency: end (job " + job + ")";
  }

  String text() {
    return block().indent(indentation.length()).replace("\n", lineEnd);
  }

  private String block() {
    var text = new StringBuilder(begin(job.job())).append('\n');
    text.append("- job_name: ").append(quoted(job.job())).append("\n  static_configs:\n");
    text.append("    - targets: [")
        .append(job.targets().stream().map(JobBlock::quoted).collect(Collectors.joining(", ")))
        .append("]\n");
    if (!job.labels().isEmpty()) {
      text.append("      labels:\n");
      job.labels()
          .forEach(
              (name, value) ->
                  text.append("        ")
                      .append(name)
                      .append(": ")
                      .append(quoted(value))
                      .append('\n'));
    }
    return text.append(end(job.job())).append('\n').toString();
  }

  /** JSON's quotes are YAML's, so no text can break out of its place. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
