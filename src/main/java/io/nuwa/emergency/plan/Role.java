package io.nuwa.emergency.plan;

import java.util.List;

/**
 * Who owns work and is asked when no remedy helps.
 *
 * @param id such as {@code FrontEndBot}
 * @param duty what it does, one line
 * @param tools its MCP tools
 */
public record Role(String id, String duty, List<String> tools) {
  public Role {
    tools = List.copyOf(tools);
  }
}
