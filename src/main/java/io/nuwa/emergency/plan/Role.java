package io.nuwa.emergency.plan;

import io.nuwa.emergency.failure.FailureClass;
import java.util.List;
import java.util.Set;

/**
 * Who owns work and is asked when no remedy helps.
 *
 * @param id such as {@code FrontEndBot}
 * @param duty what it does, one line
 * @param tools its MCP tools
 * @param handles the failures that it is asked about, whoever owns the blocker
 * @param coordinates whether it watches over what the others are asked; one role at most
 */
public record Role(
    String id, String duty, List<String> tools, Set<FailureClass> handles, boolean coordinates) {
  public Role {
    tools = List.copyOf(tools);
    handles = Set.copyOf(handles);
  }

  /** A role that is asked about what it owns. */
  public Role(String id, String duty, List<String> tools) {
    this(id, duty, tools, Set.of(), false);
  }
}
