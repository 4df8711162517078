package io.nuwa.emergency.deploy.checkup;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.ProjectOwner;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.util.List;
import java.util.Optional;

/** Whether the containers of the plan's compose project are those of its own compose file. */
record ProjectCheckup(Deployment deployment) implements Checkup {
  @Override
  public String name() {
    return "project";
  }

  @Override
  public List<Finding> look(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> List.of(unknown(none.failure()));
      case Detection.Found found ->
          switch (new Containers(found.engine()).ofProject(deployment.stack().project())) {
            case Listing.Unknown unknown -> List.of(unknown(unknown.failure()));
            case Listing.Known known -> List.of(judge(known, input));
          };
    };
  }

  private Finding judge(Listing.Known known, StepInput input) {
    String project = deployment.stack().project();
    Optional<ProjectOwner> other =
        ProjectOwner.among(known.containers(), deployment.composeFile())
            .filter(one -> input.values().fact(one.fact()).isEmpty());
    if (other.isEmpty()) {
      return Finding.good("nobody else's containers bear the project '" + project + "'");
    }
    String whose = other.get().describe(project);
    return other.get().isGone()
        ? Finding.good(whose + ", which is not there any more: they are taken for this home's")
        : Finding.bad(whose, ProjectOwner.NEXT);
  }

  private Finding unknown(Failure failure) {
    return Finding.unknown(
        "whose the project '"
            + deployment.stack().project()
            + "' is, is not known: "
            + failure.summary(),
        "see what the engine lacks first");
  }
}
