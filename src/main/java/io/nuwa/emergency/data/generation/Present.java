package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.ForeignKey;
import io.nuwa.emergency.data.schema.TableName;
import java.util.List;
import java.util.Set;

/** What stands in the database already, as far as new rows have to do with it. */
public interface Present {

  /**
   * Rows that may be referred to, of a table that gets no rows itself.
   *
   * @return the values of {@link ForeignKey#targetColumns} as text, in a lasting order
   */
  List<List<String>> parents(ForeignKey key);

  /**
   * Values of a unique column that others hold and that must be avoided, as PostgreSQL prints them,
   * in lower case; empty while nobody has been seen to be in the way.
   */
  Set<String> taken(TableName table, String column);
}
