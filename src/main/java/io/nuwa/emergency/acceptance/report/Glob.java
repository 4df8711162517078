package io.nuwa.emergency.acceptance.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of paths: {@code *} and {@code ?} within a name, {@code **} across folders (also across
 * none), {@code [abc]}, {@code {a,b}}. Unlike the JDK's it can tell whether another one fits a path
 * that it fits, too.
 */
final class Glob {
  /** More come only of a pattern that multiplies itself on purpose. */
  private static final int MOST_ALTERNATIVES = 256;

  private static final Pattern XML = Pattern.compile("\\.xml$", Pattern.CASE_INSENSITIVE);

  /** A part of a pattern. */
  private sealed interface Token {}

  /** One character of a set, written as in a regular expression. */
  private record One(String set) implements Token {}

  /** Any number of characters, of several folders or of one name. */
  private record Many(boolean folders) implements Token {}

  private final List<List<Token>> alternatives;
  private final List<Pattern> expressions;

  private Glob(List<List<Token>> alternatives) {
    this.alternatives = alternatives;
    this.expressions = alternatives.stream().map(Glob::expression).toList();
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it makes no sense; the message says why
   */
  static Glob of(String glob) {
    var all = new ArrayList<List<Token>>();
    try {
      for (String alternative : expanded(XML.matcher(glob).replaceFirst(".xml"))) {
        all.add(tokens(alternative));
      }
      return new Glob(all);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("is no pattern: " + e.getDescription(), e);
    }
  }

  /** A pattern that fits this very path, with the last letters in any case. */
  static Glob literal(String path) {
    var tokens = new ArrayList<Token>();
    XML.matcher(path)
        .replaceFirst(".xml")
        .codePoints()
        .forEach(c -> tokens.add(new One(Pattern.quote(Character.toString(c)))));
    return new Glob(List.of(tokens));
  }

  /** What fits this one below a folder. */
  Glob below(String folder) {
    List<Token> start = literal(folder + "/").alternatives.getFirst();
    return new Glob(alternatives.stream().map(end -> joined(start, end)).toList());
  }

  /** What fits either of the two. */
  Glob or(Glob other) {
    return new Glob(joined(alternatives, other.alternatives));
  }

  boolean fits(String path) {
    String plain = XML.matcher(path).replaceFirst(".xml");
    return expressions.stream().anyMatch(expression -> expression.matcher(plain).matches());
  }

  /** Whether there may be a path that fits both; in doubt there may. */
  boolean meets(Glob other) {
    return alternatives.stream()
        .anyMatch(
            one ->
                other.alternatives.stream().anyMatch(two -> meet(one, 0, two, 0, new HashSet<>())));
  }

  /** Whether something below this folder may fit. */
  boolean reaches(String folder) {
    return meets(new Glob(List.of(List.of(new Many(true)))).below(folder));
  }

  private static boolean meet(List<Token> one, int i, List<Token> two, int j, Set<Long> seen) {
    if (!seen.add(((long) i << 32) | j)) {
      return false;
    }
    boolean more = i < one.size();
    boolean others = j < two.size();
    if (!more && !others) {
      return true;
    }
    if (more && one.get(i) instanceof Many many) {
      return meet(one, i + 1, two, j, seen)
          || (others && many(many, two.get(j)) && meet(one, i, two, j + 1, seen));
    }
    if (others && two.get(j) instanceof Many many) {
      return meet(one, i, two, j + 1, seen)
          || (more && many(many, one.get(i)) && meet(one, i + 1, two, j, seen));
    }
    return more
        && others
        && alike((One) one.get(i), (One) two.get(j))
        && meet(one, i + 1, two, j + 1, seen);
  }

  private static boolean many(Many many, Token token) {
    return many.folders() || token instanceof Many || !token.equals(new One("\\Q/\\E"));
  }

  private static boolean alike(One one, One two) {
    boolean first = one.set().startsWith("\\Q");
    boolean second = two.set().startsWith("\\Q");
    if (first && second) {
      return one.equals(two);
    }
    // Whether two sets share a sign is not worked out: they may.
    boolean sets = !first && !second;
    return sets
        || Pattern.matches(first ? two.set() : one.set(), sign(first ? one.set() : two.set()));
  }

  private static String sign(String quoted) {
    return quoted.substring(2, quoted.length() - 2);
  }

  /** Braces, and folders of any depth, which may be none. */
  private static Set<String> expanded(String glob) {
    var all = new LinkedHashSet<String>();
    int open = glob.indexOf('{');
    int folders = folders(glob);
    if (open >= 0) {
      int close = glob.indexOf('}', open);
      if (close < 0 || glob.substring(open + 1, close).contains("{")) {
        throw new IllegalArgumentException("is no pattern: '{' needs its '}'");
      }
      for (String part : glob.substring(open + 1, close).split(",", -1)) {
        all.addAll(expanded(glob.substring(0, open) + part + glob.substring(close + 1)));
      }
    } else if (folders >= 0) {
      String start = glob.substring(0, folders);
      for (String rest : expanded(glob.substring(folders + "**/".length()))) {
        all.add(start + rest);
        all.add(start + "\0" + "/" + rest);
      }
    } else {
      all.add(glob);
    }
    if (all.size() > MOST_ALTERNATIVES) {
      throw new IllegalArgumentException("stands for more than " + MOST_ALTERNATIVES + " patterns");
    }
    return all;
  }

  /** Where {@code **} stands for whole folders. */
  private static int folders(String glob) {
    int at = glob.indexOf("**/");
    while (at > 0 && glob.charAt(at - 1) != '/') {
      at = glob.indexOf("**/", at + 1);
    }
    return at;
  }

  private static List<Token> tokens(String glob) {
    var tokens = new ArrayList<Token>();
    for (int i = 0; i < glob.length(); i += Character.charCount(glob.codePointAt(i))) {
      int c = glob.codePointAt(i);
      switch (c) {
        case '\0' -> tokens.add(new Many(true));
        case '*' -> {
          boolean folders = glob.startsWith("**", i);
          tokens.add(new Many(folders));
          i += folders ? 1 : 0;
        }
        case '?' -> tokens.add(new One("[^/]"));
        case '[' -> {
          int close = glob.indexOf(']', i + 2);
          if (close < 0) {
            throw new IllegalArgumentException("is no pattern: '[' needs its ']'");
          }
          tokens.add(new One(set(glob.substring(i + 1, close))));
          i = close;
        }
        case '\\' -> {
          i = Math.min(i + 1, glob.length() - 1);
          tokens.add(new One(Pattern.quote(Character.toString(glob.codePointAt(i)))));
        }
        default -> tokens.add(new One(Pattern.quote(Character.toString(c))));
      }
    }
    return tokens;
  }

  private static String set(String signs) {
    String plain = signs.replaceAll("[\\\\\\[&^]", "\\\\$0");
    return plain.startsWith("!") ? "[^/" + plain.substring(1) + "]" : "[" + plain + "]";
  }

  private static Pattern expression(List<Token> tokens) {
    var text = new StringBuilder();
    for (Token token : tokens) {
      text.append(
          switch (token) {
            case One one -> one.set();
            case Many many -> many.folders() ? ".*" : "[^/]*";
          });
    }
    return Pattern.compile(text.toString(), Pattern.DOTALL);
  }

  private static <T> List<T> joined(List<T> start, List<T> end) {
    var all = new ArrayList<T>(start);
    all.addAll(end);
    return List.copyOf(all);
  }
}
