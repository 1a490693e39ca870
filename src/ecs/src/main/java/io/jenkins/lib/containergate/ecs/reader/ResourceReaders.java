package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.census.TypeCensus;
import io.jenkins.lib.containergate.ecs.declared.DeclaredWalls;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles.ReadAlong;
import io.jenkins.lib.containergate.ecs.task.ApiShape;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the resources of a template and of a plan share: who reads them, and what becomes of what surrounds tasks. */
final class ResourceReaders {
    private static final Pattern TYPE = Pattern.compile(
            "provisioner|external|[A-Za-z0-9]{2,64}(?:::[A-Za-z0-9@_-]{1,64}){1,4}|[a-z0-9]{1,40}(?:_[a-z0-9]{1,40}){1,8}");

    final Budget budget;
    final TypeCensus census = TypeCensus.standard();
    final ReadAlong along;
    final Gathered gathered;
    final Map<String, DeclaredGroup> groups = new HashMap<>();
    final EcsResources ecs;
    final LaunchResources launches;
    final ExposingResources exposing;
    final StateMachines machines;
    final ContextResources context = new ContextResources();

    /** @param along what is read along with the file */
    ResourceReaders(Budget budget, ReadAlong along, Gathered gathered) {
        this.budget = budget;
        this.along = along;
        this.gathered = gathered;
        this.ecs = new EcsResources(budget, gathered, groups);
        this.launches = new LaunchResources(budget, gathered, groups);
        this.exposing = new ExposingResources(budget, gathered);
        this.machines = new StateMachines(budget, gathered, along, launches);
    }

    void wall(String type, boolean apart) {
        if (apart) {
            gathered.leftOut(shown(type), "it is a part of something that the file does not declare");
        } else {
            gathered.evaluated(shown(type));
        }
    }

    void walls(DeclaredWalls declared) throws GateException {
        for (Wall wall : declared.all()) {
            gathered.deployment(wall);
            if (wall.facts() instanceof Wall.HostTemplate
                    && !wall.source().members().isEmpty()) {
                gathered.couldStart(
                        wall.name(),
                        "user data",
                        "its instances run commands",
                        wall.source().mark());
            }
        }
    }

    static boolean isMachine(String canonical) {
        return canonical.equals("AWS::StepFunctions::StateMachine")
                || canonical.equals("AWS::Serverless::StateMachine");
    }

    Mapping shaped(Mapping written) throws GateException {
        return new ApiShape(budget).of(written);
    }

    /** What is no name of a type may be anything. */
    static String shown(String type) {
        return TYPE.matcher(type).matches() ? type : "resource";
    }
}
