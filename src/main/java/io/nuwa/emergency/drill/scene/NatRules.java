package io.nuwa.emergency.drill.scene;

import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rules of this machine's firewall that lead from a port of it to a container.
 *
 * @param rules each as {@code iptables -S} gives it, in words: {@code -A CHAIN ...}
 */
public record NatRules(List<List<String>> rules) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Processes PROCESSES = new Processes();

  public NatRules {
    rules = List.copyOf(rules);
  }

  /** The rules for a port; none where the engine needs none, or this user may not see them. */
  public static NatRules of(int port) throws InterruptedException {
    Completion told = iptables(List.of("-S"));
    return new NatRules(
        told.succeeded()
            ? told.stdout().lines().filter(rule -> leads(rule, port)).map(NatRules::words).toList()
            : List.of());
  }

  static boolean leads(String rule, int port) {
    return rule.startsWith("-A ")
        && rule.contains(" --dport " + port + " ")
        && rule.contains(" -j DNAT ");
  }

  private static List<String> words(String rule) {
    return List.of(rule.split(" ", -1));
  }

  public void remove() throws IOException, InterruptedException {
    for (List<String> rule : rules) {
      change("-D", rule);
    }
  }

  /** May be done twice. */
  public void putBack() throws IOException, InterruptedException {
    for (List<String> rule : rules) {
      if (!iptables(with("-C", rule)).succeeded()) {
        change("-A", rule);
      }
    }
  }

  private static void change(String how, List<String> rule)
      throws IOException, InterruptedException {
    Completion done = iptables(with(how, rule));
    if (!done.succeeded()) {
      throw new IOException("iptables " + how + ": " + done.text().strip());
    }
  }

  private static List<String> with(String how, List<String> rule) {
    var words = new ArrayList<>(rule);
    words.set(0, how);
    return words;
  }

  private static Completion iptables(List<String> words) throws InterruptedException {
    var all = new ArrayList<>(List.of("iptables", "-w", "-t", "nat"));
    all.addAll(words);
    return PROCESSES.run(new Invocation(all, Map.of(), Path.of("/"), PATIENCE));
  }
}
