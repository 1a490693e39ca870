package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Value;

/**
 * A resource of a template.
 *
 * @param name its logical id
 * @param type such as {@code AWS::ECS::Service}
 * @param properties resolved; an object, or all of it unresolved
 */
public record Resource(String name, String type, Value properties) {}
