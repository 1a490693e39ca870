package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.secret.setting.SecretName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what is not known of a text is in the place of a secret. */
public final class SecretGap {
    private static final char GAP = Unresolved.GAP;
    /** A name with a gap for its value. */
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z][A-Za-z0-9_.-]{0,100})[\"']?\\s{0,3}[=:]\\s{0,3}[\"']?" + GAP);

    private static final Pattern IN_ADDRESS =
            Pattern.compile("://[^/\\s:@]{0,128}:[^/\\s@" + GAP + "]{0,128}" + GAP + "[^/\\s@]{0,128}@");

    /** That of a secret has the word before its name, as if a secret followed. */
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:[^\\s=@]*");

    private SecretGap() {}

    /** @param shape of a text, with {@link Unresolved#GAP} for each part that is not known */
    public static boolean in(String shape) {
        return shape.indexOf(GAP) >= 0 && !ARN.matcher(shape).matches() && (named(shape) || inAddress(shape));
    }

    /** Under a name inside of the text that suggests a secret. */
    static boolean named(String shape) {
        Matcher named = NAMED.matcher(shape);
        while (named.find()) {
            if (SecretName.matches(named.group(1))) {
                return true;
            }
        }
        return false;
    }

    /** In the password of an address. */
    static boolean inAddress(String shape) {
        return IN_ADDRESS.matcher(shape).find();
    }
}
