package io.jenkins.lib.containergate.ecs.census;

/**
 * What becomes of a resource type or a member.
 *
 * @param reason as a phrase, of what is not evaluated; empty otherwise
 */
public record Classified(Treatment treatment, String reason) {
    /** What becomes of it. */
    public enum Treatment {
        EVALUATED,
        /** What a resource says decides whether it is evaluated, undecided or harmless. */
        CONTENT,
        /** It is read along, and evaluated with what uses it; the reason is that of what nothing uses. */
        CONTEXT,
        /** It may start tasks with code, commands or calls that no reader follows: named in the account, and never undecided. */
        COULD_START,
        /** It neither runs nor exposes nor grants anything of a task. */
        HARMLESS,
        UNDECIDED
    }

    static Classified evaluated() {
        return new Classified(Treatment.EVALUATED, "");
    }

    static Classified content() {
        return new Classified(Treatment.CONTENT, "");
    }

    static Classified context(String reason) {
        return new Classified(Treatment.CONTEXT, reason);
    }

    static Classified couldStart(String reason) {
        return new Classified(Treatment.COULD_START, reason);
    }

    static Classified harmless(String reason) {
        return new Classified(Treatment.HARMLESS, reason);
    }

    static Classified undecided(String reason) {
        return new Classified(Treatment.UNDECIDED, reason);
    }
}
