package io.nuwa.text2sql.http;

/**
 * What a client sent.
 *
 * @param method such as {@code GET}
 * @param body the bytes, never more than the server accepts
 */
public record Request(String method, byte[] body) {}
