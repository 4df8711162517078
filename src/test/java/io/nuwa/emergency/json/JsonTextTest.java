package io.nuwa.emergency.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reader, which starts quickly, against Jackson's, which is right. */
class JsonTextTest {
  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final String SEED_TEXT =
      "{\"seq\":12,\"at\":\"2026-01-05T20:00:00Z\",\"t\":\"部署 \\\"x\\\"\\n"
          + "\\u00e9\\ud83d\\ude00\","
          + "\"n\":[1,-2,3.5,1e3,-0.25,true,false,null,[],{}],\"o\":{\"a\":{\"b\":\"\\\\\"}},\"e\":\"\"}";

  @Test
  void what_is_written_is_read_back_the_same() throws IOException {
    var value = new LinkedHashMap<String, Object>();
    value.put("text", "quotes \" backslash \\ control \u0001 tab \t 部署 \uD83D\uDE00 \u2028");
    value.put("list", List.of(1L, -2L, true, "x"));
    value.put("map", Map.of("k", 2.5));
    value.put("nothing", null);

    assertThat(JsonText.read(JsonText.line(value))).isEqualTo(value);
    assertThat(JsonText.read(JsonText.pretty(value))).isEqualTo(value);
    assertThat(JACKSON.readTree(JsonText.line(value)).path("text").asText())
        .isEqualTo(value.get("text"));
    assertThat(JsonText.line(value)).doesNotContain("\n");
  }

  @Test
  void an_empty_optional_is_left_out() {
    assertThat(JsonText.line(Map.of("a", Optional.empty()))).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "{",
        "}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1}{}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":nul}",
        "{\"a\":True}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"",
        "{\"a\":[1,]}",
        "{\"a\":-}",
        "\uFEFF{",
        "{\"a\":1}x",
        "{\"a\":99999999999999999999}",
        "nul",
        "{\"a\":NaN}",
        "{\"a\":/**/1}",
      })
  void what_is_no_json_object_is_refused(String text) {
    assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(IOException.class);
  }

  /** 部署 as GBK has it, é as Latin-1 has it, half a sign of UTF-8, a lone surrogate in UTF-8. */
  @ParameterizedTest
  @ValueSource(strings = {"B2BFCAF0", "E9", "E983", "EDA080", "5C6EE9EFBFBD"})
  void what_is_not_utf_8_is_refused_and_not_guessed(String text) {
    assertThatThrownBy(() -> JsonText.read(documentOf(text)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 1, column ");
  }

  @Test
  void a_replacement_sign_that_somebody_wrote_is_text() throws IOException {
    assertThat(JsonText.read(documentOf("E983A8EFBFBD5C6EEFBFBD"))).containsEntry("a", "部�\n�");
  }

  private static byte[] documentOf(String text) {
    return HexFormat.of().parseHex("7B2261223A22" + text + "227D");
  }

  @Test
  void deep_nesting_ends_in_a_message_and_not_in_a_stack_overflow() {
    String text = "{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
    assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void ten_thousand_mutations_are_read_as_jackson_reads_them() {
    var random = new Random(20250616);
    int accepted = 0;
    for (int i = 0; i < 10_000; i++) {
      String text = mutated(random);
      Optional<Map<String, Object>> ours = ours(text);
      Optional<JsonNode> theirs = theirs(text);
      assertThat(ours.isPresent()).as("accepts %s", text).isEqualTo(theirs.isPresent());
      if (ours.isPresent()) {
        accepted++;
        JsonNode again = JACKSON.valueToTree(ours.get());
        assertThat(normal(again)).as(text).isEqualTo(normal(theirs.orElseThrow()));
      }
    }
    assertThat(accepted).as("mutations that are still JSON").isBetween(500, 9_500);
  }

  private static String mutated(Random random) {
    var text = new StringBuilder(SEED_TEXT);
    String letters = "{}[]:,\"\\ \n0123456789.eE+-truefalsn\u0000部u";
    for (int n = random.nextInt(3); n >= 0; n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
        default -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
      }
    }
    return text.toString();
  }

  private static Optional<Map<String, Object>> ours(String text) {
    try {
      return Optional.of(JsonText.read(text));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** An object with whole numbers that fit a long: what our files hold. */
  private static Optional<JsonNode> theirs(String text) {
    try {
      JsonNode node = JACKSON.readTree(text);
      return node != null && node.isObject() && !hasHuge(node)
          ? Optional.of(node)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean hasHuge(JsonNode node) {
    if (node.isBigInteger()) {
      return true;
    }
    for (JsonNode child : node) {
      if (hasHuge(child)) {
        return true;
      }
    }
    return false;
  }

  private static String normal(JsonNode node) {
    return node.isNumber()
        ? String.valueOf(node.asDouble())
        : node.isContainerNode() ? children(node) : node.toString();
  }

  private static String children(JsonNode node) {
    var text = new StringBuilder(node.isArray() ? "[" : "{");
    if (node.isObject()) {
      node.properties()
          .forEach(
              e -> text.append(e.getKey()).append('=').append(normal(e.getValue())).append(';'));
    } else {
      node.forEach(child -> text.append(normal(child)).append(';'));
    }
    return text.toString();
  }
}
