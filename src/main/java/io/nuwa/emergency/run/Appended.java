package io.nuwa.emergency.run;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An immutable map, in the order of its growth, that is extended without being copied: the longer
 * map shares what it holds with the shorter one, which does not see what came later. A run of a
 * thousand steps has a thousand of them.
 */
final class Appended<K, V> extends AbstractMap<K, V> {
  private final Shared<K, V> shared;
  private final int size;

  private Appended(Shared<K, V> shared, int size) {
    this.shared = shared;
    this.size = size;
  }

  private static final class Shared<K, V> {
    private final Map<K, Integer> places = new ConcurrentHashMap<>();
    private final List<Map.Entry<K, V>> entries = new ArrayList<>();

    synchronized boolean add(int place, K key, V value) {
      if (entries.size() != place || places.putIfAbsent(key, place) != null) {
        return false;
      }
      entries.add(Map.entry(key, value));
      return true;
    }

    synchronized Map.Entry<K, V> entry(int place) {
      return entries.get(place);
    }
  }

  /** The map with one more entry. */
  static <K, V> Map<K, V> plus(Map<K, V> map, K key, V value) {
    Appended<K, V> base = map instanceof Appended<K, V> own ? own : copy(map);
    if (base.shared.add(base.size, key, value)) {
      return new Appended<>(base.shared, base.size + 1);
    }
    // The key is there already, or another map grew from the same one.
    var merged = new LinkedHashMap<>(map);
    merged.put(key, value);
    return copy(merged);
  }

  private static <K, V> Appended<K, V> copy(Map<K, V> map) {
    var shared = new Shared<K, V>();
    map.forEach((key, value) -> shared.add(shared.entries.size(), key, value));
    return new Appended<>(shared, map.size());
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(Object key) {
    Integer place = shared.places.get(key);
    return place != null && place < size;
  }

  @Override
  public V get(Object key) {
    return containsKey(key) ? shared.entry(shared.places.get(key)).getValue() : null;
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < size;
          }

          @Override
          public Map.Entry<K, V> next() {
            if (!hasNext()) {
              throw new NoSuchElementException("the map has " + size + " entries");
            }
            return shared.entry(next++);
          }
        };
      }
    };
  }
}
