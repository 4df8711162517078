package io.nuwa.emergency.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Typed reading of a JSON object. A missing or wrong value throws {@link IllegalArgumentException}
 * that names its key. Plain loops and tests of types: each journal line passes here, and streams
 * and pattern switches are linked anew by each JVM.
 *
 * @param fields as {@link JsonText#read} gives them
 */
public record JsonObject(Map<String, Object> fields) {

  public String text(String key) {
    return optionalText(key).orElseThrow(() -> wrong(key, "a text"));
  }

  public Optional<String> optionalText(String key) {
    Object value = fields.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw wrong(key, "a text");
  }

  public long number(String key) {
    if (fields.get(key) instanceof Long number) {
      return number;
    }
    throw wrong(key, "a whole number");
  }

  public Optional<Double> optionalDecimal(String key) {
    Object value = fields.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    throw wrong(key, "a number");
  }

  public boolean flag(String key) {
    if (fields.get(key) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, "true or false");
  }

  public Instant instant(String key) {
    try {
      return InstantText.parse(text(key));
    } catch (DateTimeException e) {
      throw wrong(key, "a time such as 2026-01-31T20:00:00Z");
    }
  }

  /** A time without a zone, such as 2026-01-31 20:00:00, read as UTC. */
  public Instant utc(String key) {
    String text = text(key).replace(' ', 'T');
    try {
      return InstantText.parse(text + "Z");
    } catch (DateTimeException withoutSeconds) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        throw wrong(key, "a time such as 2026-01-31T20:00:00");
      }
    }
  }

  public Duration duration(String key) {
    try {
      return DurationText.parse(text(key));
    } catch (DateTimeException e) {
      throw wrong(key, "a duration such as PT48H");
    }
  }

  public JsonObject object(String key) {
    return optionalObject(key).orElseThrow(() -> wrong(key, "an object"));
  }

  public Optional<JsonObject> optionalObject(String key) {
    Object value = fields.get(key);
    return value == null ? Optional.empty() : Optional.of(asObject(key, value));
  }

  /** Empty when the key is missing. */
  public List<JsonObject> objects(String key) {
    var objects = new ArrayList<JsonObject>();
    for (Object item : list(key)) {
      objects.add(asObject(key, item));
    }
    return objects;
  }

  /** Empty when the key is missing. */
  public List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (Object item : list(key)) {
      texts.add(String.valueOf(item));
    }
    return texts;
  }

  /** Empty when the key is missing. */
  public Map<String, String> textMap(String key) {
    Optional<JsonObject> object = optionalObject(key);
    if (object.isEmpty()) {
      return Map.of();
    }
    var texts = new LinkedHashMap<String, String>();
    for (String name : object.get().fields().keySet()) {
      texts.put(name, object.get().text(name));
    }
    return texts;
  }

  private List<?> list(String key) {
    Object value = fields.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(key, "a list");
  }

  private JsonObject asObject(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      var inner = new LinkedHashMap<String, Object>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getValue() != null) {
          inner.put(entry.getKey().toString(), entry.getValue());
        }
      }
      return new JsonObject(inner);
    }
    throw wrong(key, "an object");
  }

  private IllegalArgumentException wrong(String key, String expected) {
    return new IllegalArgumentException(
        "'" + key + "' should be " + expected + " but is " + fields.get(key));
  }
}
