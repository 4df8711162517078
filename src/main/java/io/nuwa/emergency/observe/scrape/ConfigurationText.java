package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.prometheus.Mark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A prometheus.yml as text. Changes touch our marked block alone; every other byte stays.
 *
 * @param file how messages call it
 * @param text its content
 */
record ConfigurationText(String file, String text) {
  private static final String JOBS = "scrape_configs";

  /** Whether it has this job, ours or not. */
  boolean has(String job) throws FailedCallException {
    return jobs().stream().anyMatch(entry -> named(entry, job));
  }

  /** Whether the job stands between our marks. */
  boolean marked(String job) {
    int begin = text.indexOf(JobBlock.begin(job));
    return begin >= 0 && text.indexOf(JobBlock.end(job), begin) > begin;
  }

  /** The mark beside the targets of our block; empty when there is none. */
  Optional<Mark> mark(String job) throws FailedCallException {
    return jobs().stream()
        .filter(entry -> named(entry, job))
        .flatMap(entry -> list(entry, "static_configs").stream())
        .flatMap(group -> Optional.ofNullable(labels(group).get(Mark.LABEL)).stream())
        .map(Mark::new)
        .findFirst();
  }

  /**
   * Whether this job lists exactly these targets with these labels; for a configuration as
   * Prometheus reports it, which has lost the marks.
   */
  boolean lists(ScrapeJob job) throws FailedCallException {
    return jobs().stream()
        .filter(entry -> named(entry, job.job()))
        .flatMap(entry -> list(entry, "static_configs").stream())
        .anyMatch(
            group ->
                words(list(group, "targets")).equals(job.targets())
                    && labels(group).equals(job.labels()));
  }

  /**
   * This text with the job in it: our block is added, or brought up to date where it stands. A job
   * of that name that is not ours is left alone.
   *
   * @throws FailedCallException when there is no place for it; the text to add by hand is its
   *     evidence
   */
  ConfigurationText with(ScrapeJob job) throws FailedCallException {
    boolean marked = marked(job.job());
    if (!marked && has(job.job())) {
      return this;
    }
    var changed = new ConfigurationText(file, marked ? replaced(job) : inserted(job));
    if (!changed.sound(job, jobs().size() + (marked ? 0 : 1))) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          file
              + " was left as it is: no place for job '"
              + job.job()
              + "' was found in it;"
              + " add the job under "
              + JOBS
              + " by hand",
          new JobBlock(job, "  ", "\n").text());
    }
    return changed;
  }

  /** This text without our block for the job. */
  ConfigurationText without(String job) {
    if (!marked(job)) {
      return this;
    }
    return new ConfigurationText(
        file, text.substring(0, blockStart(job)) + text.substring(blockEnd(job)));
  }

  private boolean sound(ScrapeJob job, int jobs) {
    try {
      return lists(job) && jobs().size() == jobs;
    } catch (FailedCallException broken) {
      return false;
    }
  }

  private String replaced(ScrapeJob job) {
    int from = blockStart(job.job());
    String indentation = text.substring(from, text.indexOf(JobBlock.begin(job.job()), from));
    return text.substring(0, from)
        + new JobBlock(job, indentation, lineEnd()).text()
        + text.substring(blockEnd(job.job()));
  }

  private int blockStart(String job) {
    return text.lastIndexOf('\n', text.indexOf(JobBlock.begin(job))) + 1;
  }

  private int blockEnd(String job) {
    int lineEnd = text.indexOf('\n', text.indexOf(JobBlock.end(job)));
    return lineEnd < 0 ? text.length() : lineEnd + 1;
  }

  private String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private String inserted(ScrapeJob job) throws FailedCallException {
    Optional<ConfigNode.Entry> entry = Optional.ofNullable(root().entries().get(JOBS));
    int after = entry.map(present -> startOfLine(present.key().line() + 1)).orElse(text.length());
    String head = text.substring(0, after);
    String gap = head.endsWith("\n") ? "" : lineEnd();
    String key = entry.isPresent() ? "" : JOBS + ":" + lineEnd();
    String blanks = entry.map(present -> indentation(present.value())).orElse("  ");
    return head + gap + key + new JobBlock(job, blanks, lineEnd()).text() + text.substring(after);
  }

  /** The blanks before the first entry's dash, which all entries of a list share. */
  private String indentation(ConfigNode value) {
    if (value instanceof ConfigNode.Sequence list && !list.items().isEmpty()) {
      int from = startOfLine(list.items().getFirst().position().line());
      int dash = text.indexOf('-', from);
      String blanks = dash < 0 ? "x" : text.substring(from, dash);
      return blanks.isBlank() ? blanks : "  ";
    }
    return "  ";
  }

  private int startOfLine(int line) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      int next = text.indexOf('\n', at);
      if (next < 0) {
        return text.length();
      }
      at = next + 1;
    }
    return at;
  }

  private List<ConfigNode> jobs() throws FailedCallException {
    return list(root(), JOBS);
  }

  private ConfigNode.Mapping root() throws FailedCallException {
    var problems = new Problems();
    Optional<ConfigNode> node = ConfigReader.read(file, text, problems);
    if (node.isPresent() && problems.isEmpty() && node.get() instanceof ConfigNode.Mapping root) {
      return root;
    }
    String first =
        problems.list().isEmpty() ? file + ": no mapping" : problems.list().getFirst().toString();
    throw new FailedCallException(
        FailureClass.CONFIGURATION, first + "; it was left as it is: mend it first", "");
  }

  private static boolean named(ConfigNode entry, String job) {
    return text(entry, "job_name").equals(Optional.of(job));
  }

  private static List<String> words(List<ConfigNode> nodes) {
    return nodes.stream()
        .filter(ConfigNode.Scalar.class::isInstance)
        .map(node -> ((ConfigNode.Scalar) node).text())
        .toList();
  }

  private static Map<String, String> labels(ConfigNode group) {
    var labels = new TreeMap<String, String>();
    if (value(group, "labels").orElse(null) instanceof ConfigNode.Mapping mapping) {
      for (String name : mapping.entries().keySet()) {
        text(mapping, name).ifPresent(value -> labels.put(name, value));
      }
    }
    return labels;
  }

  private static Optional<String> text(ConfigNode node, String key) {
    return value(node, key)
        .filter(ConfigNode.Scalar.class::isInstance)
        .map(scalar -> ((ConfigNode.Scalar) scalar).text());
  }

  private static List<ConfigNode> list(ConfigNode node, String key) {
    return value(node, key)
        .filter(ConfigNode.Sequence.class::isInstance)
        .map(list -> ((ConfigNode.Sequence) list).items())
        .orElse(List.of());
  }

  private static Optional<ConfigNode> value(ConfigNode node, String key) {
    return node instanceof ConfigNode.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key)).map(ConfigNode.Entry::value)
        : Optional.empty();
  }
}
