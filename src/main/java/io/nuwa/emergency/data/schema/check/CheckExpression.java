package io.nuwa.emergency.data.schema.check;

import java.util.List;

/** What a check constraint says, as a tree; casts are left out where they change no value. */
sealed interface CheckExpression {

  /** A column of the table. */
  record Column(String name) implements CheckExpression {}

  /**
   * A literal.
   *
   * @param text without its quotes
   * @param type what it is cast to; empty when it is not
   */
  record Literal(String text, String type) implements CheckExpression {}

  /**
   * A function with its arguments, {@code CURRENT_DATE} and the like included.
   *
   * @param name in lower case
   */
  record Call(String name, List<CheckExpression> arguments) implements CheckExpression {}

  /**
   * Anything with two sides: {@code and}, {@code or}, comparisons, arithmetic.
   *
   * @param sign in lower case, as PostgreSQL prints it
   */
  record Binary(String sign, CheckExpression left, CheckExpression right)
      implements CheckExpression {}

  /** {@code NOT ...}. */
  record Not(CheckExpression inner) implements CheckExpression {}

  /**
   * {@code ... IS NULL}, {@code IS TRUE} and their opposites.
   *
   * @param what {@code null}, {@code true} or {@code false}
   */
  record Is(CheckExpression inner, String what, boolean negated) implements CheckExpression {}

  /** {@code ARRAY[...]}. */
  record Array(List<CheckExpression> elements) implements CheckExpression {}
}
