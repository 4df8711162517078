package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * Products whose name, category and price agree: the three columns of one table choose by the same
 * number.
 */
final class Goods {
  private static final String[] CATEGORIES = {"电子产品", "家居用品", "服装鞋帽", "食品饮料", "图书文具", "运动户外"};
  private static final String[][] NAMES = {
    {"智能手机", "笔记本电脑", "平板电脑", "无线耳机", "智能手表", "数码相机"},
    {"台灯", "床上四件套", "电饭煲", "空气净化器", "书桌", "保温杯"},
    {"羽绒服", "运动鞋", "牛仔裤", "衬衫", "连衣裙", "羊毛围巾"},
    {"绿茶礼盒", "坚果礼包", "咖啡豆", "纯牛奶", "五常大米", "山楂果汁"},
    {"钢笔", "笔记本", "儿童绘本", "历史小说", "英汉词典", "水彩颜料"},
    {"瑜伽垫", "登山包", "篮球", "帐篷", "羽毛球拍", "公路自行车"},
  };
  private static final String[] EDITIONS = {"标准版", "升级版", "青春版", "旗舰版", "经典款", "新款", "轻享版", "礼盒装"};

  /** Prices of a category lie between these, in cents. */
  private static final long[][] PRICES = {
    {29_900, 899_900}, {3_900, 159_900}, {5_900, 129_900},
    {1_900, 39_900}, {900, 19_900}, {4_900, 299_900},
  };

  /** How many combinations of name and edition there are in a category. */
  private static final int VARIANTS = NAMES[0].length * EDITIONS.length;

  private Goods() {}

  private static int category(long row) {
    return (int) (row % CATEGORIES.length);
  }

  /** The category of a row. */
  record Category(Encoded categories) implements Field {
    static Category of() {
      return new Category(Encoded.of(List.of(CATEGORIES)));
    }

    @Override
    public void write(RowBuffer out, long row) {
      out.text(categories.get(category(row)));
    }
  }

  /** The name of a row: a thing of its category, in an edition. */
  record Name(List<Encoded> names) implements Field {
    static Name of() {
      var names = new ArrayList<Encoded>();
      for (String[] things : NAMES) {
        var variants = new ArrayList<String>();
        for (int variant = 0; variant < VARIANTS; variant++) {
          variants.add(things[variant % things.length] + " " + EDITIONS[variant / things.length]);
        }
        names.add(Encoded.of(variants));
      }
      return new Name(names);
    }

    @Override
    public void write(RowBuffer out, long row) {
      out.text(names.get(category(row)).get(row / CATEGORIES.length % VARIANTS));
    }
  }

  /** The price of a row, within what its category costs; whole ten cents. */
  record Price(ColumnType.Numerical type, long seed) implements Amount {
    @Override
    public void write(RowBuffer out, long row) {
      Numbers.write(out, type, unscaled(row), scale());
    }

    @Override
    public long unscaled(long row) {
      long[] range = PRICES[category(row)];
      return range[0]
          + Randomness.below(Randomness.bits(seed, row), (range[1] - range[0]) / 10) * 10;
    }

    @Override
    public int scale() {
      return 2;
    }

    /** The dearest that there is, in cents. */
    static long most() {
      return PRICES[0][1];
    }
  }
}
