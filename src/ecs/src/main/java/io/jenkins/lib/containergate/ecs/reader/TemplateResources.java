package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.census.Classified;
import io.jenkins.lib.containergate.ecs.declared.DeclaredBuckets;
import io.jenkins.lib.containergate.ecs.declared.DeclaredLogGroups;
import io.jenkins.lib.containergate.ecs.declared.DeclaredWalls;
import io.jenkins.lib.containergate.ecs.declared.TemplateGroups;
import io.jenkins.lib.containergate.ecs.declared.TemplateRoles;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Map;

/** Goes through every resource of a template: each is evaluated, undecided, or left out with a reason. */
final class TemplateResources {
    private final ResourceReaders read;

    TemplateResources(ResourceReaders read) {
        this.read = read;
    }

    void of(Template template) throws GateException {
        Map<String, Lookup<IamRole>> roles = TemplateRoles.of(template);
        read.groups.putAll(TemplateGroups.of(template));
        DeclaredWalls walls = DeclaredWalls.of(template);
        for (Template.Declaration declared : template.declarations()) {
            Classified classified = read.census.of(declared.type());
            String name = declared.name();
            switch (classified.treatment()) {
                case HARMLESS -> read.gathered.leftOut(ResourceReaders.shown(declared.type()), classified.reason());
                case CONTEXT ->
                    read.context.add(
                            declared.type(), ResourceReaders.shown(declared.type()), List.of(name), classified);
                case UNDECIDED ->
                    read.gathered.undecided(
                            name,
                            ResourceReaders.shown(declared.type()),
                            classified.reason(),
                            declared.written().mark());
                case COULD_START ->
                    read.gathered.couldStart(
                            name,
                            ResourceReaders.shown(declared.type()),
                            classified.reason(),
                            declared.written().mark());
                case EVALUATED ->
                    read.ecs.read(
                            declared.type(),
                            name,
                            object(template, declared),
                            roles,
                            EcsResources.Form.CLOUD_FORMATION);
                case CONTENT -> {
                    if (DeclaredWalls.reads(declared.type())) {
                        read.wall(declared.type(), walls.apart(name));
                    } else if (declared.type().equals("AWS::CloudFormation::Stack")) {
                        new NestedStacks(read.along, read.gathered).read(template, declared);
                    } else if (ExposingResources.reads(declared.type())) {
                        read.exposing.read(
                                declared.type(),
                                declared.type(),
                                name,
                                template.resource(declared).properties());
                    } else if (ResourceReaders.isMachine(declared.type())) {
                        read.machines.read(declared.type(), name, object(template, declared));
                    } else {
                        read.launches.read(
                                declared.type(), declared.type(), name, read.shaped(object(template, declared)));
                    }
                }
            }
        }
        read.gathered.logGroups(DeclaredLogGroups.of(template));
        read.gathered.buckets(DeclaredBuckets.of(template));
        read.walls(walls);
        inits(template);
        hooks(template);
        for (Template.Declaration skipped : template.notCreated()) {
            if (read.census.of(skipped.type()).treatment() != Classified.Treatment.HARMLESS) {
                read.gathered.leftOut(
                        ResourceReaders.shown(skipped.type()),
                        "its condition is false with the parameters of this check");
            }
        }
        read.context.account(read.gathered, roles, read.groups);
    }

    private void inits(Template template) throws GateException {
        Map<String, List<String>> texts = template.initTexts();
        for (Template.Declaration declared : template.declarations()) {
            if (texts.containsKey(declared.name())) {
                read.gathered.couldStart(
                        declared.name(),
                        "AWS::CloudFormation::Init",
                        "it runs commands",
                        declared.written().mark());
            }
        }
    }

    private void hooks(Template template) throws GateException {
        for (Template.Declaration hook : template.hooks()) {
            if (hook.type().equals(BlueGreenHook.TYPE)
                    && BlueGreenHook.deploysDeclared(hook, template.declarations())) {
                read.gathered.leftOut(hook.type(), "it deploys what the template declares, which is evaluated");
            } else {
                read.gathered.undecided(
                        hook.name(),
                        ResourceReaders.shown(hook.type()),
                        "it deploys something in a way that this version does not evaluate",
                        hook.written().mark());
            }
        }
    }

    private Mapping object(Template template, Template.Declaration declared) throws GateException {
        return TaskDefinitionReader.object(template.resource(declared).properties(), read.budget);
    }
}
