package io.nuwa.emergency.redaction;

/** Part of a text: from this character to before that one. */
record Span(int from, int to) {}
