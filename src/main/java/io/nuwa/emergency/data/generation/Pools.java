package io.nuwa.emergency.data.generation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;

/**
 * Chinese words, drawn from Datafaker once for a batch: it is far too slow to be asked for each
 * row.
 *
 * @param people full names
 * @param cities large ones first, then others
 * @param streets with a number
 */
public record Pools(List<String> people, List<String> cities, List<String> streets) {
  private static final int PEOPLE = 2000;
  private static final int CITIES = 30;
  private static final int STREETS = 200;

  /** Users ask about these; each of them must have customers. */
  private static final List<String> LARGE =
      List.of("北京", "上海", "广州", "深圳", "杭州", "成都", "武汉", "南京", "重庆", "西安");

  private static final List<String> STREET_NAMES =
      List.of("人民路", "中山路", "解放大道", "建设街", "和平路", "新华街", "文化路", "长江路", "朝阳街", "学院路");

  /** Draws the words; takes nearly half a second the first time, so begin early. */
  public static Pools of(long seed) {
    var faker = new Faker(Locale.forLanguageTag("zh-CN"), new Random(seed));
    var people = new LinkedHashSet<String>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(faker.name().lastName() + faker.name().firstName());
    }
    var cities = new LinkedHashSet<>(LARGE);
    for (int i = 0; i < 20 * CITIES && cities.size() < CITIES; i++) {
      cities.add(faker.address().city());
    }
    var streets = new ArrayList<String>();
    for (int i = 0; i < STREETS; i++) {
      streets.add(STREET_NAMES.get(i % STREET_NAMES.size()) + (1 + i * 37 % 400) + "号");
    }
    return new Pools(List.copyOf(people), List.copyOf(cities), streets);
  }

  /** Cities, the large ones three times: where many people are, there are many customers. */
  List<String> citiesByWeight() {
    var weighted = new ArrayList<String>();
    weighted.addAll(LARGE);
    weighted.addAll(LARGE);
    weighted.addAll(cities);
    return weighted;
  }
}
