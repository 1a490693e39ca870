package io.jenkins.lib.containergate.ecs.rules;

import java.util.regex.Pattern;

/** A size of a whole task, which ECS takes as a text: {@code 512}, {@code 1 GB}, {@code .5 vCPU}. */
final class Amount {
    private static final Pattern MORE_THAN_NOTHING = Pattern.compile("\\s*[0-9.]*[1-9].*", Pattern.DOTALL);

    private Amount() {}

    static boolean positive(String text) {
        return MORE_THAN_NOTHING.matcher(text).matches();
    }
}
