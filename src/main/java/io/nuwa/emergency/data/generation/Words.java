package io.nuwa.emergency.data.generation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a text column probably means, by its name and its table's name, and words for it. */
final class Words {
  private static final Pattern PEOPLE =
      Pattern.compile(
          ".*(customer|user|client|person|people|employee|staff|member|contact|student|teacher"
              + "|patient|author|buyer|seller|客户|用户|员工|会员|学生).*");
  private static final Pattern GOODS = Pattern.compile(".*(product|goods|item|sku|产品|商品).*");

  private final Pools pools;

  Words(Pools pools) {
    this.pools = pools;
  }

  static boolean isGoods(String table) {
    return GOODS.matcher(plain(table)).matches();
  }

  static boolean isPeople(String table) {
    return PEOPLE.matcher(plain(table)).matches();
  }

  /** Words for a column that need not be unique; empty when its name says nothing. */
  List<String> of(String table, String column) {
    String name = plain(column);
    if (name.equals("name") || name.equals("名称") || name.equals("姓名")) {
      return isPeople(table) ? pools.people() : List.of();
    }
    if (name.matches(".*(full_?name|real_?name|contact|author|manager|owner|receiver|姓名).*")) {
      return pools.people();
    }
    if (name.matches(".*(city|城市).*")) {
      return pools.citiesByWeight();
    }
    if (name.matches(".*(address|street|地址).*")) {
      return pools.streets();
    }
    if (name.matches(".*(country|国家).*")) {
      return List.of("中国");
    }
    if (name.matches(".*(province|state|region|省).*") && !name.contains("status")) {
      return List.of("北京市", "上海市", "广东省", "浙江省", "江苏省", "四川省", "湖北省", "陕西省", "山东省", "福建省");
    }
    if (name.matches(".*(gender|sex|性别).*")) {
      return List.of("男", "女");
    }
    if (name.matches(".*(status|状态).*")) {
      return List.of(
          "pending", "paid", "shipped", "completed", "completed", "completed", "cancelled");
    }
    if (name.matches(".*(currency|币种).*")) {
      return List.of("CNY");
    }
    if (name.matches(".*(department|部门).*")) {
      return List.of("销售部", "市场部", "研发部", "财务部", "人事部", "客服部");
    }
    if (name.matches(".*(company|supplier|vendor|brand|公司|供应商|品牌).*")) {
      return List.of("华新科技", "东方贸易", "远大实业", "中联电子", "新世纪商贸", "长城制造", "百川物流", "天和食品");
    }
    if (name.matches(".*(category|type|kind|类别|分类).*")) {
      return List.of("标准", "高级", "企业", "个人");
    }
    if (name.matches(".*(payment|支付).*")) {
      return List.of("支付宝", "微信支付", "银行卡", "货到付款");
    }
    if (name.matches(".*(description|remark|comment|note|title|备注|描述|标题).*")) {
      return List.of("测试数据", "第一批", "常规订单", "请尽快处理", "老客户", "活动期间");
    }
    return List.of();
  }

  /** The same for words, whichever way a name is spelt. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
