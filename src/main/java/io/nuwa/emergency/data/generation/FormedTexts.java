package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import io.nuwa.emergency.data.schema.check.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/** Texts for columns whose checks ask for a form: regular expressions, LIKE. */
final class FormedTexts {
  /** Lengths that are tried for what may be repeated without end, the usual ones first. */
  private static final int[] REPEATED =
      IntStream.concat(
              IntStream.rangeClosed(5, 64), IntStream.rangeClosed(0, 4).map(less -> 4 - less))
          .toArray();

  private final String where;
  private final List<String> expressions;
  private final List<Pattern> patterns;

  private FormedTexts(String where, List<String> expressions) {
    this.where = where;
    this.expressions = expressions;
    this.patterns = expressions.stream().flatMap(text -> compiled(text).stream()).toList();
  }

  static FormedTexts of(Table table, Column column) {
    return new FormedTexts(
        table.name() + "." + column.name(),
        table.rulesOf(column.name()).stream()
            .filter(Rule.Matches.class::isInstance)
            .map(rule -> ((Rule.Matches) rule).expression())
            .toList());
  }

  /** Letters, digits and classes are spelt alike in both; what Java reads otherwise is not held. */
  private static Optional<Pattern> compiled(String expression) {
    String java = expression;
    for (String[] name :
        new String[][] {
          {"alpha", "IsAlphabetic"}, {"digit", "Digit"}, {"alnum", "Alnum"}, {"upper", "Upper"},
          {"lower", "Lower"}, {"space", "Space"}, {"punct", "Punct"}, {"xdigit", "XDigit"}
        }) {
      java = java.replace("[:" + name[0] + ":]", "\\p{" + name[1] + "}");
    }
    try {
      return Optional.of(Pattern.compile(java.replaceAll("\\\\[mMy]", "\\\\b")));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether nothing is asked for. */
  boolean isAny() {
    return expressions.isEmpty();
  }

  /** Whether a text has every form that is asked for, as far as is known. */
  boolean fits(String text) {
    return patterns.stream().allMatch(pattern -> pattern.matcher(text).find());
  }

  /** The form of the texts to make. */
  TextForm form(Limits length) {
    for (String expression : expressions) {
      for (int repeated : REPEATED) {
        Optional<TextForm> form =
            TextForm.of(expression, repeated).filter(found -> found.size() > 0);
        if (form.isPresent() && fits(form.get(), length)) {
          return form.get();
        }
      }
    }
    throw new UnfitSchemaException(
        "no text can be generated for "
            + where
            + " that its checks allow ("
            + String.join("; ", expressions)
            + "); leave its table out of rows:, or make the check simpler");
  }

  private boolean fits(TextForm form, Limits length) {
    for (long number : new long[] {0, form.size() / 2, form.size() - 1}) {
      String text = form.text(number);
      int characters = text.codePointCount(0, text.length());
      if (characters < length.least() || characters > length.most() || !fits(text)) {
        return false;
      }
    }
    return true;
  }

  /** A text of a form by chance. */
  record Any(TextForm form, long seed) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      long number = Randomness.below(Randomness.bits(seed, row), form.size());
      out.text(form.text(number).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Another text of a form in each row. */
  record Each(TextForm form, Distinct.Places places) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      out.text(value(places.of(row)).getBytes(StandardCharsets.UTF_8));
    }

    /** Neighbours are far from each other: a stride without a factor in common meets all. */
    String value(long place) {
      long stride = Picker.Part.stride(form.size());
      return form.text(place * stride % form.size());
    }
  }
}
