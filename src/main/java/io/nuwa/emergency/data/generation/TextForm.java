package io.nuwa.emergency.data.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The texts that a regular expression describes, numbered, so that the text of a number can be made
 * without the ones before it and two numbers never give the same text for the usual expressions.
 * What may be repeated is repeated a fixed number of times. Look-around and back-references are not
 * known here.
 */
sealed interface TextForm {
  /** Enough for any table; keeps products of sizes within a long. */
  long MANY = 1L << 31;

  /** How many texts there are, at most {@link #MANY}. */
  long size();

  void write(long number, StringBuilder out);

  default String text(long number) {
    var out = new StringBuilder();
    write(number, out);
    return out.toString();
  }

  /** One of these characters. */
  record Signs(List<Integer> signs) implements TextForm {
    @Override
    public long size() {
      return signs.size();
    }

    @Override
    public void write(long number, StringBuilder out) {
      out.appendCodePoint(signs.get((int) number));
    }
  }

  /** One after the other. */
  record Sequence(List<TextForm> parts) implements TextForm {
    @Override
    public long size() {
      long size = 1;
      for (TextForm part : parts) {
        size = Math.min(MANY, size * part.size());
      }
      return size;
    }

    @Override
    public void write(long number, StringBuilder out) {
      // The last part turns fastest, as digits of a number do.
      long[] digits = new long[parts.size()];
      long rest = number;
      for (int i = digits.length - 1; i >= 0; i--) {
        digits[i] = rest % parts.get(i).size();
        rest /= parts.get(i).size();
      }
      for (int i = 0; i < digits.length; i++) {
        parts.get(i).write(digits[i], out);
      }
    }
  }

  /** One of these. */
  record Choice(List<TextForm> forms) implements TextForm {
    @Override
    public long size() {
      return Math.min(MANY, forms.stream().mapToLong(TextForm::size).sum());
    }

    @Override
    public void write(long number, StringBuilder out) {
      long rest = number;
      for (TextForm form : forms) {
        if (rest < form.size()) {
          form.write(rest, out);
          return;
        }
        rest -= form.size();
      }
    }
  }

  /**
   * Reads an expression.
   *
   * @param open how often something is repeated that may be repeated without end
   */
  static Optional<TextForm> of(String expression, int open) {
    var reader = new Reader(expression, open);
    try {
      TextForm form = reader.choice();
      return reader.at == expression.length() ? Optional.of(form) : Optional.empty();
    } catch (UnsupportedOperationException
        | IllegalArgumentException
        | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Walks through an expression. */
  final class Reader {
    private static final int FIRST = 0x20;
    private static final int LAST = 0x7e;
    private final String expression;
    private final int open;
    private int at;

    private Reader(String expression, int open) {
      this.expression = expression;
      this.open = open;
    }

    private TextForm choice() {
      var forms = new ArrayList<TextForm>();
      do {
        forms.add(sequence());
      } while (take("|"));
      return forms.size() == 1 ? forms.getFirst() : new Choice(forms);
    }

    private TextForm sequence() {
      var parts = new ArrayList<TextForm>();
      while (at < expression.length() && !"|)".contains(expression.substring(at, at + 1))) {
        TextForm one = one();
        for (int i = times(); i > 0; i--) {
          parts.add(one);
        }
      }
      return new Sequence(parts);
    }

    private TextForm one() {
      char c = expression.charAt(at++);
      return switch (c) {
        case '^', '$' -> new Sequence(List.of());
        case '.' -> signs(Character::isLetterOrDigit);
        case '(' -> group();
        case '[' -> set();
        case '\\' -> escaped(expression.charAt(at++));
        case '*', '+', '?', '{' -> throw new UnsupportedOperationException(expression);
        default -> new Signs(List.of((int) c));
      };
    }

    private TextForm group() {
      if (take("?") && !take(":")) {
        throw new UnsupportedOperationException(expression);
      }
      TextForm inner = choice();
      if (!take(")")) {
        throw new UnsupportedOperationException(expression);
      }
      return inner;
    }

    private static TextForm escaped(char c) {
      return switch (c) {
        case 'A', 'Z', 'm', 'M', 'y', 'b' -> new Sequence(List.of());
        case 'd', 'w', 's', 'D', 'W', 'S' -> signs(named(c));
        default -> {
          if (Character.isLetterOrDigit(c)) {
            throw new UnsupportedOperationException("\\" + c);
          }
          yield new Signs(List.of((int) c));
        }
      };
    }

    private static IntPredicate named(char c) {
      return switch (c) {
        case 'd' -> Character::isDigit;
        case 'w' -> sign -> Character.isLetterOrDigit(sign) || sign == '_';
        case 's' -> sign -> sign == ' ';
        case 'D', 'W', 'S' -> named(Character.toLowerCase(c)).negate();
        default -> throw new UnsupportedOperationException("\\" + c);
      };
    }

    private TextForm set() {
      boolean negated = take("^");
      IntPredicate in = sign -> false;
      boolean first = true;
      var beyond = new ArrayList<Integer>();
      while (first || !take("]")) {
        first = false;
        if (take("[:")) {
          int end = expression.indexOf(":]", at);
          in = in.or(classed(expression.substring(at, end)));
          at = end + 2;
          continue;
        }
        char c = expression.charAt(at++);
        if (c == '\\' && Character.isLetter(expression.charAt(at))) {
          in = in.or(named(expression.charAt(at++)));
          continue;
        }
        int from = c == '\\' ? expression.charAt(at++) : c;
        boolean range = expression.charAt(at) == '-' && expression.charAt(at + 1) != ']';
        at += range ? 1 : 0;
        int to = range ? expression.charAt(at++) : from;
        in = in.or(sign -> from <= sign && sign <= to);
        if (from > LAST) {
          IntStream.rangeClosed(from, Math.min(to, from + 99)).forEach(beyond::add);
        }
      }
      // Of all that a set leaves out, letters and digits are what is meant to be left in.
      IntPredicate out = in.negate();
      TextForm plain = signs(negated ? out.and(Character::isLetterOrDigit) : in);
      if (plain.size() > 0) {
        return plain;
      }
      if (negated || beyond.isEmpty()) {
        throw new UnsupportedOperationException(expression);
      }
      return new Signs(beyond);
    }

    private static IntPredicate classed(String name) {
      return switch (name) {
        case "alpha" -> Character::isLetter;
        case "digit", "xdigit" -> Character::isDigit;
        case "alnum" -> Character::isLetterOrDigit;
        case "upper" -> Character::isUpperCase;
        case "lower" -> Character::isLowerCase;
        case "space", "blank" -> sign -> sign == ' ';
        case "punct" -> sign -> sign == '-' || sign == '.';
        default -> throw new UnsupportedOperationException(name);
      };
    }

    private static Signs signs(IntPredicate in) {
      return new Signs(IntStream.rangeClosed(FIRST, LAST).filter(in).boxed().toList());
    }

    /** How often what was read last stands there. */
    private int times() {
      int times = 1;
      if (take("*") || take("+")) {
        times = open;
      } else if (take("{")) {
        int end = expression.indexOf('}', at);
        String[] bounds = expression.substring(at, end).split(",", -1);
        at = end + 1;
        int least = Integer.parseInt(bounds[0]);
        int most =
            bounds.length == 1
                ? least
                : bounds[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]);
        times = Math.clamp(open, least, most);
      } else {
        take("?");
      }
      // Lazy or greedy is all the same here.
      take("?");
      return times;
    }

    private boolean take(String token) {
      boolean there = expression.startsWith(token, at);
      at += there ? token.length() : 0;
      return there;
    }
  }
}
