package io.nuwa.emergency.plan;

import io.nuwa.emergency.redaction.Redaction;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ${...}} stands for right now: facts of the run, which remedies may change and the
 * journal records, and secrets, which are read from their file each time and never recorded.
 *
 * @param facts such as {@code port.text2sql -> 8000}
 * @param secrets such as {@code POSTGRES_PASSWORD -> ...}; written {@code ${secret.NAME}}
 */
public record Values(Map<String, String> facts, Map<String, String> secrets) {
  /** The syntax of a template's variable; group 1 is its name. */
  public static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9._-]*)}");

  /** How a template names a secret. */
  public static final String SECRET = "secret.";

  /** How a template names a port of the plan. */
  public static final String PORT = "port.";

  public Values {
    facts = Map.copyOf(facts);
    secrets = Map.copyOf(secrets);
  }

  /**
   * Replaces each {@code ${name}}.
   *
   * @throws MissingValueException when a name stands for nothing
   */
  public String resolve(String template) {
    return replace(template, true);
  }

  /** The same for a reader: secrets appear as stars, and what is not known yet stays as it is. */
  public String readable(String template) {
    return replace(template, false);
  }

  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /**
   * The port that this name stands for now.
   *
   * @throws MissingValueException when no such port is known
   */
  public int port(String name) {
    return Integer.parseInt(resolve("${" + PORT + name + "}"));
  }

  /** These values with other facts on top. */
  public Values with(Map<String, String> changed) {
    var merged = new TreeMap<>(facts);
    merged.putAll(changed);
    return new Values(merged, secrets);
  }

  /** A program's output with every secret that stands in it as stars, and what looks like one. */
  public String conceal(String output) {
    return Redaction.ofEnvironment(secrets).hide(output);
  }

  private String replace(String template, boolean reveal) {
    Matcher matcher = VARIABLE.matcher(template);
    var text = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(text, Matcher.quoteReplacement(value(matcher.group(1), reveal)));
    }
    return matcher.appendTail(text).toString();
  }

  private String value(String name, boolean reveal) {
    boolean secret = name.startsWith(SECRET);
    String value = secret ? secrets.get(name.substring(SECRET.length())) : facts.get(name);
    if (!reveal && (secret || value == null)) {
      return secret ? "***" : "${" + name + "}";
    }
    if (value == null) {
      throw new MissingValueException(name);
    }
    return value;
  }

  @Override
  public String toString() {
    return "Values" + facts + " and " + secrets.size() + " secrets";
  }
}
