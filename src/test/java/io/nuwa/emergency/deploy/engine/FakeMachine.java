package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine whose programs say what they were told to say; remembers what was asked of it. */
public final class FakeMachine implements Machine {
  private final Map<String, Completion> answers = new LinkedHashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Set<String> programs = new HashSet<>();
  private final List<String> commands = new ArrayList<>();
  private final List<Map<String, String>> environments = new ArrayList<>();
  private final Set<Integer> held = new HashSet<>();
  private long userId;

  /** Commands that begin with these words succeed and write this. */
  public FakeMachine answers(String words, String stdout) {
    return put(words, new Completion(0, stdout, "", Duration.ofMillis(5), false));
  }

  /** Commands that begin with these words fail and write this to standard error. */
  public FakeMachine refuses(String words, int exitCode, String stderr) {
    return put(words, new Completion(exitCode, "", stderr, Duration.ofMillis(5), false));
  }

  private synchronized FakeMachine put(String words, Completion completion) {
    answers.remove(words);
    answers.put(words, completion);
    programs.add(words.split(" ", -1)[0]);
    return this;
  }

  public FakeMachine with(String program) {
    programs.add(program);
    return this;
  }

  public FakeMachine variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public FakeMachine user(long id) {
    userId = id;
    return this;
  }

  /** Somebody listens on this port. */
  public FakeMachine holds(int port) {
    held.add(port);
    return this;
  }

  /** Everything that was run, in order, words joined by blanks. */
  public synchronized List<String> commands() {
    return List.copyOf(commands);
  }

  /** The environment of the last command that began with these words. */
  public synchronized Map<String, String> environmentOf(String words) {
    for (int i = commands.size() - 1; i >= 0; i--) {
      if (commands.get(i).startsWith(words)) {
        return environments.get(i);
      }
    }
    throw new AssertionError("'" + words + "' was never run, only " + commands);
  }

  @Override
  public synchronized Completion run(
      List<String> words, Map<String, String> environment, Duration timeout) {
    String line = String.join(" ", words);
    commands.add(line);
    environments.add(environment);
    Completion longest = null;
    int length = -1;
    for (var answer : answers.entrySet()) {
      if (line.startsWith(answer.getKey()) && answer.getKey().length() > length) {
        longest = answer.getValue();
        length = answer.getKey().length();
      }
    }
    return longest != null
        ? longest
        : new Completion(127, "", words.getFirst() + ": not told", Duration.ZERO, false);
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public boolean has(String program) {
    return programs.contains(program);
  }

  @Override
  public boolean isHeld(int port) {
    return held.contains(port);
  }

  @Override
  public long userId() {
    return userId;
  }
}
