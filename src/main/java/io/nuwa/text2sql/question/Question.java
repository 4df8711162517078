package io.nuwa.text2sql.question;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody asked.
 *
 * @param asked as it came
 * @param text full-width letters made plain, lower case, invisible characters out, white space and
 *     punctuation reduced to single spaces; no space between Chinese characters
 */
public record Question(String asked, String text) {
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\n\\r\\t]]");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern BREAKS = Pattern.compile("[\\s,。、，；;：:？?！!.…·()\\[\\]{}]+");
  private static final Pattern BETWEEN_HAN = Pattern.compile("(?<=\\p{IsHan}) (?=\\p{IsHan})");

  private static final Pattern BESIDE_HAN = Pattern.compile("(?<=\\p{IsHan}) | (?=\\p{IsHan})");

  /** Cleans what was asked. */
  public static Question of(String asked) {
    String plain = Normalizer.normalize(asked, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String visible = INVISIBLE.matcher(plain).replaceAll("");
    String whole = COMMENT.matcher(visible).replaceAll("");
    String spaced = BREAKS.matcher(whole).replaceAll(" ").strip();
    return new Question(asked, BETWEEN_HAN.matcher(spaced).replaceAll(""));
  }

  /** The key in memory: questions that differ only in spaces and punctuation share it. */
  public String key() {
    return BESIDE_HAN.matcher(text).replaceAll("");
  }
}
