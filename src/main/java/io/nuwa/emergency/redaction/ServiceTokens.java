package io.nuwa.emergency.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Tokens that tell by their first letters what they are, and those behind {@code Bearer} and {@code
 * Basic}.
 */
final class ServiceTokens implements Shape {
  /**
   * As their issuers document them: GitHub, GitLab, Slack, AWS, Grafana, npm, OpenAI, Google, PyPI.
   */
  private static final List<String> PREFIXES =
      List.of(
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "xoxb-",
          "xoxp-",
          "xoxa-",
          "xoxs-",
          "AKIA",
          "ASIA",
          "glsa_",
          "npm_",
          "sk-",
          "AIza",
          "pypi-",
          "eyJ");

  private static final String FIRSTS = "gxAnspeBb";
  private static final int SHORTEST = 16;

  @Override
  public Span next(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      boolean begins =
          FIRSTS.indexOf(text.charAt(at)) >= 0 && (at == 0 || !isOfWord(text.charAt(at - 1)));
      if (begins) {
        Span span = at(text, at);
        if (span != null) {
          return span;
        }
      }
    }
    return null;
  }

  private static Span at(String text, int at) {
    if (text.regionMatches(true, at, "bearer ", 0, 7)) {
      Span token = word(text, at + 7);
      return token.to() - token.from() >= SHORTEST && hasDigit(text, token) ? token : null;
    }
    if (text.regionMatches(true, at, "basic ", 0, 6)) {
      Span token = word(text, at + 6);
      return isCredentials(text.substring(token.from(), token.to())) ? token : null;
    }
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix, at)) {
        Span token = word(text, at);
        return token.to() - token.from() >= prefix.length() + SHORTEST ? token : null;
      }
    }
    return null;
  }

  /** Prose says "basic authentication" too. */
  private static boolean isCredentials(String token) {
    try {
      byte[] octets = Base64.getDecoder().decode(token);
      return new String(octets, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Span word(String text, int from) {
    int to = from;
    while (to < text.length()
        && (isOfWord(text.charAt(to)) || "-.~+/=".indexOf(text.charAt(to)) >= 0)) {
      to++;
    }
    return new Span(from, to);
  }

  private static boolean hasDigit(String text, Span span) {
    return text.substring(span.from(), span.to()).chars().anyMatch(Character::isDigit);
  }

  private static boolean isOfWord(char sign) {
    return sign == '_' || (sign < 128 && Character.isLetterOrDigit(sign));
  }
}
