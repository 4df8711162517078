package io.nuwa.text2sql.acceptance.run;

import io.nuwa.text2sql.acceptance.system.SystemUnderTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/** One run of test classes with its JUnit XML. */
public final class SuiteRun {
  /** The report's name in the folder of reports. */
  public static final String REPORT = "TEST-text2sql-acceptance.xml";

  private static final String WRITTEN_BY_JUNIT = "TEST-junit-jupiter.xml";

  private static final int LONGEST_LINE = 400;

  private final AcceptanceOptions options;
  private final PrintWriter out;

  /** A run that tells its failures and its counts to {@code out}. */
  public SuiteRun(AcceptanceOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /** Makes sure that no report of an earlier run can be taken for one of this run. */
  public void removeOldReport() throws IOException {
    Files.createDirectories(options.reports());
    Files.deleteIfExists(options.reports().resolve(REPORT));
  }

  /**
   * Runs the classes; true when no case failed, at least one ran and none was asked for in vain.
   */
  public boolean passes(List<Class<?>> classes) throws IOException {
    Path scratch = Files.createTempDirectory(options.reports(), ".running-");
    try {
      SummaryGeneratingListener summary = new SummaryGeneratingListener();
      Launcher launcher =
          LauncherFactory.create(
              LauncherConfig.builder()
                  .enableTestExecutionListenerAutoRegistration(false)
                  .enableLauncherDiscoveryListenerAutoRegistration(false)
                  .enableLauncherSessionListenerAutoRegistration(false)
                  .enablePostDiscoveryFilterAutoRegistration(false)
                  .addTestExecutionListeners(
                      summary, new LegacyXmlReportGeneratingListener(scratch, out))
                  .build());
      launcher.execute(request(classes));
      Set<String> ran =
          CaseNames.apply(
              scratch.resolve(WRITTEN_BY_JUNIT), options.reports().resolve(REPORT), options.only());
      List<String> unknown = options.only().stream().filter(name -> !ran.contains(name)).toList();
      unknown.forEach(name -> out.println("UNKNOWN no case is called '" + name + "'"));
      return tell(summary.getSummary()) && unknown.isEmpty();
    } finally {
      Files.deleteIfExists(scratch.resolve(WRITTEN_BY_JUNIT));
      Files.deleteIfExists(scratch);
    }
  }

  private LauncherDiscoveryRequest request(List<Class<?>> classes) {
    List<ClassSelector> selectors = classes.stream().map(DiscoverySelectors::selectClass).toList();
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectors)
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .configurationParameter(
                "junit.jupiter.testclass.order.default",
                "org.junit.jupiter.api.ClassOrderer$ClassName")
            .configurationParameter(
                "junit.jupiter.testmethod.order.default",
                "org.junit.jupiter.api.MethodOrderer$OrderAnnotation")
            .configurationParameter(SystemUnderTest.API, options.api().toString())
            .configurationParameter(SystemUnderTest.DATABASE, options.database())
            .configurationParameter(SystemUnderTest.USER, options.user())
            .configurationParameter(SystemUnderTest.RESTART, String.join("\n", options.restart()))
            .configurationParameter(SystemUnderTest.ONLY, String.join("\n", options.only()))
            .configurationParameter(
                SystemUnderTest.SCRAPED,
                options.scraped().entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + pair.getValue())
                    .collect(Collectors.joining("\n")));
    options
        .prometheus()
        .ifPresent(
            address ->
                request.configurationParameter(SystemUnderTest.PROMETHEUS, address.toString()));
    return request.build();
  }

  private boolean tell(TestExecutionSummary summary) {
    for (TestExecutionSummary.Failure failure : summary.getFailures()) {
      String message = String.valueOf(failure.getException().getMessage());
      String line = message.strip().replaceAll("\\s+", " ");
      out.println("FAILED " + failure.getTestIdentifier().getDisplayName());
      out.println("       " + line.substring(0, Math.min(line.length(), LONGEST_LINE)));
    }
    // JUnit calls the cases skipped that nobody asked for.
    long notAskedFor = options.only().isEmpty() ? 0 : summary.getTestsSkippedCount();
    out.printf(
        "%d cases: %d passed, %d failed, %d skipped, in %.1f s; report %s%n",
        summary.getTestsFoundCount() - notAskedFor,
        summary.getTestsSucceededCount(),
        summary.getTestsFailedCount(),
        summary.getTestsAbortedCount() + summary.getTestsSkippedCount() - notAskedFor,
        (summary.getTimeFinished() - summary.getTimeStarted()) / 1000.0,
        options.reports().resolve(REPORT));
    out.flush();
    return summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
  }
}
