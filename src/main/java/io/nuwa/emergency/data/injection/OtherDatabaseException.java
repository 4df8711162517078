package io.nuwa.emergency.data.injection;

import java.util.List;

/** Another database answers than the one that rows were injected into, and it holds rows. */
public final class OtherDatabaseException extends RuntimeException {
  OtherDatabaseException(String before, String now, List<String> filled) {
    super(
        "another database answers than the one that rows were injected into; it holds rows of "
            + String.join(", ", filled)
            + ", which are left as they are; correct url:, bring the right database back, or begin"
            + " with this one by 'execute --fresh' (now "
            + now
            + "; then "
            + before
            + ")");
  }
}
