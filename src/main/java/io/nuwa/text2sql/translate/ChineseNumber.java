package io.nuwa.text2sql.translate;

import java.util.regex.Pattern;

/** Numbers up to 99 in Chinese characters, made into digits where a count is meant. */
final class ChineseNumber {
  private static final String DIGITS = "零一二三四五六七八九";
  private static final Pattern COUNT =
      Pattern.compile(
          "(?<=前|最近|过去|近|去年|今年|前年" + "|最[高低多少大小]的?)[一二两三四五六七八九十]{1,3}(?=[^一二三四五六七八九十]" + "|$)");

  private ChineseNumber() {}

  /** 前十 becomes 前10, 最近三个月 becomes 最近3个月; other characters stay. */
  static String toDigits(String text) {
    return COUNT.matcher(text).replaceAll(found -> Integer.toString(value(found.group())));
  }

  static int value(String chinese) {
    String plain = chinese.replace('两', '二');
    int ten = plain.indexOf('十');
    if (ten < 0) {
      return plain.chars().reduce(0, (sum, character) -> 10 * sum + DIGITS.indexOf(character));
    }
    int tens = ten == 0 ? 1 : DIGITS.indexOf(plain.charAt(ten - 1));
    int ones = ten == plain.length() - 1 ? 0 : DIGITS.indexOf(plain.charAt(ten + 1));
    return 10 * tens + ones;
  }
}
