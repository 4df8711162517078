package io.nuwa.emergency.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Typed reading of a JSON object. A missing or wrong value throws {@link
 * IllegalArgumentException} that names its key.
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
    return switch (fields.get(key)) {
      case null -> Optional.empty();
      case Long number -> Optional.of((double) number);
      case Double number -> Optional.of(number);
      default -> throw wrong(key, "a number");
    };
  }

  public boolean flag(String key) {
    if (fields.get(key) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, "true or false");
  }

  public Instant instant(String key) {
    try {
      return Instant.parse(text(key));
    } catch (DateTimeException e) {
      throw wrong(key, "a time such as 2026-01-31T20:00:00Z");
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
    return list(key).stream().map(item -> asObject(key, item)).toList();
  }

  /** Empty when the key is missing. */
  public List<String> texts(String key) {
    return list(key).stream().map(Object::toString).toList();
  }

  /** Empty when the key is missing. */
  public Map<String, String> textMap(String key) {
    var texts = new LinkedHashMap<String, String>();
    optionalObject(key)
        .ifPresent(
            object -> object.fields().keySet().forEach(name -> texts.put(name, object.text(name))));
    return texts;
  }

  private List<?> list(String key) {
    return switch (fields.get(key)) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw wrong(key, "a list");
    };
  }

  private JsonObject asObject(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(
          map.entrySet().stream()
              .filter(entry -> entry.getValue() != null)
              .collect(
                  Collectors.toMap(
                      entry -> entry.getKey().toString(),
                      Map.Entry::getValue,
                      (a, b) -> b,
                      LinkedHashMap::new)));
    }
    throw wrong(key, "an object");
  }

  private IllegalArgumentException wrong(String key, String expected) {
    return new IllegalArgumentException(
        "'" + key + "' should be " + expected + " but is " + fields.get(key));
  }
}
