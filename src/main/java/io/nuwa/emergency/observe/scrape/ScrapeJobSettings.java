package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.observe.prometheus.PrometheusAddress;
import io.nuwa.emergency.plan.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a task of kind {@code scrape-job} read from {@code with:}.
 *
 * @param prometheus template of the address
 * @param jobs what shall be scraped
 * @param expect further jobs that must have a target before the task is done
 */
record ScrapeJobSettings(String prometheus, List<ScrapeJob> jobs, List<String> expect)
    implements Settings {
  private static final Pattern JOB_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./:-]*");
  private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  ScrapeJobSettings {
    jobs = List.copyOf(jobs);
    expect = List.copyOf(expect);
  }

  /** Every job that must have a target, in order. */
  List<String> expected() {
    var names = new LinkedHashSet<String>();
    jobs.forEach(job -> names.add(job.job()));
    names.addAll(expect);
    return List.copyOf(names);
  }

  static ScrapeJobSettings read(Section section) {
    var jobs = new ArrayList<ScrapeJob>();
    for (Section entry : section.sections("jobs")) {
      jobs.add(job(entry));
      entry.finish();
    }
    if (jobs.isEmpty()) {
      section.missing("jobs", jobs);
    }
    for (int i = 0; i < jobs.size(); i++) {
      String name = jobs.get(i).job();
      if (jobs.subList(0, i).stream().anyMatch(earlier -> earlier.job().equals(name))) {
        section.problem("jobs", "job '" + name + "' stands in 'jobs' twice");
      }
      ScrapeJob.Place place = jobs.get(i).place();
      if (place instanceof ScrapeJob.Place.TargetsFile
          && jobs.subList(0, i).stream().anyMatch(earlier -> earlier.place().equals(place))) {
        section.problem(
            "jobs", "'" + place.path() + "' is the file of two jobs: each would undo the other");
      }
    }
    return new ScrapeJobSettings(PrometheusAddress.read(section), jobs, section.texts("expect"));
  }

  private static ScrapeJob job(Section section) {
    String name = section.text("job");
    if (!name.isEmpty() && !JOB_NAME.matcher(name).matches()) {
      section.problem("job", "a job's name is letters, digits and _ . / : -, not '" + name + "'");
    }
    List<String> targets = section.texts("targets");
    if (targets.isEmpty()) {
      section.missing("targets", targets);
      if (section.has("targets")) {
        section.problem("targets", "'targets' must name at least one host:port");
      }
    }
    targets.stream()
        .filter(target -> target.contains("://"))
        .findFirst()
        .ifPresent(
            target ->
                section.problem(
                    "targets", "a target is host:port without a scheme, not '" + target + "'"));
    return new ScrapeJob(name, place(section), targets, labels(section));
  }

  private static ScrapeJob.Place place(Section section) {
    Optional<String> file = section.optionalText("file");
    Optional<Section> config = section.section("config");
    if (file.isPresent() == config.isPresent()) {
      section
          .problems()
          .add(
              section.position(),
              file.isPresent()
                  ? "a job has either 'file' or 'config', not both"
                  : "a job needs 'file' (targets for file_sd) or 'config' (your prometheus.yml)");
    }
    if (config.isEmpty()) {
      return new ScrapeJob.Place.TargetsFile(file.orElse("targets.json"));
    }
    String path = config.get().text("config-file");
    boolean http =
        config.get().oneOf("reload", List.of("http", "none")).orElse("http").equals("http");
    config.get().finish();
    return new ScrapeJob.Place.Configuration(path, http);
  }

  private static Map<String, String> labels(Section section) {
    Map<String, String> labels = section.textMap("labels");
    labels.keySet().stream()
        .filter(label -> !LABEL_NAME.matcher(label).matches())
        .forEach(label -> section.problem("labels", "'" + label + "' is no name for a label"));
    return labels;
  }
}
