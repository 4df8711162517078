package io.nuwa.emergency.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan's way to GO as a Mermaid graph, in the form of section 8 of the founding document: the
 * tasks in order, each gate as a question, and the Debugger's loop for every no.
 */
public final class SuccessPath {
  private static final String START = "start";
  private static final String FINAL = "verified";

  private final Plan plan;
  private final boolean chinese;
  private final List<String> lines = new ArrayList<>();

  private SuccessPath(Plan plan, boolean chinese) {
    this.plan = plan;
    this.chinese = chinese;
  }

  /**
   * Draws a plan.
   *
   * @param language Chinese, or anything else for English
   * @return lines of Mermaid, the first {@code graph LR}
   */
  public static String of(Plan plan, Locale language) {
    return new SuccessPath(plan, language.getLanguage().equals("zh")).draw();
  }

  private String draw() {
    lines.add("graph LR");
    node(START, "[", word("开始", "Start"), "]");
    for (int i = 0; i < plan.blockers().size(); i++) {
      tasks(i);
      gates(i);
    }
    node(FINAL, "[", word("最终验证", "Final verification"), "]");
    plan.blockers().stream()
        .filter(
            blocker -> plan.blockers().stream().noneMatch(b -> b.needs().contains(blocker.id())))
        .forEach(blocker -> edge(lastGate(blocker), yes(), FINAL));
    onGo();
    return String.join("\n", lines) + "\n";
  }

  private void tasks(int index) {
    Blocker blocker = plan.blockers().get(index);
    for (int i = 0; i < blocker.tasks().size(); i++) {
      String title = blocker.tasks().get(i).title();
      node(task(index, i), "[", i == 0 ? blocker.id() + " " + title : title, "]");
      if (i > 0) {
        edge(task(index, i - 1), "", task(index, i));
      }
    }
    if (blocker.needs().isEmpty()) {
      edge(START, "", task(index, 0));
    }
    blocker.needs().stream()
        .flatMap(id -> plan.blocker(id).stream())
        .forEach(needed -> edge(lastGate(needed), yes(), task(index, 0)));
  }

  private void gates(int index) {
    Blocker blocker = plan.blockers().get(index);
    String lastTask = task(index, blocker.tasks().size() - 1);
    String debugger = "b" + (index + 1) + "d";
    for (int i = 0; i < blocker.gates().size(); i++) {
      Gate gate = blocker.gates().get(i);
      node(gate(index, i), "{", gate.title() + " " + readable(gate.success()) + "?", "}");
      edge(i == 0 ? lastTask : gate(index, i - 1), i == 0 ? "" : yes(), gate(index, i));
    }
    node(debugger, "[", word("触发Debugger", "Debugger"), "]");
    for (int i = 0; i < blocker.gates().size(); i++) {
      edge(gate(index, i), word("否", "no"), debugger);
    }
    edge(debugger, "", lastTask);
  }

  private void onGo() {
    String before = FINAL;
    for (int i = 0; i < plan.onGo().size(); i++) {
      String id = "go" + (i + 1);
      node(id, "[", plan.onGo().get(i).title(), "]");
      edge(before, "", id);
      before = id;
    }
    if (plan.onGo().isEmpty()) {
      node("go", "[", "GO", "]");
      edge(FINAL, "", "go");
    }
  }

  private String lastGate(Blocker blocker) {
    return gate(plan.blockers().indexOf(blocker), blocker.gates().size() - 1);
  }

  private static String task(int blocker, int task) {
    return "b" + (blocker + 1) + "t" + (task + 1);
  }

  private static String gate(int blocker, int gate) {
    return "b" + (blocker + 1) + "g" + (gate + 1);
  }

  private String yes() {
    return word("是", "yes");
  }

  private String word(String inChinese, String inEnglish) {
    return chinese ? inChinese : inEnglish;
  }

  private void node(String id, String open, String label, String close) {
    lines.add("    " + id + open + '"' + escaped(label) + '"' + close);
  }

  private void edge(String from, String label, String to) {
    lines.add("    " + from + " -->" + (label.isEmpty() ? " " : "|" + label + "| ") + to);
  }

  private static String readable(Threshold threshold) {
    return threshold
        .toString()
        .replace(">=", "≥")
        .replace("<=", "≤")
        .replace("==", "=")
        .replace("!=", "≠");
  }

  /** Mermaid's own entities: a title may hold quotes, markup or a directive. */
  private static String escaped(String label) {
    Set<Integer> special = Set.of((int) '"', (int) '#', (int) '<', (int) '>', (int) '&', (int) '`');
    return label
        .codePoints()
        .mapToObj(
            character ->
                special.contains(character)
                    ? "#" + character + ";"
                    : Character.isISOControl(character) ? " " : Character.toString(character))
        .collect(Collectors.joining())
        .replace("%%", "#37;#37;");
  }
}
