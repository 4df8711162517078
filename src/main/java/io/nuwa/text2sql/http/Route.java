package io.nuwa.text2sql.http;

/** Answers the requests of one path. */
@FunctionalInterface
public interface Route {
  /** The reply; whatever it throws becomes a 500 without details. */
  Reply answer(Request request) throws Exception;
}
