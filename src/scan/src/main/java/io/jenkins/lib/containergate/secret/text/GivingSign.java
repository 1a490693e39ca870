package io.jenkins.lib.containergate.secret.text;

/** Signs other than those of assignments that give a value to a name. */
final class GivingSign {
    /** No position. */
    private static final int NONE = -1;

    private static final int GAP = 48;
    /** Of texts that PHP serialises, behind which their length stands. */
    private static final String SERIALISED = ";s:";

    private GivingSign() {}

    /**
     * The position behind such a sign.
     *
     * @param position behind the name and what closes it
     * @return -1 if there is none
     */
    static int after(AssignedName name, int position) {
        int fallback = fallback(name.text(), position);
        return fallback >= 0 ? fallback : paired(name, position);
    }

    /** Of what gives a value where there is none: {@code ||}, {@code ||=}, {@code ??}, {@code ?=}, {@code or}. */
    private static int fallback(TextWindow text, int position) {
        int operator = text.at(position);
        int next = text.at(position + 1);
        boolean or = operator == 'o' && next == 'r' && text.at(position + 2) == ' ' && closed(text, position);
        boolean question = operator == '?' && (next == '=' || closed(text, position) && (next == '?' || next == ':'));
        if (!or && !question && !(operator == '|' && next == '|')) {
            return NONE;
        }
        int behind = position + (text.at(position + 2) == '=' ? 3 : 2);
        return text.after(Characters.BLANKS, behind, behind + GAP);
    }

    /** Whether a bracket or a quote ended the name, as in {@code getenv("PASSWORD") ?: "..."}. */
    private static boolean closed(TextWindow text, int position) {
        return text.at(position - 1) == ' ' && ")]\"'".indexOf(text.at(position - 2)) >= 0;
    }

    /**
     * Of a pair of Kotlin or Scala, {@code "password" to "..."}, {@code "password" -> "..."}, and of PHP,
     * {@code s:8:"password";s:18:"..."}.
     */
    private static int paired(AssignedName name, int position) {
        TextWindow text = name.text();
        if (text.at(name.start() - 1) != '"' || text.at(name.end()) != '"') {
            return NONE;
        }
        boolean sign = text.startsWith("to \"", position)
                || text.startsWith("-> \"", position)
                || text.startsWith(SERIALISED, position);
        return sign ? text.indexOf("\"", position, position + GAP) : NONE;
    }
}
