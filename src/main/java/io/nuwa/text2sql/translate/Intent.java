package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * What a question was understood to ask.
 *
 * @param sales what to measure of the sales
 * @param aggregate what to compute over a column
 * @param subjects the tables that were named without "each"
 * @param named the columns that were named without "each"
 * @param counting true when a number of rows is wanted
 * @param dimensions what to split by
 * @param period the span of time
 * @param rank how many, from which end
 * @param filters which rows only
 */
record Intent(
    Optional<SalesMeasure> sales,
    Optional<Aggregate> aggregate,
    List<Table> subjects,
    List<List<ColumnRef>> named,
    boolean counting,
    List<Dimension> dimensions,
    Optional<Period> period,
    Optional<Rank> rank,
    List<Filter> filters) {}
