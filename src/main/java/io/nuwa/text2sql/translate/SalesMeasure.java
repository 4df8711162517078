package io.nuwa.text2sql.translate;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be measured of the sales. Money and units leave cancelled orders out; orders and buyers
 * are counted whatever became of them.
 */
enum SalesMeasure {
  AVERAGE_ORDER(
      "average_order",
      "ROUND(AVG(orders.total_amount), 2)",
      null,
      "平均每?[笔个]?订单的?(?:总?金额|价值|总?额|价格)|订单的?平均(?:总?金额|价值"
          + "|额)|(?:平均)?客单价|\\b(?:average|avg|mean) order (?:value|amount|size"
          + "|total)\\b"),
  LARGEST_ORDER(
      "largest_order",
      "MAX(orders.total_amount)",
      null,
      "(?:最大|最高)的?(?:单笔)?订单的?(?:总?金额|额)|订单的?最[高大]金额"
          + "|单笔最[高大]金额|\\b(?:largest|biggest|highest) order(?: value| amount)?\\b"),
  SMALLEST_ORDER(
      "smallest_order",
      "MIN(orders.total_amount)",
      null,
      "(?:最小|最低)的?(?:单笔)?订单的?(?:总?金额|额)|订单的?最[低小]金额"
          + "|\\b(?:smallest|lowest) order(?: value| amount)?\\b"),
  UNITS(
      "units",
      null,
      "SUM(order_items.quantity)",
      "总?销量|(?:销售|售出|卖出)的?(?:总?数量|件数)|卖出了?多少件?"
          + "|\\b(?:units sold|quantity sold|sales volume)\\b"),
  BUYERS(
      "buyers",
      "COUNT(DISTINCT orders.customer_id)",
      "COUNT(DISTINCT orders.customer_id)",
      "(?:下过?单|购买过?|消费过?)的?(?:客户|顾客|用户)的?(?:总?数量?|人数)|(?:购买"
          + "|下单|消费)人数|\\b(?:number of buyers|how many buyers|active customers)\\b"),
  ORDERS(
      "orders",
      "COUNT(*)",
      "COUNT(DISTINCT order_items.order_id)",
      "订单的?(?:总数量?|数量|个数|笔数|数(?!据)|量)|(?:多少|几)[个笔张条份]?订单"
          + "|下单(?!日期|时间|客户)(?:次数|数量?|总数)?|购买次数|\\b(?:number of orders"
          + "|order counts?|orders? (?:count|number)|how many orders|count (?:of |the "
          + "|all )*orders)\\b"),
  REVENUE(
      "sales",
      "SUM(orders.total_amount)",
      "SUM(order_items.quantity * order_items.unit_price)",
      "总?销售(?:总额|总?金额|额|收入|业绩)|营业额|总?营收|总?收入|成交(?:总额"
          + "|总?金额|额)|订单的?(?:总金额|总额|金额)|总金额|\\bgmv\\b|消费(?:总额"
          + "|总?金额|额)?|花费|购买金额|\\b(?:total )?(?:sales(?: (?:revenue|amount"
          + "|total|figures))?|revenue|turnover|spending)\\b");

  private final String label;
  private final String overOrders;
  private final String overItems;
  private final Pattern words;

  SalesMeasure(String label, String overOrders, String overItems, String words) {
    this.label = label;
    this.overOrders = overOrders;
    this.overItems = overItems;
    this.words = Pattern.compile(words);
  }

  static Optional<SalesMeasure> read(Reading reading) {
    return Arrays.stream(values()).filter(measure -> reading.takes(measure.words)).findFirst();
  }

  String label() {
    return label;
  }

  /** The expression over one of the two base tables; empty when it means nothing there. */
  Optional<String> over(String base) {
    return Optional.ofNullable(base.equals("orders") ? overOrders : overItems);
  }

  boolean countsCancelled() {
    return this == ORDERS || this == BUYERS;
  }

  /** A sum of nothing is 0, not unknown. */
  boolean isSum() {
    return this == REVENUE || this == UNITS;
  }
}
