package io.nuwa.emergency.redaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** The ways in which real programs write a text that holds a secret. */
public final class Encodings {
  private static final String SIGNS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
          + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ é密😀";

  private Encodings() {}

  /** How something writes a secret that may stand in the middle of a longer text. */
  public record Encoding(String name, Writer writer) {
    public String write(String secret, Random random) {
      return writer.write(secret, random);
    }
  }

  /** Writes it. */
  @FunctionalInterface
  public interface Writer {
    String write(String secret, Random random);
  }

  public static final List<Encoding> ALL =
      List.of(
          of("plain", s -> s),
          of("json", Encodings::json),
          of("json in json", s -> json(json(s))),
          of("json of go", Encodings::goJson),
          of("json in ascii", Encodings::asciiJson),
          of("json with slash", s -> json(s).replace("/", "\\/")),
          of("form", s -> URLEncoder.encode(s, StandardCharsets.UTF_8)),
          of("percent", s -> percent(s, false)),
          of("percent small", Encodings::percentSmall),
          of("percent all", s -> percent(s, true)),
          of("percent twice", s -> percent(percent(s, false), false)),
          of("xml", Encodings::xml),
          of("xml by number", Encodings::xmlNumbers),
          of("xml twice", s -> xml(xml(s))),
          of("json in xml", s -> xml(json(s))),
          of("shell apostrophes", s -> "'" + s.replace("'", "'\\''") + "'"),
          of("shell quotes", s -> "'" + s.replace("'", "'\"'\"'") + "'"),
          of("shell in json", s -> json("'" + s.replace("'", "'\\''") + "'")),
          of("shell backslashes", s -> s.replaceAll("([^A-Za-z0-9_é密😀])", "\\\\$1")),
          of("sql", s -> "'" + s.replace("'", "''") + "'"),
          of("hex", s -> HexFormat.of().formatHex(utf8(s))),
          of("hex capital", s -> HexFormat.of().withUpperCase().formatHex(utf8(s))),
          of("hex colons", s -> HexFormat.ofDelimiter(":").formatHex(utf8(s))),
          of("hex escapes", s -> HexFormat.of().withPrefix("\\x").formatHex(utf8(s))),
          new Encoding("base64", (s, r) -> Base64.getEncoder().encodeToString(amid(s, r))),
          new Encoding(
              "base64 unpadded",
              (s, r) -> Base64.getEncoder().withoutPadding().encodeToString(amid(s, r))),
          new Encoding("base64 url", (s, r) -> Base64.getUrlEncoder().encodeToString(amid(s, r))),
          new Encoding(
              "base64 url unpadded",
              (s, r) -> Base64.getUrlEncoder().withoutPadding().encodeToString(amid(s, r))),
          new Encoding(
              "base64 lines",
              (s, r) -> Base64.getMimeEncoder(8, new byte[] {'\n'}).encodeToString(amid(s, r))),
          new Encoding(
              "base64 of user and password",
              (s, r) ->
                  Base64.getEncoder()
                      .encodeToString(
                          utf8("user".repeat(r.nextInt(3)) + "u".repeat(r.nextInt(3)) + ":" + s))),
          new Encoding(
              "base64 in a url",
              (s, r) ->
                  URLEncoder.encode(
                      Base64.getEncoder().encodeToString(amid(s, r)), StandardCharsets.UTF_8)));

  private static Encoding of(String name, Function<String, String> writer) {
    return new Encoding(name, (secret, random) -> writer.apply(secret));
  }

  /**
   * Of 4 to 40 characters, begun and ended by a letter or digit as a file of NAME=value keeps it.
   */
  public static String secret(Random random) {
    int[] signs = SIGNS.codePoints().toArray();
    var secret = new StringBuilder();
    int length = 4 + random.nextInt(37);
    for (int i = 0; i < length; i++) {
      boolean edge = i == 0 || i == length - 1;
      secret.appendCodePoint(signs[random.nextInt(edge ? 52 : signs.length)]);
    }
    return secret.toString();
  }

  static String surroundings(Random random) {
    return List.of("", " ", "\"", "'", " text: ", "\n", "<", "{\"a\":\"", "(", " at ")
        .get(random.nextInt(10));
  }

  private static byte[] amid(String secret, Random random) {
    return utf8("x".repeat(random.nextInt(5)) + secret + "y".repeat(random.nextInt(5)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String goJson(String text) {
    return json(text).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static String asciiJson(String text) {
    var out = new StringBuilder();
    for (char sign : json(text).toCharArray()) {
      out.append(sign < 128 ? String.valueOf(sign) : "\\u%04x".formatted((int) sign));
    }
    return out.toString();
  }

  private static String percent(String text, boolean all) {
    var out = new StringBuilder();
    for (byte octet : utf8(text)) {
      boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "-_.~".indexOf(octet) >= 0);
      out.append(plain && !all ? String.valueOf((char) octet) : "%%%02X".formatted(octet & 0xFF));
    }
    return out.toString();
  }

  private static String percentSmall(String text) {
    var out = new StringBuilder();
    for (byte octet : utf8(text)) {
      boolean plain = octet > 0 && Character.isLetterOrDigit(octet);
      out.append(plain ? String.valueOf((char) octet) : "%%%02x".formatted(octet & 0xFF));
    }
    return out.toString();
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  private static String xmlNumbers(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            sign ->
                out.append(
                    Character.isLetterOrDigit(sign) && sign < 128
                        ? Character.toString(sign)
                        : (sign % 2 == 0
                            ? "&#" + sign + ";"
                            : "&#x" + Integer.toHexString(sign) + ";")));
    return out.toString();
  }
}
