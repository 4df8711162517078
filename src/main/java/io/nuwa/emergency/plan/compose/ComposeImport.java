package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.config.Problems;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A first plan for somebody's own compose file, and what looks wrong in that file.
 *
 * @param plan the text of a plan that {@code PlanReader} accepts
 * @param findings what looks wrong, each with its place, in the order of the file
 */
public record ComposeImport(String plan, List<Problem> findings) {
  /** Names that a plan can hold, with room for a prefix and a port; compose allows a few more. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,49}");

  public ComposeImport {
    findings = List.copyOf(findings);
  }

  /**
   * Reads a compose file.
   *
   * @param composeFile its path relative to the home folder, for messages and for the plan
   * @param text its content
   * @param folder the name of the folder that it stands in: what compose calls the project when the
   *     file does not say
   * @throws InvalidConfigurationException when it is no compose file
   */
  public static ComposeImport of(String composeFile, String text, String folder) {
    var findings = new Problems();
    ComposeFile file = ComposeFile.read(composeFile, text, findings);
    Suspicions.find(file, findings);
    var left = new TreeSet<String>();
    file.services().stream()
        .filter(ComposeService::optional)
        .forEach(service -> left.add(service.name()));
    List<ComposeService> named =
        file.started().stream().filter(service -> nameable(service, findings)).toList();
    if (named.isEmpty()) {
      throw new InvalidConfigurationException(findings.list());
    }
    String project = project(file.project().orElse(folder));
    var draft = new PlanDraft(composeFile, project, named, left);
    return new ComposeImport(draft.write(), findings.list());
  }

  private static boolean nameable(ComposeService service, Problems findings) {
    boolean fits = NAME.matcher(service.name()).matches();
    if (!fits) {
      findings.add(
          service.position(),
          "'"
              + service.name()
              + "' is left out: a plan's names are up to 50 letters, digits, '.',"
              + " '_' or '-', the first a letter or digit");
    }
    return fits;
  }

  /** As compose makes a project's name of a folder's. */
  private static String project(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceFirst("^[_-]+", "");
    return plain.isEmpty() ? "stack" : plain.substring(0, Math.min(plain.length(), 64));
  }
}
