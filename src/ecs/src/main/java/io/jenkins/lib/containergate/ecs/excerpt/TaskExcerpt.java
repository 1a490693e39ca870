package io.jenkins.lib.containergate.ecs.excerpt;

import java.util.List;

/**
 * A task definition to read, in the shape of the ECS API, without a value that can be a secret.
 *
 * @param document it was read from
 * @param name what people call it
 * @param parts the task without its containers, then each container
 */
public record TaskExcerpt(String document, String name, List<Part> parts) {
    public TaskExcerpt {
        parts = List.copyOf(parts);
    }

    /**
     * @param title a container, or the task definition
     * @param pointer of all of it, in {@code document}
     */
    public record Part(String title, String pointer, List<Line> lines) {
        public Part {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param pointer of the value that starts here, in {@code document}; empty where one ends
     * @param number of the line in {@code document} that the value is on, from 1; 0 where a value ends
     */
    public record Line(String pointer, int number, String text) {}
}
