package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import java.util.List;
import java.util.Map;

/** Scrape jobs for tests. */
final class Jobs {
  static final String JOB = "mcp-exporter";

  private Jobs() {}

  static ScrapeJob inFile(String path, String... targets) {
    return new ScrapeJob(
        JOB, new ScrapeJob.Place.TargetsFile(path), List.of(targets), Map.of("team", "week-2"));
  }

  static ScrapeJob inConfiguration(String path, boolean reload, String... targets) {
    return new ScrapeJob(
        JOB, new ScrapeJob.Place.Configuration(path, reload), List.of(targets), Map.of());
  }

  static ScrapeJobSettings settings(String prometheus, ScrapeJob... jobs) {
    return new ScrapeJobSettings(prometheus, List.of(jobs), List.of());
  }

  /** Settings as a plan gives them, with the problems that were found. */
  static ScrapeJobSettings read(String yaml, Problems problems) {
    var node = ConfigReader.read("plan.yaml", yaml, problems).orElseThrow();
    var section = Section.of(node, "'with'", problems);
    var settings = ScrapeJobSettings.read(section);
    section.finish();
    return settings;
  }
}
