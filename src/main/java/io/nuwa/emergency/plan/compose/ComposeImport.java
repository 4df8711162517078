package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.compose.ComposeService;
import io.nuwa.emergency.compose.Nodes;
import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.config.Problems;
import java.util.List;
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

  private static final int LONGEST_NAME = 64;

  public ComposeImport {
    findings = List.copyOf(findings);
  }

  /**
   * Drafts a plan for what was read.
   *
   * @param composeFile its path relative to the home folder, for the plan
   * @throws InvalidConfigurationException when it starts nothing that a plan could name
   */
  public static ComposeImport of(String composeFile, ComposeProject project) {
    var findings = new Problems();
    project.findings().forEach(one -> findings.add(one.position(), one.message()));
    Suspicions.find(project, findings);
    List<ComposeService> started = project.started();
    var left = new TreeSet<>(project.services().keySet());
    started.forEach(service -> left.remove(service.name()));
    List<ComposeService> named =
        started.stream()
            .filter(service -> service.containers() > 0)
            .filter(service -> nameable(service, findings))
            .toList();
    if (named.isEmpty()) {
      if (started.isEmpty()) {
        findings.add(
            Nodes.get(project.model(), "services").orElse(project.model()).position(),
            "every service has a profile, so compose would start none");
      } else {
        findings.add(started.getFirst().position(), "compose would start no container");
      }
      throw new InvalidConfigurationException(findings.list());
    }
    String name = project.name().substring(0, Math.min(project.name().length(), LONGEST_NAME));
    var draft = new PlanDraft(composeFile, project, name, named, left);
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
}
