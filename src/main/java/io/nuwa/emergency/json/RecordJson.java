package io.nuwa.emergency.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Records as JSON and back, by their components: whatever a record gains is written and wanted
 * without a line here. Strict: a component that is missing, or a key that is none, is refused, so
 * that what another build wrote is not half understood.
 */
public final class RecordJson {
  private RecordJson() {}

  /** The fields of a record, as {@link JsonText} writes them. */
  public static Map<String, Object> fields(Record value) {
    var fields = new LinkedHashMap<String, Object>();
    try {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        fields.put(component.getName(), plain(accessor.invoke(value)));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read a " + value.getClass().getSimpleName(), e);
    }
    return fields;
  }

  /**
   * The record that these fields hold.
   *
   * @throws IllegalArgumentException when they hold none
   */
  public static <T extends Record> T read(Class<T> kind, Map<?, ?> fields) {
    RecordComponent[] components = kind.getRecordComponents();
    if (fields.size() != components.length) {
      throw new IllegalArgumentException("not the fields of a " + kind.getSimpleName());
    }
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      if (!fields.containsKey(name)) {
        throw new IllegalArgumentException("'" + name + "' is missing");
      }
      types[i] = components[i].getType();
      values[i] = value(components[i].getGenericType(), fields.get(name));
    }
    try {
      Constructor<T> constructor = kind.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + kind.getSimpleName(), e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Record inner) {
      return fields(inner);
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value instanceof Iterable<?> items) {
      var list = new ArrayList<Object>();
      items.forEach(item -> list.add(plain(item)));
      return list;
    } else if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? plain(optional.get()) : null;
    } else if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? optional.getAsDouble() : null;
    } else if (value instanceof Enum<?> word) {
      return word.name();
    } else if (value instanceof Instant instant) {
      return InstantText.of(instant);
    } else if (value instanceof Duration duration) {
      return duration.toString();
    }
    return value;
  }

  /** Keys that are no texts stand in pairs with their values. */
  private static Object map(Map<?, ?> map) {
    boolean texts = true;
    for (Object key : map.keySet()) {
      texts &= key instanceof String;
    }
    if (!texts) {
      var pairs = new ArrayList<Object>();
      map.forEach((key, value) -> pairs.add(Collections.unmodifiableList(pair(key, value))));
      return pairs;
    }
    var fields = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> fields.put((String) key, plain(value)));
    return fields;
  }

  private static List<Object> pair(Object key, Object value) {
    var pair = new ArrayList<Object>();
    pair.add(plain(key));
    pair.add(plain(value));
    return pair;
  }

  private static Object value(Type type, Object json) {
    return type instanceof ParameterizedType known
        ? container((Class<?>) known.getRawType(), known.getActualTypeArguments(), json)
        : single((Class<?>) type, json);
  }

  private static Object container(Class<?> kind, Type[] of, Object json) {
    if (kind == Optional.class) {
      return json == null ? Optional.empty() : Optional.of(value(of[0], json));
    } else if (kind == Map.class) {
      var map = new LinkedHashMap<Object, Object>();
      if (json instanceof Map<?, ?> fields) {
        fields.forEach((key, value) -> map.put(key, value(of[1], value)));
      } else if (json instanceof List<?> pairs) {
        for (Object pair : pairs) {
          List<?> two = (List<?>) pair;
          map.put(value(of[0], two.getFirst()), value(of[1], two.getLast()));
        }
      } else {
        throw wrong(kind, json);
      }
      return Collections.unmodifiableMap(map);
    } else if (json instanceof List<?> items) {
      var list = new ArrayList<Object>();
      items.forEach(item -> list.add(value(of[0], item)));
      return kind == Set.class
          ? Collections.unmodifiableSet(new LinkedHashSet<>(list))
          : Collections.unmodifiableList(list);
    }
    throw wrong(kind, json);
  }

  private static Object single(Class<?> kind, Object json) {
    if (kind == OptionalDouble.class) {
      return json instanceof Number number
          ? OptionalDouble.of(number.doubleValue())
          : OptionalDouble.empty();
    } else if (json instanceof String text) {
      return ofText(kind, text);
    } else if (json instanceof Boolean && (kind == boolean.class || kind == Boolean.class)) {
      return json;
    } else if (json instanceof Number number && (kind == long.class || kind == Long.class)) {
      return number.longValue();
    } else if (json instanceof Number number && (kind == int.class || kind == Integer.class)) {
      return Math.toIntExact(number.longValue());
    } else if (json instanceof Number number && (kind == double.class || kind == Double.class)) {
      return number.doubleValue();
    } else if (json instanceof Map<?, ?> fields && kind.isRecord()) {
      return read(kind.asSubclass(Record.class), fields);
    }
    throw wrong(kind, json);
  }

  private static Object ofText(Class<?> kind, String text) {
    if (kind == String.class) {
      return text;
    } else if (kind == Instant.class) {
      return InstantText.parse(text);
    } else if (kind == Duration.class) {
      return Duration.parse(text);
    } else if (kind.isEnum()) {
      for (Object word : kind.getEnumConstants()) {
        if (((Enum<?>) word).name().equals(text)) {
          return word;
        }
      }
    }
    throw wrong(kind, text);
  }

  private static IllegalArgumentException wrong(Class<?> kind, Object json) {
    return new IllegalArgumentException("no " + kind.getSimpleName() + ": " + json);
  }
}
