package io.jenkins.lib.containergate.secret.scan;

/**
 * Content nobody looked into.
 *
 * @param path as in {@link FoundSecret}; of the outer file where several places in it were not searched; empty for {@link #ofRest}
 * @param problem why, without any content
 * @param places how many there are
 * @param first path of the first of them
 */
public record Unsearched(String path, Reason reason, String problem, String remedy, int places, String first) {
    /** One place. */
    public Unsearched(String path, Reason reason, String problem, String remedy) {
        this(path, reason, problem, remedy, 1, path);
    }

    /**
     * Everything from one file on. Its place is the whole, so that nobody who lets one path through lets the rest through, too.
     *
     * @param first path of the first file
     */
    public static Unsearched ofRest(String first, String problem, String remedy) {
        return new Unsearched("", Reason.TOO_LARGE, problem, remedy, 1, first);
    }

    /** Whether it is everything from the first file on, and no place of its own. */
    public boolean rest() {
        return path.isEmpty();
    }

    /** Each is a rule id in reports. */
    public enum Reason {
        /** An archive that does not open, or an encrypted one. */
        ARCHIVE("secret-archive-unreadable", "An archive cannot be searched for secrets"),
        /** A limit was crossed. */
        TOO_LARGE("secret-search-incomplete", "The search for secrets reached a limit"),
        /** A file that cannot be read. */
        UNREADABLE("secret-file-unreadable", "A file cannot be searched for secrets");

        private final String rule;
        private final String title;

        Reason(String rule, String title) {
            this.rule = rule;
            this.title = title;
        }

        public String rule() {
            return rule;
        }

        public String title() {
            return title;
        }
    }
}
