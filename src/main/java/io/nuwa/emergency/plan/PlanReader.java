package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a plan and finds everything that is wrong with it in one go. */
public final class PlanReader {
  /** The longest plan that is read, in characters: room for 10,000 tasks. */
  public static final int LONGEST = 2 * 1024 * 1024;

  private final Vocabulary vocabulary;
  private final Section root;
  private final LaddersReader ladders;
  private final Set<String> secrets = new TreeSet<>();

  private PlanReader(Vocabulary vocabulary, Section root) {
    this.vocabulary = vocabulary;
    this.root = root;
    this.ladders = new LaddersReader(vocabulary);
  }

  /**
   * Reads a plan from YAML, or from JSON as a part of it.
   *
   * @param source how messages shall call the file
   * @param text the content of the file
   * @param vocabulary the kinds of tasks, probes and remedies that it may use
   * @throws InvalidConfigurationException with every problem, each with its place
   */
  public static Plan read(String source, String text, Vocabulary vocabulary) {
    var problems = new Problems();
    if (text.length() > LONGEST) {
      problems.add(
          new Position(source, 1, 1),
          "a plan of " + text.length() + " characters is longer than " + LONGEST);
      throw new InvalidConfigurationException(problems.list());
    }
    ConfigNode document =
        ConfigReader.read(source, text, problems)
            .orElseThrow(() -> new InvalidConfigurationException(problems.list()));
    var reader = new PlanReader(vocabulary, Section.of(document, "a plan", problems));
    Plan plan = reader.plan(source, digest(text), PlanDigests.of(document));
    problems.throwIfAny();
    Set<String> brought = vocabulary.brought().apply(plan);
    reader.ladders.requireRemedies(brought);
    vocabulary.objections().apply(plan).forEach(reader::report);
    problems.throwIfAny();
    return plan.whole(plan.ladders().only(brought), reader.secrets);
  }

  private Plan plan(String source, String digest, PlanDigests digests) {
    String name = new Identifiers("plan").read(root, "plan");
    String title = root.text("title", name);
    var timeBox = new TimeBoxReader(root);
    var ports = StackReader.ports(root);
    Optional<Stack> stack = StackReader.stack(root);
    var templates = templates(ports.keySet(), stack);
    StackReader.checkTemplates(root, templates);
    var roleIds = new Identifiers("role");
    List<Role> roles = new RolesReader(roleIds).read(root);
    var tasks = new TaskReader(vocabulary, roleIds.known(), templates, stack, timeBox.length());
    List<Blocker> blockers =
        new BlockersReader(tasks, ladders, roleIds.known(), timeBox.length()).read(root);
    var followUps = new Identifiers("task");
    var plan =
        new Plan(
            name,
            title,
            source,
            digest,
            timeBox.read(blockers, tasks::range),
            stack,
            ports,
            roles,
            blockers,
            ladders.read(root),
            followUp("on-go", tasks, followUps),
            onGoWithdrawn(tasks, followUps),
            new AlertingReader(templates, roleIds.known()).read(root),
            new VigilanceReader(tasks, blockers).read(root),
            MetricsReader.read(root, stack),
            new PicturesReader(templates).read(root),
            digests);
    root.finish();
    return plan;
  }

  /** Reports an objection at the part of the plan that it is about. */
  private void report(PlanObjection objection) {
    Section place = root;
    for (int i = 0; i + 1 < objection.part().size(); i += 2) {
      String id = objection.part().get(i + 1);
      place =
          place.sections(objection.part().get(i)).stream()
              .filter(section -> section.text("id", "").equals(id))
              .findFirst()
              .orElse(place);
    }
    place.section("with").orElse(place).problem(objection.setting(), objection.message());
  }

  private Templates templates(java.util.Set<String> ports, Optional<Stack> stack) {
    return new Templates(
        ports,
        stack.map(Stack::services).orElse(List.of()),
        stack.flatMap(Stack::environmentFile).isPresent(),
        root.problems(),
        secrets);
  }

  private List<Task> onGoWithdrawn(TaskReader tasks, Identifiers ids) {
    if (root.has("on-go-withdrawn") && !root.has("on-go")) {
      root.problem(
          "on-go-withdrawn",
          "'on-go-withdrawn' takes back what 'on-go' did; without 'on-go' it would never run");
    }
    return followUp("on-go-withdrawn", tasks, ids);
  }

  /** Tasks that belong to no blocker and name their role themselves; no id stands in both lists. */
  private List<Task> followUp(String key, TaskReader tasks, Identifiers ids) {
    return root.sections(key).stream()
        .map(section -> tasks.task(section, ids, Optional.empty()))
        .toList();
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
