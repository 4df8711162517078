package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.FailureClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code roles:}. */
final class RolesReader {
  private final Identifiers ids;

  /**
   * Starts with no roles.
   *
   * @param ids learns their names
   */
  RolesReader(Identifiers ids) {
    this.ids = ids;
  }

  List<Role> read(Section root) {
    var roles = new ArrayList<Role>();
    for (Section section : root.sections("roles")) {
      Role role = role(section);
      if (role.coordinates() && roles.stream().anyMatch(Role::coordinates)) {
        section.problem("coordinates", "only one role coordinates, and there is one above");
      }
      roles.add(role);
    }
    if (roles.isEmpty()) {
      root.problem("roles", "a plan needs 'roles', at least one: somebody must own each blocker");
    }
    return roles;
  }

  private Role role(Section section) {
    String id = ids.read(section, "id");
    var role =
        new Role(
            id,
            section.text("duty", ""),
            section.texts("tools"),
            handles(section),
            section.flag("coordinates", false));
    section.finish();
    return role;
  }

  private static Set<FailureClass> handles(Section section) {
    List<String> classes = Arrays.stream(FailureClass.values()).map(FailureClass::id).toList();
    var handles = EnumSet.noneOf(FailureClass.class);
    References.many(section, "handles", "failure class", classes)
        .forEach(name -> FailureClass.of(name).ifPresent(handles::add));
    return handles;
  }
}
