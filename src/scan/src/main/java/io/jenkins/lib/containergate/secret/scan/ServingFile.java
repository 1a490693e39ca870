package io.jenkins.lib.containergate.secret.scan;

import java.util.regex.Pattern;

/**
 * A compose file whose containers serve others, whatever it is called: they start again by themselves, are replicated, have a
 * certificate or an environment called production. What Docker passes over, comments and values of other names, says nothing.
 */
final class ServingFile {
    private static final String QUOTE = "[\"']?";
    private static final String IS = QUOTE + "[ \\t]*[:=][ \\t]*" + QUOTE;

    /** What Docker takes where nobody sets a variable: {@code ${RESTART:-always}}. */
    private static final String DEFAULT = "(?:\\$\\{[a-z0-9_]{1,64}:?-)?";

    private static final Pattern SERVES = Pattern.compile("(?im)^[ \\t]{0,32}(?:-[ \\t]{1,8})?" + QUOTE
            + "(?:restart" + IS + DEFAULT + "(?:always|unless-stopped)"
            + "|(?:replicas|update_config|rollback_config|placement|endpoint_mode)" + IS
            + "|condition" + IS + DEFAULT + "any(?![a-z0-9_.-])|mode" + IS + DEFAULT + "global(?:-job)?(?![a-z0-9_.-])"
            + "|[a-z0-9_]{0,32}env(?:ironment)?" + IS + DEFAULT + "(?:prod|production|live|staging)(?![a-z0-9_.-])"
            + "|[^#\\v]{0,200}(?:certresolver|letsencrypt|acme\\.email|(?:virtual|letsencrypt)_host))");

    private final SourceText text;

    ServingFile(SourceText text) {
        this.text = text;
    }

    boolean serves() {
        String content = text.content();
        // one too long to be read holds something, too
        return content.isEmpty() || SERVES.matcher(content).find();
    }
}
