package io.nuwa.emergency.step;

/**
 * A raw measurement or output, kept as it was.
 *
 * @param name what it is, such as {@code podman-ps.json}
 * @param text as it was read; holds no secret
 */
public record Evidence(String name, String text) {}
