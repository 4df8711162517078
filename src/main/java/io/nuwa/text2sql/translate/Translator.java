package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.question.Question;
import io.nuwa.text2sql.schema.LiveSchema;
import io.nuwa.text2sql.translate.Translation.Translated;
import io.nuwa.text2sql.translate.Translation.Unclear;
import java.util.Optional;

/** Translates questions about customers, products, orders, their lines and any other table. */
public final class Translator {

  /** The SELECT that answers the question, or why there is none. */
  public Translation translate(Question question, LiveSchema schema) {
    Reading reading = new Reading(ChineseNumber.toDigits(plain(question.text())));
    Intent intent = new IntentReader(new Vocabulary(schema)).read(reading);
    if (!reading.rest().isEmpty()) {
      return new Unclear("not understood: '" + reading.rest() + "'");
    }
    try {
      Optional<SalesMeasure> sales = intent.sales();
      return new Translated(
          sales.isPresent()
              ? new SalesQuery(schema).write(intent, sales.get())
              : new TableQuery(schema).write(intent));
    } catch (Untranslatable untranslatable) {
      return new Unclear(untranslatable.getMessage());
    }
  }

  /** Idioms that mean a measure and its order at once. */
  private static String plain(String text) {
    return text.replaceAll("最?(?:畅销|热销|好卖)|卖得最好", "销量最高")
        .replaceAll("\\bbest[ -]selling\\b", "highest units sold");
  }
}
